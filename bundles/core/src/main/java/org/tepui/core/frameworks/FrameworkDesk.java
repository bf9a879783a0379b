package org.tepui.core.frameworks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.tepui.api.planner.Change;
import org.tepui.api.resource.Quantities;
import org.tepui.core.line.Line;
import org.tepui.core.offers.OfferEntry;
import org.tepui.core.snapshot.FrameworkRecord;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.internal.UpdateFrameworkMessage;

/** Puts frameworks into the master's memory and keeps planner and records in step with them. */
public class FrameworkDesk {

    /** Frameworks in memory, completed ones not counted. */
    public static final int FRAMEWORKS_MAX = 100_000;

    private final Line line;

    public FrameworkDesk(Line line) {
        this.line = line;
    }

    /** Room for one more framework, and for the roles it brings. */
    public Optional<String> room(FrameworkInfo info) {
        if (line.frameworks().size() >= FRAMEWORKS_MAX) {
            return Optional.of("There are " + FRAMEWORKS_MAX + " frameworks already; remove one first");
        }
        for (String role : FrameworkRules.rolesOf(info)) {
            if (line.roles().id(role).isEmpty()) {
                return Optional.of("The table of roles is full: '" + role + "' can't be added");
            }
        }
        return Optional.empty();
    }

    /** A framework with an id, of which only agents or an earlier master knew until now. */
    public Framework recover(FrameworkInfo info) {
        if (room(info).isPresent()) {
            line.out().error("Framework " + info.getId().getValue() + " is not recovered: " + room(info).get());
            return null;
        }
        return add(info);
    }

    /** A framework without an id gets one. */
    public Framework create(FrameworkInfo info) {
        String id = line.config().info().getId() + "-" + fourDigits(line.frameworks().nextNumber());
        return add(info.toBuilder().setId(org.tepui.protocol.mesos.FrameworkID.newBuilder().setValue(id)).build());
    }

    private static String fourDigits(long number) {
        String digits = Long.toString(number);
        return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
    }

    private Framework add(FrameworkInfo info) {
        Framework framework = new Framework(line.frameworks().takeSlot(), info, line.clock().epoch(),
                line.config().maxUnreachableTasksPerFramework(), line.config().maxCompletedTasksPerFramework());
        framework.roles = FrameworkRules.rolesOf(info);
        line.frameworks().add(framework);
        framework.facts = facts(framework);
        line.feed().add(new Change.FrameworkAdded(framework.slot, framework.facts));
        return framework;
    }

    /** Replaces what the framework says of itself; offers in roles that it left are rescinded, their filters dropped. */
    public void renew(Framework framework, FrameworkInfo info, List<String> suppressed) {
        framework.info = info;
        framework.roles = FrameworkRules.rolesOf(info);
        for (OfferEntry offer : new ArrayList<>(framework.offers.values())) {
            if (!framework.roles.contains(offer.role())) {
                line.offers().rescind(offer);
            }
        }
        line.filters().keepRoles(framework, framework.roles);
        suppress(framework, suppressed);
    }

    private void suppress(Framework framework, List<String> suppressed) {
        for (String role : framework.suppressed) {
            if (!suppressed.contains(role)) {
                line.filters().dropOfRole(framework, role);
            }
        }
        framework.suppressed.clear();
        framework.suppressed.addAll(suppressed);
        changed(framework);
    }

    /** Tells the planner how the framework is now. */
    public void changed(Framework framework) {
        framework.changedEpoch = line.clock().epoch();
        line.frameworks().touch(framework);
        framework.facts = facts(framework);
        line.feed().add(new Change.FrameworkUpdated(framework.slot, framework.facts));
    }

    private Change.FrameworkFacts facts(Framework framework) {
        List<Integer> roles = new ArrayList<>();
        List<Integer> suppressed = new ArrayList<>();
        TreeSet<Integer> sorted = new TreeSet<>();
        for (String role : framework.roles) {
            OptionalInt id = line.roles().id(role);
            id.ifPresent(sorted::add);
        }
        List<List<Quantities>> minimums = new ArrayList<>();
        for (int role : sorted) {
            String name = line.roles().name(role);
            roles.add(role);
            if (framework.suppressed.contains(name)) {
                suppressed.add(role);
            }
            minimums.add(FrameworkRules.minimum(framework.info, name));
        }
        return new Change.FrameworkFacts(framework.id, framework.active, roles, suppressed,
                framework.can(FrameworkInfo.Capability.Type.MULTI_ROLE), framework.can(FrameworkInfo.Capability.Type.GPU_RESOURCES),
                framework.can(FrameworkInfo.Capability.Type.SHARED_RESOURCES),
                framework.can(FrameworkInfo.Capability.Type.REVOCABLE_RESOURCES),
                framework.can(FrameworkInfo.Capability.Type.RESERVATION_REFINEMENT),
                framework.can(FrameworkInfo.Capability.Type.REGION_AWARE), minimums);
    }

    /** For agents: HTTP schedulers have the pid of nobody. */
    public UpdateFrameworkMessage updateMessage(Framework framework) {
        return UpdateFrameworkMessage.newBuilder().setFrameworkId(framework.protoId()).setPid(Upid.EMPTY.toString())
                .setFrameworkInfo(framework.info).build();
    }

    public FrameworkRecord record(Framework framework) {
        return record(framework, framework.slot, 0);
    }

    /** @param unregisteredTime seconds since the epoch, 0 for one that is not completed */
    FrameworkRecord record(Framework framework, int slot, double unregisteredTime) {
        return new FrameworkRecord(slot, framework.info, Optional.empty(), framework.active, framework.isConnected(),
                framework.state == Framework.State.RECOVERED, framework.registeredTime, framework.reregisteredTime, unregisteredTime,
                framework.tasks().publish(), framework.unreachableTasks().publish(), framework.completedTasks().publish(),
                framework.offerRecords.publish(), framework.executorRecords.publish(), List.copyOf(framework.suppressed), line.ledger().frameworkUsed(framework.slot),
                line.ledger().frameworkOffered(framework.slot));
    }
}
