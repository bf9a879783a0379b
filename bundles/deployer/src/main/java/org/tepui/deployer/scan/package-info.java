/**
 * Folders that are looked at again and again: which files are stable, which are no longer there, which are nothing that the folder is for.
 * Time is handed in; each thing is told once.
 */
package org.tepui.deployer.scan;
