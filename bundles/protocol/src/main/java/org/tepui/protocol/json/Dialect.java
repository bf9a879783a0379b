package org.tepui.protocol.json;

import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.Set;

/** How the same messages are spelled and what is shown of them: in v0, in v1, and where v1 shows what is really a v0 message. */
enum Dialect {
    V0(false),
    V1(true),
    /** Names of v1, fields and defaults of v0. */
    V1_VIEW(true);

    private static final String GET_AGENTS = "mesos.master.Response.GetAgents";

    /** The large reads of v1 show these lists empty too; all other empty lists are left out. */
    private static final Set<String> SHOWN_EMPTY = Set.of(
            "mesos.master.Response.GetAgents.agents",
            "mesos.master.Response.GetAgents.recovered_agents",
            "mesos.master.Response.GetFrameworks.frameworks",
            "mesos.master.Response.GetFrameworks.completed_frameworks",
            "mesos.master.Response.GetExecutors.executors",
            "mesos.master.Response.GetTasks.tasks",
            "mesos.master.Response.GetTasks.unreachable_tasks",
            "mesos.master.Response.GetTasks.completed_tasks");

    private static final Set<String> NOT_IN_V1 = Set.of("mesos.SlaveInfo.checkpoint", "mesos.scheduler.Call.Subscribe.force");

    private final boolean agents;

    Dialect(boolean agents) {
        this.agents = agents;
    }

    /** A field's name. */
    String field(String name) {
        return agents ? name.replace("slave", "agent") : name;
    }

    String enumValue(String name) {
        return agents ? name.replace("SLAVE", "AGENT") : name;
    }

    /** Whether this version knows the field at all. */
    boolean has(FieldDescriptor field) {
        return this != V1 || !NOT_IN_V1.contains(field.getFullName());
    }

    /** Whether the field is shown when it is not set (with its default) or empty. */
    boolean alwaysShown(FieldDescriptor field) {
        if (field.isRepeated()) {
            return agents && SHOWN_EMPTY.contains(field.getFullName());
        }
        boolean noDefaultInV1 = this == V1 && field.getFullName().equals("mesos.quota.QuotaRequest.force");
        return field.hasDefaultValue() && !field.getOptions().getDeprecated() && !noDefaultInV1;
    }

    /** Whether the field, a DurationInfo inside, is a google.protobuf.Duration outside. */
    boolean isDuration(FieldDescriptor field) {
        return agents && field.getFullName().equals("mesos.master.Call.DrainAgent.max_grace_period");
    }

    /** The dialect of what is in the field: GET_AGENTS shows agents as they are inside, other events and answers do not. */
    Dialect within(FieldDescriptor field) {
        return this == V1 && field.getContainingType().getFullName().equals(GET_AGENTS) ? V1_VIEW : this;
    }
}
