package org.tepui.core.agents;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tepui.api.resource.CheckpointedResources;
import org.tepui.api.resource.ResourceChecks;
import org.tepui.api.resource.ResourceException;
import org.tepui.api.resource.Resources;
import org.tepui.api.resource.Roles;
import org.tepui.core.frameworks.FrameworkRules;
import org.tepui.core.line.Forms;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.ExecutorInfo;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.MasterInfo;
import org.tepui.protocol.mesos.Resource;
import org.tepui.protocol.mesos.SlaveInfo;
import org.tepui.protocol.mesos.Task;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.UUID;
import org.tepui.protocol.mesos.internal.RegisterSlaveMessage;
import org.tepui.protocol.mesos.internal.ReregisterSlaveMessage;

/** Reads what agents tell of themselves and refuses what can't be: the cause as one line in a {@link Refused}. */
public final class AgentRules {

    /** Bytes of a SlaveInfo, which goes into the registry. */
    static final int INFO_BYTES_MAX = 4 * 1024 * 1024;

    private AgentRules() {
    }

    /** A message that is ignored, with the reason. */
    public static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why, null, false, false);
        }
    }

    static AgentDesk.Introduction read(Upid from, RegisterSlaveMessage message, MasterInfo master) throws Refused {
        if (message.getCheckpointedResourcesCount() > 0 && !message.getSlave().getCheckpoint()) {
            throw new Refused("checkpointed resources from an agent without checkpointing");
        }
        Resources checkpointed = resources(message.getCheckpointedResourcesList());
        Resources flags = resources(message.getSlave().getResourcesList());
        Resources total = kept(flags, checkpointed);
        return introduction(from, message.getSlave(), flags, total, checkpointed, message.getVersion(), message.getAgentCapabilitiesList(),
                message.hasResourceVersionUuid() ? Optional.of(message.getResourceVersionUuid()) : Optional.empty(), master);
    }

    static AgentDesk.Introduction read(Upid from, ReregisterSlaveMessage message, MasterInfo master) throws Refused {
        if (!message.getSlave().hasId()) {
            throw new Refused("SlaveInfo has no id");
        }
        Resources checkpointed = resources(message.getCheckpointedResourcesList());
        Resources flags = resources(message.getSlave().getResourcesList());
        Resources total = kept(flags, checkpointed);
        Set<String> frameworks = frameworks(message.getFrameworksList());
        Set<String> executors = executors(message.getExecutorInfosList(), frameworks);
        tasks(message, frameworks, executors);
        return introduction(from, message.getSlave(), flags, total, checkpointed, message.getVersion(), message.getAgentCapabilitiesList(),
                message.hasResourceVersionUuid() ? Optional.of(message.getResourceVersionUuid()) : Optional.empty(), master);
    }

    private static AgentDesk.Introduction introduction(Upid from, SlaveInfo info, Resources flags, Resources total, Resources checkpointed,
            String version, List<SlaveInfo.Capability> capabilities, Optional<UUID> resourceVersion, MasterInfo master) throws Refused {
        if (from.isEmpty() || from.id().isEmpty()) {
            throw new Refused("sender has no process id");
        }
        if (info.hasId()) {
            id(info.getId().getValue());
        }
        if (!isVersion(version)) {
            throw new Refused("version '" + version + "' is not a version from 1.0.0 on");
        }
        if (info.hasDomain() && !master.hasDomain()) {
            throw new Refused("agent has a fault domain and the master has none");
        }
        if (info.getSerializedSize() > INFO_BYTES_MAX) {
            throw new Refused("SlaveInfo of " + info.getSerializedSize() + " bytes; the limit is " + INFO_BYTES_MAX);
        }
        SlaveInfo upgraded = info.toBuilder().clearResources().addAllResources(Forms.write(flags.unallocate())).build();
        return new AgentDesk.Introduction(from, upgraded, total, checkpointed.unallocate(), version, capabilities, resourceVersion);
    }

    /** {@code major.minor.patch} with anything behind, major at least 1. */
    static boolean isVersion(String version) {
        String[] parts = version.split("[-+]", 2)[0].split("\\.", -1);
        if (parts.length != 3) {
            return false;
        }
        for (String part : parts) {
            if (part.isEmpty() || part.length() > 9 || !part.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return false;
            }
        }
        return Integer.parseInt(parts[0]) >= 1;
    }

    private static void id(String id) throws Refused {
        try {
            ResourceChecks.id(id);
        } catch (ResourceException e) {
            throw new Refused("agent id: " + e.getMessage());
        }
    }

    private static Resources resources(List<Resource> list) throws Refused {
        try {
            Resources resources = Forms.read(list);
            for (String role : resources.allocations().keySet()) {
                Roles.validate(role);
            }
            return resources;
        } catch (ResourceException e) {
            throw new Refused("resources: " + e.getMessage());
        }
    }

    private static Resources kept(Resources flags, Resources checkpointed) throws Refused {
        try {
            return CheckpointedResources.apply(flags.unallocate(), checkpointed.unallocate());
        } catch (ResourceException e) {
            throw new Refused(e.getMessage());
        }
    }

    private static Set<String> frameworks(List<FrameworkInfo> infos) throws Refused {
        Set<String> ids = new HashSet<>();
        for (FrameworkInfo info : infos) {
            Optional<String> error = FrameworkRules.check(info);
            if (error.isPresent() || !info.hasId() || info.getId().getValue().isEmpty()) {
                throw new Refused("framework '" + info.getId().getValue() + "': " + error.orElse("no id"));
            }
            if (!ids.add(info.getId().getValue())) {
                throw new Refused("framework " + info.getId().getValue() + " is listed twice");
            }
        }
        return ids;
    }

    private static Set<String> executors(List<ExecutorInfo> infos, Set<String> frameworks) throws Refused {
        Set<String> seen = new HashSet<>();
        for (ExecutorInfo info : infos) {
            String framework = info.getFrameworkId().getValue();
            id(info.getExecutorId().getValue());
            resources(info.getResourcesList());
            if (!frameworks.contains(framework)) {
                throw new Refused("executor " + info.getExecutorId().getValue() + " is of framework '" + framework + "', which is not listed");
            }
            if (!seen.add(framework + "/" + info.getExecutorId().getValue())) {
                throw new Refused("executor " + info.getExecutorId().getValue() + " of framework " + framework + " is listed twice");
            }
        }
        return seen;
    }

    private static void tasks(ReregisterSlaveMessage message, Set<String> frameworks, Set<String> executors) throws Refused {
        Set<String> seen = new HashSet<>();
        for (Task task : message.getTasksList()) {
            String framework = task.getFrameworkId().getValue();
            String id = task.getTaskId().getValue();
            id(id);
            resources(task.getResourcesList());
            if (!task.getSlaveId().equals(message.getSlave().getId())) {
                throw new Refused("task " + id + " is of agent " + task.getSlaveId().getValue());
            }
            if (!frameworks.contains(framework)) {
                throw new Refused("task " + id + " is of framework '" + framework + "', which is not listed");
            }
            if (task.getState() == TaskState.TASK_RUNNING && task.hasExecutorId()
                    && !executors.contains(framework + "/" + task.getExecutorId().getValue())) {
                throw new Refused("task " + id + " runs on executor " + task.getExecutorId().getValue() + ", which is not listed");
            }
            if (!seen.add(framework + "/" + id)) {
                throw new Refused("task " + id + " of framework " + framework + " is listed twice");
            }
        }
    }
}
