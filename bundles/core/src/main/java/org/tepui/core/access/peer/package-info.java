/**
 * Authentication of agents and drivers over libprocess messages, as Mesos 1.12 speaks it: AuthenticateMessage to {@code master}, answered by
 * a session with a process id of its own, that runs the exchange of the chosen authenticator. Who passed is remembered by pid until its
 * connection breaks or it authenticates anew.
 */
package org.tepui.core.access.peer;
