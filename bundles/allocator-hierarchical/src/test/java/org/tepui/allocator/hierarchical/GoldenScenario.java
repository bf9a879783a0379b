package org.tepui.allocator.hierarchical;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.tepui.api.planner.Change;
import org.tepui.api.planner.Change.AgentFacts;
import org.tepui.api.planner.Change.FrameworkFacts;
import org.tepui.api.planner.PlannerOptions;
import org.tepui.api.resource.Quantities;
import org.tepui.api.resource.Resource;
import org.tepui.api.resource.ResourceConversion;
import org.tepui.api.resource.ResourceException;
import org.tepui.api.resource.Resources;

/**
 * Replays one recorded scenario: the calls of its transcript go to a ledger with a clock of its own, and what comes of each call is
 * compared with the events recorded after it.
 */
final class GoldenScenario {

    private static final double REFUSE_SECONDS = 5;
    private static final double REFUSE_SECONDS_MAX = 365 * 86_400.0;
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Timer(long at, long sequence, Runnable run) { }

    private final List<String> differences = new ArrayList<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>(Comparator.comparingLong(Timer::at).thenComparingLong(Timer::sequence));
    private final List<String> seen = new ArrayList<>();
    private GoldenLedger ledger;
    private long timersMade;
    private long now;
    private long interval;
    private String region;
    private boolean paused;
    private boolean burst;
    private boolean triggered;
    private boolean all;
    private final List<Integer> pending = new ArrayList<>();

    /** What differs, empty when nothing does. */
    static List<String> replay(Path transcript) throws Exception {
        GoldenScenario scenario = new GoldenScenario();
        List<String> recorded = new ArrayList<>();
        JsonNode last = null;
        for (String line : Files.readAllLines(transcript)) {
            JsonNode node = JSON.readTree(line);
            if (node.has("event")) {
                recorded.add(event(node));
                continue;
            }
            if (node.has("call") || "end".equals(node.path("burst").asText())) {
                if (!scenario.burst) {
                    scenario.compare(last, recorded);
                }
                last = node.has("call") ? node : last;
            }
            scenario.line(node);
        }
        scenario.compare(last, recorded);
        return scenario.differences;
    }

    private void compare(JsonNode call, List<String> recorded) {
        if (!recorded.equals(seen)) {
            differences.add("after " + call.path("i") + " " + call.path("call").asText() + "\n  recorded " + recorded + "\n  ours     " + seen);
        }
        recorded.clear();
        seen.clear();
    }

    private static String event(JsonNode node) {
        if (node.get("event").asText().equals("result")) {
            return node.get("t").asLong() + " result " + node.get("ok").asBoolean();
        }
        TreeMap<String, TreeMap<String, Resources>> offers = new TreeMap<>();
        node.get("offers").fields().forEachRemaining(role -> role.getValue().fields().forEachRemaining(agent -> offers
                .computeIfAbsent(role.getKey(), any -> new TreeMap<>()).put(agent.getKey(), GoldenJson.resources(agent.getValue()))));
        return event(node.get("t").asLong(), node.get("framework").asText(), offers);
    }

    private static String event(long at, String framework, TreeMap<String, TreeMap<String, Resources>> offers) {
        StringBuilder text = new StringBuilder().append(at).append(' ').append(framework);
        offers.forEach((role, byAgent) -> byAgent.forEach((agent, resources) -> {
            List<String> parts = new ArrayList<>();
            for (Resource resource : resources) {
                parts.add(resource + "x" + resources.count(resource));
            }
            parts.sort(null);
            text.append(' ').append(role).append('@').append(agent).append(parts);
        }));
        return text.toString();
    }

    private void line(JsonNode node) throws Exception {
        if (node.has("burst")) {
            burst = node.get("burst").asText().equals("begin");
        } else if (node.has("call")) {
            now = node.get("t").asLong();
            call(node.get("call").asText(), node.get("args"));
        }
        if (!burst) {
            run();
        }
    }

