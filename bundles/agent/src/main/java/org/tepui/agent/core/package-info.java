/**
 * The agent as a plain state machine: registration with a master, tasks, status updates.
 *
 * <p>No thread, socket, file, wall clock or random source of its own: {@link org.tepui.agent.core.Timeline} gives time and timers,
 * {@link org.tepui.agent.core.ProcessLauncher} runs processes, {@link org.tepui.agent.core.Outlet} sends messages. Everything here is
 * called on one thread, the agent's; who brings messages or process events posts them to that thread first.
 */
package org.tepui.agent.core;
