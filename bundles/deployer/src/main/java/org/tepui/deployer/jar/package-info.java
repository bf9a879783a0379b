/**
 * What can be said of a jar without running anything of it: whether it is whole, whether it is safe to open, what its manifest declares, and
 * whether the platform can let it in. Plain Java over files; no framework.
 */
package org.tepui.deployer.jar;