    /** The run that was asked for, if any. */
    private void run() throws Exception {
        if (triggered && !paused) {
            int[] slots = all ? new int[0] : pending.stream().mapToInt(Integer::intValue).toArray();
            triggered = false;
            all = false;
            pending.clear();
            ledger.cycle(slots).forEach((framework, offers) -> seen.add(event(now, framework, offers)));
        }
    }

    private void trigger(Integer agent) {
        if (paused) {
            return;
        }
        triggered = true;
        if (agent == null) {
            all = true;
        } else {
            pending.add(agent);
        }
    }

    private void call(String call, JsonNode args) throws Exception {
        switch (call) {
            case "initialize" -> initialize(args);
            case "advance" -> advance(now + args.get("ms").asLong());
            case "pause" -> paused = true;
            case "resume" -> paused = false;
            case "addSlave", "updateSlave", "removeSlave", "activateSlave", "deactivateSlave", "addResourceProvider" -> agentCall(call, args);
            case "updateWeights" -> args.get("weights").fields().forEachRemaining(entry -> ledger.apply(
                    new Change.RoleWeight(ledger.role(entry.getKey()), entry.getValue().asDouble())));
            case "recoverResources" -> recover(args);
            case "transitionOfferedToAllocated" -> { }
            case "updateAllocation" -> updateAllocation(args);
            case "updateAvailable" -> updateAvailable(args);
            default -> frameworkCall(call, args);
        }
    }

    private void initialize(JsonNode args) throws Exception {
        List<Quantities> minimum = new ArrayList<>();
        args.get("min_allocatable_resources").forEach(text -> minimum.add(Quantities.parse(text.asText())));
        ledger = new GoldenLedger(new PlannerOptions(GoldenJson.texts(args.path("fairness_exclude_resource_names")),
                args.get("filter_gpu_resources").asBoolean(), minimum));
        interval = args.get("allocation_interval_ms").asLong();
        region = args.path("domain").path("fault_domain").path("region").path("name").asText(null);
        at(interval, this::batch);
    }

