package org.tepui.agent.core;

import java.util.List;

/** Names of the agent's counters. */
final class Metrics {

    static final List<String> COUNTERS = List.of(
        "slave/framework_messages_dropped",
        "slave/invalid_acknowledgements",
        "slave/messages_from_strangers",
        "slave/messages_invalid",
        "slave/messages_not_built",
        "slave/messages_unknown",
        "slave/registrations",
        "slave/reregistrations",
        "slave/status_updates_sent",
        "slave/tasks_dropped",
        "slave/tasks_failed",
        "slave/tasks_finished",
        "slave/tasks_ignored",
        "slave/tasks_killed",
        "slave/tasks_lost");

    private Metrics() {
    }
}
