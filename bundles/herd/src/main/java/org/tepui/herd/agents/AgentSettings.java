package org.tepui.herd.agents;

import org.tepui.protocol.libprocess.Upid;

/**
 * What all agents of the herd have in common.
 *
 * @param master where to register
 * @param tasks room for that many tasks of {@link TaskSize}
 * @param taskNanos how long a task runs
 * @param hostname told in SlaveInfo
 */
public record AgentSettings(Upid master, int tasks, long taskNanos, String hostname) {
}
