/**
 * Agents that run null tasks: the messages of a C++ agent, no process behind them. {@link org.tepui.herd.agents.HerdAgent} is one agent and
 * knows no sockets; {@link org.tepui.herd.agents.AgentHerd} has all of them behind one port, told apart by their process ids.
 */
package org.tepui.herd.agents;
