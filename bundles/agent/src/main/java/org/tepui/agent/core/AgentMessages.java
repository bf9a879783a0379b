package org.tepui.agent.core;

import com.google.protobuf.ByteString;
import java.util.List;
import org.tepui.protocol.mesos.Resource;
import org.tepui.protocol.mesos.SlaveID;
import org.tepui.protocol.mesos.SlaveInfo;
import org.tepui.protocol.mesos.UUID;
import org.tepui.protocol.mesos.internal.RegisterSlaveMessage;
import org.tepui.protocol.mesos.internal.ReregisterSlaveMessage;
import org.tepui.protocol.mesos.internal.UpdateSlaveMessage;

/** What the agent tells the master about itself. */
final class AgentMessages {

    /** What this agent really honours: no resource providers, operation feedback, volume resizing or task limits. */
    static final List<SlaveInfo.Capability.Type> CAPABILITIES = List.of(
        SlaveInfo.Capability.Type.MULTI_ROLE,
        SlaveInfo.Capability.Type.HIERARCHICAL_ROLE,
        SlaveInfo.Capability.Type.RESERVATION_REFINEMENT,
        SlaveInfo.Capability.Type.AGENT_DRAINING);

    private final AgentSettings settings;
    private final SlaveInfo info;
    private final ByteString resourceVersion;

    AgentMessages(AgentSettings settings, int port, ByteString resourceVersion) {
        this.settings = settings;
        this.resourceVersion = resourceVersion;
        this.info = SlaveInfo.newBuilder()
            .setHostname(settings.hostname())
            .setPort(port)
            .addAllResources(OldFormat.of(settings.resources()))
            .addAllAttributes(settings.attributes())
            .setCheckpoint(true)
            .build();
    }

    SlaveInfo info() {
        return info;
    }

    ByteString resourceVersion() {
        return resourceVersion;
    }

    static List<SlaveInfo.Capability> capabilities() {
        return CAPABILITIES.stream().map(type -> SlaveInfo.Capability.newBuilder().setType(type).build()).toList();
    }

    private UUID version() {
        return UUID.newBuilder().setValue(resourceVersion).build();
    }

    RegisterSlaveMessage register(List<Resource> checkpointed) {
        return RegisterSlaveMessage.newBuilder()
            .setSlave(info)
            .addAllCheckpointedResources(OldFormat.of(checkpointed))
            .setVersion(AgentSettings.WIRE_VERSION)
            .addAllAgentCapabilities(capabilities())
            .setResourceVersionUuid(version())
            .build();
    }

    ReregisterSlaveMessage reregister(SlaveID id, Tasks tasks, List<Resource> checkpointed) {
        ReregisterSlaveMessage.Builder message = ReregisterSlaveMessage.newBuilder()
            .setSlave(info.toBuilder().setId(id))
            .addAllCheckpointedResources(OldFormat.of(checkpointed))
            .setVersion(AgentSettings.WIRE_VERSION)
            .addAllAgentCapabilities(capabilities())
            .setResourceVersionUuid(version());
        for (FrameworkRun framework : tasks.frameworks()) {
            if (!framework.shutDown) {
                message.addFrameworks(framework.info);
                framework.tasks.values().forEach(task -> message.addTasks(task.describe()));
            }
        }
        tasks.completedFrameworks().forEach(framework -> message.addCompletedFrameworks(framework.archive()));
        return message.build();
    }

    UpdateSlaveMessage update(SlaveID id) {
        return UpdateSlaveMessage.newBuilder()
            .setSlaveId(id)
            .setUpdateOversubscribedResources(false)
            .setOperations(UpdateSlaveMessage.Operations.getDefaultInstance())
            .setResourceVersionUuid(version())
            .setResourceProviders(UpdateSlaveMessage.ResourceProviders.getDefaultInstance())
            .build();
    }
}
