/** Plugins for tests, made of a few lines of source while the test runs. Needs a JDK, not only a runtime. */
package org.tepui.testkit.plugin;
