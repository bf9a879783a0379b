package org.tepui.core.endpoint;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.tepui.core.authorization.View;
import org.tepui.core.snapshot.AgentRecord;
import org.tepui.core.snapshot.FrameworkRecord;
import org.tepui.core.snapshot.Snapshot;
import org.tepui.protocol.mesos.Flag;
import org.tepui.protocol.mesos.Metric;
import org.tepui.protocol.mesos.SlaveInfo;
import org.tepui.protocol.mesos.Task;
import org.tepui.protocol.mesos.TimeInfo;
import org.tepui.protocol.mesos.VersionInfo;
import org.tepui.protocol.mesos.master.Response;
import org.tepui.protocol.mesos.scheduler.OfferConstraints;

/** Answers to the reading calls of the v1 operator API, made from one snapshot. */
final class ReadCalls {

    private static final double NANOS = 1e9;

    private final Identity identity;
    private final Metrics metrics;

    ReadCalls(Identity identity, Metrics metrics) {
        this.identity = identity;
        this.metrics = metrics;
    }

    Response health() {
        return Response.newBuilder().setType(Response.Type.GET_HEALTH)
                .setGetHealth(Response.GetHealth.newBuilder().setHealthy(true)).build();
    }

    Response flags() {
        Response.GetFlags.Builder flags = Response.GetFlags.newBuilder();
        for (Map.Entry<String, String> flag : identity.flags().entrySet()) {
            flags.addFlags(Flag.newBuilder().setName(flag.getKey()).setValue(flag.getValue()));
        }
        return Response.newBuilder().setType(Response.Type.GET_FLAGS).setGetFlags(flags).build();
    }

    Response version() {
        VersionInfo info = VersionInfo.newBuilder().setVersion(identity.mesosVersion()).setBuildDate(identity.buildDate())
                .setBuildTime(identity.buildSeconds()).setBuildUser(identity.buildUser()).build();
        return Response.newBuilder().setType(Response.Type.GET_VERSION)
                .setGetVersion(Response.GetVersion.newBuilder().setVersionInfo(info)).build();
    }

    Response metrics() {
        Response.GetMetrics.Builder all = Response.GetMetrics.newBuilder();
        for (Map.Entry<String, Double> metric : metrics.snapshot().entrySet()) {
            all.addMetrics(Metric.newBuilder().setName(metric.getKey()).setValue(metric.getValue()));
        }
        return Response.newBuilder().setType(Response.Type.GET_METRICS).setGetMetrics(all).build();
    }

    Response master(Snapshot snapshot) {
        Response.GetMaster.Builder master = Response.GetMaster.newBuilder().setMasterInfo(snapshot.info())
                .setStartTime(snapshot.startTime());
        if (snapshot.electedTime() > 0) {
            master.setElectedTime(snapshot.electedTime());
        }
        return Response.newBuilder().setType(Response.Type.GET_MASTER).setGetMaster(master).build();
    }

    Response agents(Snapshot snapshot, View view) {
        return Response.newBuilder().setType(Response.Type.GET_AGENTS).setGetAgents(getAgents(snapshot, view)).build();
    }

    Response frameworks(Snapshot snapshot, View view) {
        return Response.newBuilder().setType(Response.Type.GET_FRAMEWORKS).setGetFrameworks(getFrameworks(snapshot, view)).build();
    }

    Response executors(Snapshot snapshot, View view) {
        return Response.newBuilder().setType(Response.Type.GET_EXECUTORS).setGetExecutors(getExecutors(snapshot, view)).build();
    }

    Response tasks(Snapshot snapshot, View view) {
        return Response.newBuilder().setType(Response.Type.GET_TASKS).setGetTasks(getTasks(snapshot, view)).build();
    }

    Response state(Snapshot snapshot, View view) {
        return Response.newBuilder().setType(Response.Type.GET_STATE)
                .setGetState(Response.GetState.newBuilder().setGetTasks(getTasks(snapshot, view)).setGetExecutors(getExecutors(snapshot, view))
                        .setGetFrameworks(getFrameworks(snapshot, view)).setGetAgents(getAgents(snapshot, view)))
                .build();
    }

