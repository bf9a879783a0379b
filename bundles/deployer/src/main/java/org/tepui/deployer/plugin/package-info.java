/**
 * The lives of the bundles that came out of {@code deploy/}: started beside the version they replace, stopped, uninstalled and refreshed.
 * {@link org.tepui.deployer.plugin.Plugins} decides on the deployer's thread; whatever can run a plugin's code runs on a thread of its own
 * with a deadline ({@link org.tepui.deployer.plugin.Operation}). A bundle whose code overran is stuck: Felix blocks on whatever touches it,
 * so nothing here does so again.
 */
package org.tepui.deployer.plugin;
