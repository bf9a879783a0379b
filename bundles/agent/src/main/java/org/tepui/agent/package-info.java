/**
 * An agent that runs command tasks as processes of the operating system.
 *
 * <p>{@link org.tepui.agent.AgentComponent} starts it in OSGi when the launcher's command is {@code agent};
 * {@link org.tepui.agent.AgentProgram} puts the state machine ({@code core}), the processes ({@code process}), the machine
 * ({@code host}) and the endpoints ({@code http}) together. Nobody calls in here but the framework.
 *
 * <p>Tasks belong to the process of the agent: they go on while masters come and go, and end with the agent, however it ends (SIGTERM,
 * SIGUSR1, a crash): SIGTERM first, a second later SIGKILL. A started agent is a new agent to the master; only reserved resources
 * and volumes outlive it, in its work directory.
 */
package org.tepui.agent;
