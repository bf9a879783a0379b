/**
 * {@code tepui herd}: poses as many agents and schedulers, and tells whether the master agrees with what they believe.
 *
 * <p>{@link org.tepui.herd.HerdComponent} is started by the launcher, {@link org.tepui.herd.HerdRun} is one run from the first registration to
 * the last comparison. The roles are played in {@code agents} and {@code scheduler}, without sockets; {@code client} speaks the v1 API over
 * connections of its own, the port of the agents is a service of the wire. Nothing here is called by other bundles.
 */
package org.tepui.herd;
