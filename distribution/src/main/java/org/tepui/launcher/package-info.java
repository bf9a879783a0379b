/**
 * The launcher: what {@code bin/tepui} starts for {@code master}, {@code agent} and {@code local}.
 *
 * <p>It reads flags on a plain class path, so that a wrong one, {@code --help} and {@code --version} end before a framework exists; then it
 * takes a bundle cache that no other process uses, and starts Felix with the bundles that the feature files name. Bundles learn from
 * framework properties what to do: {@code tepui.command} (master or agent), {@code tepui.args} (a JSON array of text), {@code tepui.home},
 * {@code tepui.cache}; they end the process through the service {@code java.util.function.IntConsumer} with the property
 * {@code tepui.exit=true}. Nothing of the master or the agent itself belongs here, and no bundle sees these classes.
 */
package org.tepui.launcher;
