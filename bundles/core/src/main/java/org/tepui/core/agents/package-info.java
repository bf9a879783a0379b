/**
 * Agents as the master knows them: registered, recovered, unreachable, gone. One handler a message; losing an agent in its three ways
 * (disconnected, unreachable, removed) has one class, because they share what happens to tasks and offers.
 */
package org.tepui.core.agents;
