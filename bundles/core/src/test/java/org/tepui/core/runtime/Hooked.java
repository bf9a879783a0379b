package org.tepui.core.runtime;

import java.util.List;
import java.util.Optional;
import org.tepui.api.hook.Hook;
import org.tepui.api.hook.HookAgent;
import org.tepui.api.hook.HookFramework;
import org.tepui.api.hook.HookTask;
import org.tepui.api.resource.Label;
import org.tepui.api.resource.Labels;
import org.tepui.api.resource.Resources;
import org.tepui.core.line.Forms;
import org.tepui.core.snapshot.AgentRecord;
import org.tepui.core.snapshot.Counters;
import org.tepui.core.snapshot.FrameworkRecord;
import org.tepui.core.snapshot.Pages;
import org.tepui.core.snapshot.RemovalQueue;
import org.tepui.core.snapshot.Snapshot;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.FrameworkID;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.MasterInfo;
import org.tepui.protocol.mesos.Offer;
import org.tepui.protocol.mesos.OfferID;
import org.tepui.protocol.mesos.Resource;
import org.tepui.protocol.mesos.SlaveID;
import org.tepui.protocol.mesos.SlaveInfo;
import org.tepui.protocol.mesos.TaskID;
import org.tepui.protocol.mesos.TaskInfo;

/** Framework {@code f} (role {@code r}, offers {@code o1} and {@code o2}) with agents {@code a1} and {@code a2}, and hooks for it. */
final class Hooked {

    static final FrameworkInfo FRAMEWORK = FrameworkInfo.newBuilder().setUser("u").setName("web").addRoles("r").setPrincipal("p")
            .setId(FrameworkID.newBuilder().setValue("f")).build();
    static final Resources TOTAL = Resources.parse("cpus:4;mem:1024");

    private Hooked() {
    }

    static SlaveInfo agent(String id) {
        return SlaveInfo.newBuilder().setHostname("host-" + id).setId(SlaveID.newBuilder().setValue(id))
                .addAllResources(Forms.write(TOTAL)).build();
    }

    static Upid pid(String agent) {
        return new Upid("slave(1)", "127.0.0.1", 5050 + Integer.parseInt(agent.substring(1)));
    }

    private static AgentRecord record(int slot, String id) {
        return new AgentRecord(slot, agent(id), pid(id), "1.12.0", List.of(), 0, 0, true, true, false, TOTAL, Resources.EMPTY,
                Resources.EMPTY, List.of());
    }

    private static Offer offer(String id, String agent) {
        return Offer.newBuilder().setId(OfferID.newBuilder().setValue(id)).setFrameworkId(FRAMEWORK.getId()).setHostname("h")
                .setSlaveId(SlaveID.newBuilder().setValue(agent)).setAllocationInfo(Resource.AllocationInfo.newBuilder().setRole("r")).build();
    }

    static Snapshot snapshot() {
        Pages.Builder<AgentRecord> agents = new Pages.Builder<>();
        agents.set(0, record(0, "a1"));
        agents.set(1, record(1, "a2"));
        Pages.Builder<FrameworkRecord> frameworks = new Pages.Builder<>();
        frameworks.set(0, new FrameworkRecord(0, FRAMEWORK, Optional.empty(), true, true, false, 0, 0, 0, Pages.empty(), Pages.empty(),
                Pages.empty(), List.of(offer("o1", "a1"), offer("o2", "a2")), List.of(), List.of(), Resources.EMPTY, Resources.EMPTY));
        return new Snapshot(1, MasterInfo.getDefaultInstance(), true, true, 0, 0, agents.publish(), List.of(), 0, frameworks.publish(),
                List.of(), Counters.zero(), RemovalQueue.EMPTY);
    }

    static TaskInfo task(String id, String agent) {
        return TaskInfo.newBuilder().setName(id).setTaskId(TaskID.newBuilder().setValue(id)).setSlaveId(SlaveID.newBuilder().setValue(agent))
                .addAllResources(Forms.write(Resources.parse("cpus:1"))).build();
    }

    /** Adds one label; the value tells who ran the task where. */
    static Hook labels(String key) {
        return new Hook() {
            @Override
            public Optional<Labels> launchTaskLabels(HookTask task, HookFramework framework, HookAgent agent) {
                List<Label> all = new java.util.ArrayList<>(task.labels().list());
                all.add(Label.of(key, framework.name() + "@" + agent.hostname()));
                return Optional.of(Labels.of(all));
            }
        };
    }

    static final Hook BROKEN = new Hook() {
        @Override
        public Optional<Labels> launchTaskLabels(HookTask task, HookFramework framework, HookAgent agent) {
            throw new IllegalStateException("planted");
        }

        @Override
        public Optional<Resources> launchTaskResources(HookTask task, Resources agentTotal) {
            return null;
        }

        @Override
        public void agentLost(HookAgent agent) {
            throw new NoClassDefFoundError("planted");
        }
    };
}
