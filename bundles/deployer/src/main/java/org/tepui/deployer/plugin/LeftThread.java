package org.tepui.deployer.plugin;

/**
 * A thread of a plugin that is gone, which runs although it was interrupted.
 *
 * @param bundle symbolic name
 * @param thread its name, on one line
 */
public record LeftThread(String bundle, String version, String thread) {
}