    private void batch() {
        try {
            if (!paused) {
                trigger(null);
                run();
            }
            at(now + interval, this::batch);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void at(long time, Runnable run) {
        timers.add(new Timer(time, timersMade++, run));
    }

    private void advance(long until) {
        while (!timers.isEmpty() && timers.peek().at() <= until) {
            Timer timer = timers.remove();
            now = timer.at();
            timer.run().run();
        }
        now = until;
    }

    private void agentCall(String call, JsonNode args) {
        String id = args.has("info") ? args.get("info").get("id").get("value").asText() : args.get("agent").asText();
        int slot = ledger.agentSlots.computeIfAbsent(id, any -> ledger.agentSlots.size());
        AgentFacts before = ledger.agents.get(slot);
        switch (call) {
            case "addSlave" -> {
                ledger.putAgent(slot, agent(args, null));
                args.path("used").fields().forEachRemaining(entry -> ledger.allocate(slot, holder(entry), GoldenJson.resources(entry.getValue())));
                trigger(slot);
            }
            case "updateSlave" -> {
                AgentFacts facts = agent(args, before);
                if (!facts.attributes().equals(before.attributes())) {
                    ledger.removeFilters(slot, null, null);
                }
                if (!facts.equals(before)) {
                    ledger.putAgent(slot, facts);
                    trigger(slot);
                }
            }
            case "addResourceProvider" -> {
                ledger.putAgent(slot, with(before, before.active(), before.total().plus(GoldenJson.resources(args.get("total")))));
                args.path("used").fields().forEachRemaining(entry -> ledger.allocate(slot, holder(entry), GoldenJson.resources(entry.getValue())));
            }
            case "removeSlave" -> {
                ledger.apply(new Change.AgentRemoved(slot));
                ledger.agents.remove(slot);
                ledger.forget(0, slot);
            }
            default -> ledger.putAgent(slot, with(before, call.equals("activateSlave"), before.total()));
        }
    }

    /** A framework that is not known yet gets a slot and waits, inactive, for its call. */
    private int holder(Map.Entry<String, JsonNode> used) {
        int slot = frameworkSlot(used.getKey());
        if (!ledger.frameworks.containsKey(slot)) {
            ledger.putFramework(slot, new FrameworkFacts(used.getKey(), false, List.of(), List.of(), true, false, false, false, false, false,
                    null));
        }
        return slot;
    }

    private AgentFacts agent(JsonNode args, AgentFacts before) {
        JsonNode info = args.get("info");
        List<String> capabilities = GoldenJson.texts(args.path("capabilities"));
        boolean keep = before != null && !args.has("capabilities");
        String own = info.path("domain").path("fault_domain").path("region").path("name").asText(null);
        return new AgentFacts(info.get("id").get("value").asText(), info.get("hostname").asText(), before == null || before.active(),
                args.has("total") ? GoldenJson.resources(args.get("total")) : before.total(), GoldenJson.attributes(info),
                keep ? before.multiRole() : capabilities.contains("MULTI_ROLE"),
                keep ? before.hierarchicalRole() : capabilities.contains("HIERARCHICAL_ROLE"),
                keep ? before.reservationRefinement() : capabilities.contains("RESERVATION_REFINEMENT"), own == null || own.equals(region));
    }

    private static AgentFacts with(AgentFacts facts, boolean active, Resources total) {
        return new AgentFacts(facts.id(), facts.hostname(), active, total, facts.attributes(), facts.multiRole(), facts.hierarchicalRole(),
                facts.reservationRefinement(), facts.sameRegion());
    }

    private int frameworkSlot(String id) {
        return ledger.frameworkSlots.computeIfAbsent(id, any -> ledger.frameworkSlots.size());
    }

    private void frameworkCall(String call, JsonNode args) {
        String id = args.has("info") ? args.get("info").get("id").get("value").asText() : args.get("framework").asText();
        int slot = frameworkSlot(id);
        FrameworkFacts before = ledger.frameworks.get(slot);
        switch (call) {
            case "addFramework", "updateFramework" -> putFramework(slot, before, call.equals("addFramework"), args);
            case "removeFramework" -> {
                ledger.apply(new Change.FrameworkRemoved(slot));
                ledger.frameworks.remove(slot);
                ledger.forget(1, slot);
            }
            case "activateFramework" -> {
                ledger.putFramework(slot, with(before, true, before.suppressed()));
                trigger(null);
            }
            case "deactivateFramework" -> {
                ledger.removeFilters(null, slot, null);
                ledger.putFramework(slot, with(before, false, before.suppressed()));
            }
            case "suppressOffers", "reviveOffers" -> {
                List<Integer> roles = new ArrayList<>();
                args.get("roles").forEach(role -> roles.add(ledger.role(role.asText())));
                suppress(slot, before, call.equals("suppressOffers"), roles.isEmpty() ? before.roles() : roles);
            }
            default -> throw new IllegalArgumentException("the replay does not know the call " + call);
        }
    }

    private void suppress(int slot, FrameworkFacts before, boolean suppress, List<Integer> roles) {
        List<Integer> suppressed = new ArrayList<>(before.suppressed());
        suppressed.removeAll(roles);
        if (suppress) {
            suppressed.addAll(roles);
        } else {
            roles.forEach(role -> ledger.removeFilters(null, slot, role));
            trigger(null);
        }
        suppressed.sort(null);
        ledger.putFramework(slot, with(before, before.active(), suppressed));
    }

    private void putFramework(int slot, FrameworkFacts before, boolean added, JsonNode args) {
        List<Integer> suppressed = List.copyOf(ledger.roles(GoldenJson.texts(args.path("suppressed_roles"))).keySet());
        TreeMap<Integer, String> roles = ledger.roles(GoldenJson.roles(args.get("info")));
        boolean active = added ? args.get("active").asBoolean() : before.active();
        if (!added) {
            for (int role : before.roles()) {
                boolean revived = before.suppressed().contains(role) && !suppressed.contains(role);
                if (revived || !roles.containsKey(role)) {
                    ledger.removeFilters(null, slot, role);
                }
            }
        }
        ledger.putFramework(slot, GoldenJson.framework(args.get("info"), active, roles, suppressed));
        args.path("used").fields().forEachRemaining(entry -> {
            Integer agent = ledger.agentSlots.get(entry.getKey());
            // What came with the agent is known already.
            if (agent != null && ledger.agents.containsKey(agent) && !ledger.holds(agent, slot)) {
                ledger.allocate(agent, slot, GoldenJson.resources(entry.getValue()));
            }
        });
        if (added && active) {
            trigger(null);
        }
    }

    private static FrameworkFacts with(FrameworkFacts of, boolean active, List<Integer> suppressed) {
        return new FrameworkFacts(of.id(), active, of.roles(), suppressed, of.multiRole(), of.gpu(), of.shared(), of.revocable(),
                of.reservationRefinement(), of.regionAware(), of.minimums());
    }

    private void recover(JsonNode args) {
        Integer agent = ledger.agentSlots.get(args.get("agent").asText());
        Integer framework = ledger.frameworkSlots.get(args.get("framework").asText());
        if (agent == null || framework == null || !ledger.agents.containsKey(agent) || !ledger.frameworks.containsKey(framework)) {
            return;
        }
        Resources resources = GoldenJson.resources(args.get("resources"));
        ledger.release(agent, framework, resources);
        if (!args.has("filters")) {
            return;
        }
        double seconds = args.get("filters").path("refuse_seconds").asDouble(REFUSE_SECONDS);
        seconds = seconds < 0 ? REFUSE_SECONDS : Math.min(seconds, REFUSE_SECONDS_MAX);
        if (seconds > 0) {
            long expiry = now + Math.max(interval, Math.round(seconds * 1000));
            resources.allocations().forEach((role, part) -> {
                long filter = ledger.addFilter(agent, framework, ledger.role(role), part.unallocate());
                at(expiry, () -> ledger.removeFilter(filter));
            });
        }
    }

    private void updateAllocation(JsonNode args) {
        int agent = ledger.agentSlots.get(args.get("agent").asText());
        int framework = ledger.frameworkSlots.get(args.get("framework").asText());
        Resources offered = GoldenJson.resources(args.get("offered"));
        Resources total = ledger.agents.get(agent).total();
        Resources result = offered;
        for (JsonNode node : args.get("conversions")) {
            Resources consumed = GoldenJson.resources(node.get("consumed"));
            Resources converted = GoldenJson.resources(node.get("converted"));
            result = result.minus(consumed).plus(converted);
            if (!consumed.isEmpty()) {
                total = total.minus(consumed.unallocate()).plus(converted.unallocate());
            }
        }
        ledger.release(agent, framework, offered);
        ledger.putAgent(agent, with(ledger.agents.get(agent), ledger.agents.get(agent).active(), total));
        ledger.allocate(agent, framework, result);
    }

    private void updateAvailable(JsonNode args) {
        int agent = ledger.agentSlots.get(args.get("agent").asText());
        Resources total = ledger.agents.get(agent).total();
        Resources free = ledger.free(agent);
        boolean fits = true;
        for (JsonNode operation : args.get("operations")) {
            for (ResourceConversion conversion : conversions(operation)) {
                try {
                    free = free.apply(conversion);
                    total = total.apply(conversion);
                } catch (ResourceException e) {
                    fits = false;
                }
            }
        }
        seen.add(now + " result " + fits);
        if (fits) {
            ledger.putAgent(agent, with(ledger.agents.get(agent), ledger.agents.get(agent).active(), total));
        }
    }

    private static List<ResourceConversion> conversions(JsonNode operation) {
        return switch (operation.get("type").asText()) {
            case "RESERVE" -> ResourceConversion.reserve(GoldenJson.resources(operation.get("reserve")), Optional.empty());
            case "UNRESERVE" -> ResourceConversion.unreserve(GoldenJson.resources(operation.get("unreserve")));
            case "CREATE" -> ResourceConversion.create(GoldenJson.resources(operation.get("create").get("volumes")));
            case "DESTROY" -> ResourceConversion.destroy(GoldenJson.resources(operation.get("destroy").get("volumes")));
            default -> throw new IllegalArgumentException("the replay does not know the operation " + operation);
        };
    }
}
