package org.tepui.testkit.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tepui.api.planner.Change;
import org.tepui.api.resource.Resources;
import org.tepui.core.line.Input;
import org.tepui.core.line.Output;
import org.tepui.core.snapshot.AgentRecord;
import org.tepui.core.snapshot.FrameworkRecord;
import org.tepui.core.snapshot.Snapshot;
import org.tepui.protocol.mesos.scheduler.Call;

/** What frameworks said that they don't want: nothing of it may be offered to them, and no wish lasts longer than it was made for. */
final class Wishes {

    /** A filter that outlives the longest that is asked for by so much is never taken away. */
    private static final long FILTER_AGE_MAX = (SimScheduler.REFUSE_SECONDS_MAX + 3) * World.SECOND;
    private static final long SHORTEST_FILTER = World.SECOND;
    /** The line keeps more; the oldest go first there as here. */
    private static final int FILTERS_MAX = 24;

    /** An offer in resources without allocation roles. */
    record Offered(String framework, String agent, String role, Resources resources) { }

    private record Filter(Offered offer, long until) { }

    /** @param framework its slot */
    private record Told(int framework, long since) { }

    private final Map<String, Set<String>> suppressed = new TreeMap<>();
    /** By framework and agent. */
    private final Map<String, List<Filter>> filters = new TreeMap<>();
    /** Filters that the planner was told of, by id, oldest first. */
    private final Map<Long, Told> told = new LinkedHashMap<>();
    private final Map<String, Long> lastOffer = new TreeMap<>();

    void newLeader() {
        suppressed.clear();
        filters.clear();
        told.clear();
    }

    /** Virtual time of the newest offer to the framework. */
    Optional<Long> lastOffer(String framework) {
        return Optional.ofNullable(lastOffer.get(framework));
    }

    /**
     * @param made offers of this batch
     * @param declined offers that this batch declined, with the seconds given
     * @param subscribed frameworks that subscribed in this batch, by connection
     * @param closed frameworks whose stream ended in this batch
     */
    void apply(Step step, List<Offered> made, Map<Offered, Double> declined, Map<Long, String> subscribed, Set<String> closed) {
        List<Call> calls = step.accepted();
        Set<String> eased = new TreeSet<>(closed);
        eased.addAll(subscribed.values());
        for (Call call : calls) {
            if (call.getType() == Call.Type.REVIVE) {
                eased.add(call.getFrameworkId().getValue());
            }
        }
        for (Offered offer : made) {
            lastOffer.put(offer.framework, step.now());
            if (!eased.contains(offer.framework)) {
                judge(offer, step.now());
            }
        }
        declined.forEach((offer, seconds) -> decline(offer, seconds, step.now()));
        filters.keySet().removeIf(pair -> eased.contains(pair.substring(0, pair.indexOf(' '))));
        forgetAgents(step);
        suppress(step, subscribed);
        ages(step);
        revived(step, calls);
    }

    /** REVIVE ends the filters that there were. */
    private void revived(Step step, List<Call> calls) {
        for (Call call : calls) {
            FrameworkRecord framework = Step.framework(step.before(), call.getFrameworkId().getValue());
            if (call.getType() == Call.Type.REVIVE && call.getRevive().getRolesCount() == 0 && framework != null) {
                told.forEach((filter, since) -> {
                    if (since.framework == framework.slot() && since.since < step.now()) {
                        throw new Violation("framework " + framework.id() + " revived its offers, but its filter " + filter
                                + " is still there");
                    }
                });
            }
        }
    }

    private void judge(Offered offer, long now) {
        if (suppressed.getOrDefault(offer.framework, Set.of()).contains(offer.role)) {
            throw new Violation("framework " + offer.framework + " was offered something in role " + offer.role + ", which it suppressed");
        }
        for (Filter filter : filters.getOrDefault(pair(offer), List.of())) {
            if (filter.until > now && filter.offer.role.equals(offer.role) && filter.offer.resources.contains(offer.resources)) {
                throw new Violation("framework " + offer.framework + " was offered " + offer.resources + " of agent " + offer.agent + " "
                        + (filter.until - now) / World.MILLI + " ms before its filter of " + filter.offer.resources + " ended");
            }
        }
    }

