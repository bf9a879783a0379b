package org.tepui.core.registrar;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tepui.api.resource.ResourceException;
import org.tepui.core.agents.Agents;
import org.tepui.core.line.DurationText;
import org.tepui.core.line.Forms;
import org.tepui.core.line.Line;
import org.tepui.core.snapshot.Counter;
import org.tepui.protocol.mesos.SlaveID;
import org.tepui.protocol.mesos.TimeInfo;
import org.tepui.protocol.mesos.registry.Registry;

/** From election to leadership, and what is left to do about the agents of the old leader: their return, and old lists. */
public class Recovery {

    private final Line line;
    private int recoveredAgents;

    public Recovery(Line line) {
        this.line = line;
    }

    public void elected() {
        if (line.isElected()) {
            return;
        }
        line.elected();
        line.out().info("Elected as the leading master: reading the registry");
        line.registrar().scan(this::takeOver);
    }

    private void takeOver() {
        Registry.Master master = Registry.Master.newBuilder().setInfo(line.config().info()).build();
        line.registrar().submit(new RegistryOperation.TakeOver(master), applied -> lead());
    }

    private void lead() {
        Agents agents = line.agents();
        for (Registry.Slave entry : line.registrar().agents()) {
            try {
                agents.recovered().put(entry.getInfo().getId().getValue(), Forms.upgrade(entry.getInfo()));
                if (entry.getDeactivated()) {
                    agents.deactivated().add(entry.getInfo().getId().getValue());
                }
            } catch (ResourceException e) {
                line.out().stopLeading("Registry entry of agent " + entry.getInfo().getId().getValue() + " has invalid resources: "
                        + e.getMessage(), Optional.of(e));
                return;
            }
        }
        List<Registry.UnreachableSlave> unreachable = new ArrayList<>(line.registrar().unreachable());
        unreachable.sort(Comparator.comparingLong(entry -> entry.getTimestamp().getNanoseconds()));
        for (Registry.UnreachableSlave entry : unreachable) {
            agents.unreachable().put(entry.getId().getValue(), entry.getTimestamp());
            if (entry.getDeactivated()) {
                agents.deactivated().add(entry.getId().getValue());
            }
        }
        List<Registry.GoneSlave> gone = new ArrayList<>(line.registrar().gone());
        gone.sort(Comparator.comparingLong(entry -> entry.getTimestamp().getNanoseconds()));
        gone.forEach(entry -> agents.gone().put(entry.getId().getValue(), entry.getTimestamp()));
        recoveredAgents = agents.recovered().size();
        long timeout = line.config().agentReregisterTimeoutNanos();
        if (recoveredAgents > 0) {
            line.timers().after(timeout, this::agentsDidNotReturn);
        }
        collectLater();
        line.lead();
        line.planning().start();
        line.out().info("Recovered " + recoveredAgents + " agents from the registry; allowing " + DurationText.of(timeout)
                + " for them to re-register");
    }

    /** Too many missing agents point to a fault of this master or its network: better not to declare them all lost. */
    private void agentsDidNotReturn() {
        List<String> missing = new ArrayList<>(line.agents().recovered().keySet());
        double share = (double) missing.size() / recoveredAgents;
        if (share > line.config().recoveryAgentRemovalLimit()) {
            line.out().stopLeading(missing.size() + " of " + recoveredAgents + " agents did not come back after the election, more than flag"
                    + " recovery_agent_removal_limit allows", Optional.empty());
            return;
        }
        for (String id : missing) {
            if (!line.agents().reregistering().contains(id)) {
                line.tally().count(Counter.AGENT_UNREACHABLE_SCHEDULED);
                line.removals().acquire(id, () -> line.agentLoss().markRecoveredUnreachable(id));
            }
        }
    }

    private void collectLater() {
        line.timers().after(line.config().registryGcIntervalNanos(), () -> {
            collect();
            collectLater();
        });
    }

    /** Old entries of the lists of unreachable and gone agents: first those beyond the number, then those beyond the age. */
    private void collect() {
        List<SlaveID> unreachable = old(line.agents().unreachable());
        List<SlaveID> gone = old(line.agents().gone());
        if (!unreachable.isEmpty() || !gone.isEmpty()) {
            line.registrar().submit(new RegistryOperation.Prune(unreachable, gone), applied -> pruned(unreachable, gone));
        }
    }

    private List<SlaveID> old(Map<String, TimeInfo> list) {
        List<SlaveID> ids = new ArrayList<>();
        long oldest = line.clock().now().wallNanos() - line.config().registryMaxAgentAgeNanos();
        int beyond = list.size() - line.config().registryMaxAgentCount();
        for (Map.Entry<String, TimeInfo> entry : list.entrySet()) {
            if (ids.size() < beyond || entry.getValue().getNanoseconds() < oldest) {
                ids.add(SlaveID.newBuilder().setValue(entry.getKey()).build());
            }
        }
        return ids;
    }

    private void pruned(List<SlaveID> unreachable, List<SlaveID> gone) {
        Agents agents = line.agents();
        for (SlaveID id : unreachable) {
            agents.unreachable().remove(id.getValue());
            agents.deactivated().remove(id.getValue());
            Map<String, List<String>> tasks = agents.unreachableTasks().remove(id.getValue());
            if (tasks != null) {
                tasks.forEach((framework, taskIds) -> {
                    if (line.frameworks().get(framework) != null) {
                        taskIds.forEach(line.frameworks().get(framework).unreachableTasks()::remove);
                        line.frameworks().touch(line.frameworks().get(framework));
                    }
                });
            }
        }
        gone.forEach(id -> agents.gone().remove(id.getValue()));
        line.out().info("Pruned " + unreachable.size() + " unreachable and " + gone.size() + " gone agents from the registry");
    }
}
