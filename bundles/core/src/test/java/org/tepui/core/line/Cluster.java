package org.tepui.core.line;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tepui.api.resource.Resources;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.CommandInfo;
import org.tepui.protocol.mesos.ExecutorID;
import org.tepui.protocol.mesos.Filters;
import org.tepui.protocol.mesos.FrameworkID;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.Offer;
import org.tepui.protocol.mesos.OfferID;
import org.tepui.protocol.mesos.SlaveID;
import org.tepui.protocol.mesos.SlaveInfo;
import org.tepui.protocol.mesos.Task;
import org.tepui.protocol.mesos.TaskID;
import org.tepui.protocol.mesos.TaskInfo;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.TaskStatus;
import org.tepui.protocol.mesos.UUID;
import org.tepui.protocol.mesos.internal.RegisterSlaveMessage;
import org.tepui.protocol.mesos.internal.ReregisterSlaveMessage;
import org.tepui.protocol.mesos.internal.SlaveRegisteredMessage;
import org.tepui.protocol.mesos.internal.StatusUpdate;
import org.tepui.protocol.mesos.internal.StatusUpdateMessage;
import org.tepui.protocol.mesos.scheduler.Call;
import org.tepui.protocol.mesos.scheduler.Event;

/** Agents and schedulers as tests speak of them. */
final class Cluster {

    static final String RESOURCES = "cpus:4;mem:2048;disk:4096;ports:[31000-32000]";
    private static final List<SlaveInfo.Capability.Type> AGENT_CAPABILITIES = List.of(SlaveInfo.Capability.Type.MULTI_ROLE,
            SlaveInfo.Capability.Type.HIERARCHICAL_ROLE, SlaveInfo.Capability.Type.RESERVATION_REFINEMENT,
            SlaveInfo.Capability.Type.RESOURCE_PROVIDER);

    final LineHarness line;
    private int connections;
    private int uuids;

    Cluster(LineHarness line) {
        this.line = line;
    }

    static Upid pid(int port) {
        return new Upid("slave(1)", "127.0.0.1", port);
    }

    static UUID version(int port) {
        return UUID.newBuilder().setValue(bytes(port)).build();
    }

    static ByteString bytes(int seed) {
        byte[] bytes = new byte[16];
        for (int i = 0; i < 16; i++) {
            bytes[i] = (byte) (seed + i);
        }
        bytes[6] = 0x40;
        return ByteString.copyFrom(bytes);
    }

    static List<SlaveInfo.Capability> capabilities() {
        List<SlaveInfo.Capability> list = new ArrayList<>();
        AGENT_CAPABILITIES.forEach(type -> list.add(SlaveInfo.Capability.newBuilder().setType(type).build()));
        return list;
    }

    static SlaveInfo.Builder info(String resources) {
        return SlaveInfo.newBuilder().setHostname("localhost").setPort(5051).setCheckpoint(true)
                .addAllResources(Forms.writeOlder(Resources.parse(resources)));
    }

    static RegisterSlaveMessage.Builder registration(int port, String resources) {
        return RegisterSlaveMessage.newBuilder().setSlave(info(resources)).setVersion("1.12.0").addAllAgentCapabilities(capabilities())
                .setResourceVersionUuid(version(port));
    }

    /** Registers an agent at the port; returns its id. */
    String agent(int port) {
        return agent(port, RESOURCES);
    }

    String agent(int port, String resources) {
        line.input(new Input.AgentMessage(pid(port), "master", registration(port, resources).build()));
        return line.lastSent(pid(port), SlaveRegisteredMessage.class).getSlaveId().getValue();
    }

    void message(int port, com.google.protobuf.Message message) {
        line.input(new Input.AgentMessage(pid(port), "master", message));
    }

    static ReregisterSlaveMessage.Builder reregistration(int port, String id, Task... tasks) {
        return ReregisterSlaveMessage.newBuilder().setSlave(info(RESOURCES).setId(SlaveID.newBuilder().setValue(id)))
                .setVersion("1.12.0").addAllAgentCapabilities(capabilities()).setResourceVersionUuid(version(port))
                .addAllTasks(Arrays.asList(tasks));
    }

    /** A subscribed framework. */
    final class Scheduler {
        final long connection;
        final String id;
        final FrameworkInfo info;

        Scheduler(long connection, FrameworkInfo info) {
            this.connection = connection;
            this.info = info;
            this.id = line.last(connection, Event.Type.SUBSCRIBED).getSubscribed().getFrameworkId().getValue();
        }

        Output.Reply call(Call.Builder call) {
            long request = line.nextRequest();
            line.input(new Input.SchedulerCall(request, Optional.of(line.streamIds.get(connection)), Optional.empty(),
                    call.setFrameworkId(FrameworkID.newBuilder().setValue(id)).build()));
            return line.replies.get(request);
        }

        /** Offers of the newest OFFERS event. */
        List<Offer> offers() {
            return line.last(connection, Event.Type.OFFERS).getOffers().getOffersList();
        }

        Offer offer() {
            return offers().get(0);
        }