    private static String pair(Offered offer) {
        return offer.framework + " " + offer.agent;
    }

    private void decline(Offered offer, double seconds, long now) {
        if (seconds <= 0) {
            return;
        }
        List<Filter> pair = filters.computeIfAbsent(pair(offer), any -> new ArrayList<>());
        pair.removeIf(filter -> filter.until <= now);
        pair.add(new Filter(offer, now + Math.max((long) (seconds * 1e9), SHORTEST_FILTER)));
        if (pair.size() > FILTERS_MAX) {
            pair.remove(0);
        }
    }

    /** Filters go with their agent, and when it comes back with other attributes. */
    private void forgetAgents(Step step) {
        filters.keySet().removeIf(pair -> {
            String id = pair.substring(pair.indexOf(' ') + 1);
            AgentRecord before = Step.agent(step.before(), id);
            AgentRecord after = Step.agent(step.after(), id);
            return before == null || after == null || before.slot() != after.slot()
                    || !before.info().getAttributesList().equals(after.info().getAttributesList());
        });
    }

    /** By number: of two equal calls in a batch one may have been refused, for its stream. */
    private void suppress(Step step, Map<Long, String> subscribed) {
        Set<Long> accepted = step.acceptedNumbers();
        for (Input input : step.inputs()) {
            if (input instanceof Input.Subscribe subscribe && subscribed.containsKey(subscribe.connection())) {
                suppressed.put(subscribed.get(subscribe.connection()),
                        new TreeSet<>(subscribe.call().getSubscribe().getSuppressedRolesList()));
            } else if (input instanceof Input.SchedulerCall call && accepted.contains(call.request())) {
                want(step.after(), call.call());
            }
        }
        for (FrameworkRecord framework : step.after().frameworks()) {
            Set<String> known = suppressed.getOrDefault(framework.id(), Set.of());
            if (framework.connected() && !known.equals(new TreeSet<>(framework.suppressedRoles()))) {
                throw new Violation("framework " + framework.id() + " suppressed " + known + ", shown is " + framework.suppressedRoles());
            }
        }
    }

    private void want(Snapshot snapshot, Call call) {
        boolean revive = call.getType() == Call.Type.REVIVE;
        FrameworkRecord framework = Step.framework(snapshot, call.getFrameworkId().getValue());
        if (framework == null || !(revive || call.getType() == Call.Type.SUPPRESS)) {
            return;
        }
        List<String> roles = revive ? call.getRevive().getRolesList() : call.getSuppress().getRolesList();
        List<String> all = framework.info().getRolesList();
        if (!all.containsAll(roles)) {
            return;
        }
        Set<String> known = suppressed.computeIfAbsent(framework.id(), any -> new TreeSet<>());
        List<String> meant = roles.isEmpty() ? all : roles;
        if (revive) {
            meant.forEach(known::remove);
        } else {
            known.addAll(meant);
        }
    }

    private void ages(Step step) {
        for (Output output : step.outputs()) {
            if (output instanceof Output.TellPlanner tell) {
                for (Change change : tell.changes()) {
                    if (change instanceof Change.FilterAdded added) {
                        told.put(added.filter(), new Told(added.framework(), step.now()));
                    } else if (change instanceof Change.FilterRemoved removed && told.remove(removed.filter()) == null) {
                        throw new Violation("filter " + removed.filter() + " was taken away, but is not there");
                    }
                }
            }
        }
        if (!told.isEmpty()) {
            Map.Entry<Long, Told> oldest = told.entrySet().iterator().next();
            long age = step.now() - oldest.getValue().since;
            if (age > FILTER_AGE_MAX) {
                throw new Violation("filter " + oldest.getKey() + " is still there after " + age / World.SECOND + " s");
            }
        }
    }
}