    private static Response.GetAgents getAgents(Snapshot snapshot, View view) {
        Response.GetAgents.Builder agents = Response.GetAgents.newBuilder();
        for (AgentRecord agent : snapshot.agents()) {
            Response.GetAgents.Agent.Builder builder = Response.GetAgents.Agent.newBuilder().setAgentInfo(visible(agent.info(), view))
                    .setActive(agent.active()).setDeactivated(agent.deactivated()).setVersion(agent.version())
                    .setPid(agent.pid().toString()).setRegisteredTime(time(agent.registeredTime()))
                    .addAllTotalResources(ResourceFields.endpointFormat(view.resources(agent.total())))
                    .addAllAllocatedResources(ResourceFields.endpointFormat(view.resources(agent.used())))
                    .addAllOfferedResources(ResourceFields.endpointFormat(view.resources(agent.offered())))
                    .addAllCapabilities(agent.capabilities());
            if (agent.reregisteredTime() > 0) {
                builder.setReregisteredTime(time(agent.reregisteredTime()));
            }
            agents.addAgents(builder);
        }
        for (SlaveInfo recovered : snapshot.recoveredAgents()) {
            agents.addRecoveredAgents(visible(recovered, view));
        }
        return agents.build();
    }

    private static Response.GetFrameworks getFrameworks(Snapshot snapshot, View view) {
        Response.GetFrameworks.Builder frameworks = Response.GetFrameworks.newBuilder();
        for (FrameworkRecord framework : snapshot.frameworks()) {
            if (view.framework(framework)) {
                frameworks.addFrameworks(framework(framework));
            }
        }
        for (FrameworkRecord framework : snapshot.completedFrameworks()) {
            if (view.framework(framework)) {
                frameworks.addCompletedFrameworks(framework(framework));
            }
        }
        return frameworks.build();
    }

    private static Response.GetFrameworks.Framework framework(FrameworkRecord framework) {
        Response.GetFrameworks.Framework.Builder builder = Response.GetFrameworks.Framework.newBuilder()
                .setFrameworkInfo(framework.info()).setActive(framework.active()).setConnected(framework.connected())
                .setRecovered(framework.recovered()).addAllOffers(framework.offers())
                .addAllAllocatedResources(ResourceFields.endpointFormat(framework.used()))
                .addAllOfferedResources(ResourceFields.endpointFormat(framework.offered()))
                .setOfferConstraints(OfferConstraints.getDefaultInstance());
        if (framework.registeredTime() > 0) {
            builder.setRegisteredTime(time(framework.registeredTime()));
        }
        if (framework.reregisteredTime() > 0) {
            builder.setReregisteredTime(time(framework.reregisteredTime()));
        }
        if (framework.unregisteredTime() > 0) {
            builder.setUnregisteredTime(time(framework.unregisteredTime()));
        }
        return builder.build();
    }

    private static Response.GetExecutors getExecutors(Snapshot snapshot, View view) {
        Response.GetExecutors.Builder executors = Response.GetExecutors.newBuilder();
        for (FrameworkRecord framework : snapshot.frameworks()) {
            for (FrameworkRecord.Executor executor : framework.executors()) {
                if (view.framework(framework) && view.executor(framework, executor.info())) {
                    executors.addExecutors(Response.GetExecutors.Executor.newBuilder().setExecutorInfo(executor.info())
                            .setSlaveId(executor.agent()));
                }
            }
        }
        return executors.build();
    }

    /** Tasks of completed frameworks are shown in both forms; the C++ master leaves them out of the protobuf form by mistake. */
    private static Response.GetTasks getTasks(Snapshot snapshot, View view) {
        Response.GetTasks.Builder tasks = Response.GetTasks.newBuilder();
        for (Iterable<FrameworkRecord> frameworks : List.<Iterable<FrameworkRecord>>of(snapshot.frameworks(),
                snapshot.completedFrameworks())) {
            for (FrameworkRecord framework : frameworks) {
                if (view.framework(framework)) {
                    each(framework, framework.tasks(), view, tasks::addTasks);
                    each(framework, framework.unreachableTasks(), view, tasks::addUnreachableTasks);
                    each(framework, framework.completedTasks(), view, tasks::addCompletedTasks);
                }
            }
        }
        return tasks.build();
    }

    private static void each(FrameworkRecord framework, Iterable<Task> tasks, View view, Consumer<Task> to) {
        for (Task task : tasks) {
            if (view.task(framework, task)) {
                to.accept(task);
            }
        }
    }

    private static SlaveInfo visible(SlaveInfo info, View view) {
        return view == View.ALL ? info : info.toBuilder().clearResources().addAllResources(
                ResourceFields.endpointFormat(view.resources(ResourceFields.of(info.getResourcesList())))).build();
    }

    private static TimeInfo time(double seconds) {
        return TimeInfo.newBuilder().setNanoseconds((long) (seconds * NANOS)).build();
    }
}