        Output.Reply accept(List<Offer> offers, double refuseSeconds, TaskInfo... tasks) {
            Call.Accept.Builder accept = Call.Accept.newBuilder().setFilters(Filters.newBuilder().setRefuseSeconds(refuseSeconds));
            offers.forEach(offer -> accept.addOfferIds(offer.getId()));
            accept.addOperations(Offer.Operation.newBuilder().setType(Offer.Operation.Type.LAUNCH)
                    .setLaunch(Offer.Operation.Launch.newBuilder().addAllTaskInfos(Arrays.asList(tasks))));
            return call(Call.newBuilder().setType(Call.Type.ACCEPT).setAccept(accept));
        }

        Output.Reply launch(Offer offer, TaskInfo... tasks) {
            return accept(List.of(offer), 0, tasks);
        }

        Output.Reply decline(Offer offer, double refuseSeconds) {
            return call(Call.newBuilder().setType(Call.Type.DECLINE).setDecline(Call.Decline.newBuilder().addOfferIds(offer.getId())
                    .setFilters(Filters.newBuilder().setRefuseSeconds(refuseSeconds))));
        }

        Output.Reply acknowledge(String agent, String task, ByteString uuid) {
            return call(Call.newBuilder().setType(Call.Type.ACKNOWLEDGE).setAcknowledge(Call.Acknowledge.newBuilder()
                    .setSlaveId(SlaveID.newBuilder().setValue(agent)).setTaskId(TaskID.newBuilder().setValue(task)).setUuid(uuid)));
        }

        List<TaskStatus> statuses() {
            return line.events(connection, Event.Type.UPDATE).stream().map(event -> event.getUpdate().getStatus()).toList();
        }

        TaskStatus status() {
            return line.last(connection, Event.Type.UPDATE).getUpdate().getStatus();
        }

        void close() {
            line.input(new Input.StreamClosed(connection));
        }
    }

    static FrameworkInfo.Builder framework(String role) {
        FrameworkInfo.Builder info = FrameworkInfo.newBuilder().setUser("root").setName("f").setCheckpoint(true).setFailoverTimeout(100)
                .addRoles(role);
        for (FrameworkInfo.Capability.Type type : List.of(FrameworkInfo.Capability.Type.MULTI_ROLE,
                FrameworkInfo.Capability.Type.PARTITION_AWARE, FrameworkInfo.Capability.Type.RESERVATION_REFINEMENT)) {
            info.addCapabilities(FrameworkInfo.Capability.newBuilder().setType(type));
        }
        return info;
    }

    Scheduler subscribe(String role) {
        return subscribe(framework(role).build());
    }

    Scheduler subscribe(FrameworkInfo info) {
        return new Scheduler(subscribeRaw(info), info);
    }

    /** Returns the connection, whatever came of it. */
    long subscribeRaw(FrameworkInfo info) {
        long connection = ++connections;
        Call.Builder call = Call.newBuilder().setType(Call.Type.SUBSCRIBE)
                .setSubscribe(Call.Subscribe.newBuilder().setFrameworkInfo(info));
        if (info.hasId()) {
            call.setFrameworkId(info.getId());
        }
        line.input(new Input.Subscribe(connection, Optional.empty(), call.build()));
        return connection;
    }

    static TaskInfo.Builder task(String id, Offer offer, String resources) {
        return TaskInfo.newBuilder().setName(id).setTaskId(TaskID.newBuilder().setValue(id)).setSlaveId(offer.getSlaveId())
                .addAllResources(Forms.write(Resources.parse(resources))).setCommand(CommandInfo.newBuilder().setValue("sleep 1"));
    }

    static TaskInfo task(String id, Offer offer) {
        return task(id, offer, "cpus:1;mem:64").build();
    }

    /** A status update from the agent; returns its uuid. */
    ByteString update(int port, String agent, String framework, String task, TaskState state) {
        ByteString uuid = bytes(100 + uuids++);
        update(port, agent, framework, task, state, uuid);
        return uuid;
    }

    void update(int port, String agent, String framework, String task, TaskState state, ByteString uuid) {
        message(port, updateMessage(port, agent, framework, task, state, uuid).build());
    }

    static StatusUpdateMessage.Builder updateMessage(int port, String agent, String framework, String task, TaskState state, ByteString uuid) {
        TaskStatus status = TaskStatus.newBuilder().setTaskId(TaskID.newBuilder().setValue(task)).setState(state)
                .setSource(TaskStatus.Source.SOURCE_EXECUTOR).setUuid(uuid).setTimestamp(1.5).build();
        return StatusUpdateMessage.newBuilder().setPid(pid(port).toString()).setUpdate(StatusUpdate.newBuilder()
                .setFrameworkId(FrameworkID.newBuilder().setValue(framework)).setSlaveId(SlaveID.newBuilder().setValue(agent))
                .setExecutorId(ExecutorID.newBuilder().setValue(task)).setStatus(status).setTimestamp(1.5).setUuid(uuid).setLatestState(state));
    }

    static OfferID offerId(String id) {
        return OfferID.newBuilder().setValue(id).build();
    }
}
