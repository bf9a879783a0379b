/**
 * Who is let in at the port: firewall rules, then the authenticators of a request's realm, asked one after the other in bounded time.
 *
 * <p>{@link org.tepui.core.access.Access} puts it together for a master: {@link org.tepui.core.access.AccessGate} for HTTP,
 * {@link org.tepui.core.access.peer.Peers} for agents. What throws, hangs or gives nothing lets nobody in, and is counted. Threads and timers
 * are here; nothing is decided about the cluster.
 */
package org.tepui.core.access;
