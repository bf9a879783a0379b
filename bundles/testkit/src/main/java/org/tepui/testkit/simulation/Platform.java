package org.tepui.testkit.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.tepui.allocator.hierarchical.HierarchicalAllocator;
import org.tepui.api.allocator.Allocator;
import org.tepui.api.allocator.ClusterView;
import org.tepui.api.authorization.Authorizer;
import org.tepui.api.module.ModuleChange;
import org.tepui.api.module.ModuleInfo;
import org.tepui.api.module.ModuleKind;
import org.tepui.api.module.ModuleState;
import org.tepui.api.planner.PlannerOptions;
import org.tepui.api.resource.Quantities;
import org.tepui.core.authorization.Approvers;
import org.tepui.core.authorization.Judge;
import org.tepui.core.guard.Guard;
import org.tepui.core.guard.GuardLimits;
import org.tepui.core.line.Input;
import org.tepui.core.module.Closed;
import org.tepui.core.module.ModuleRegistry;
import org.tepui.core.module.ModuleService;
import org.tepui.core.module.Seat;
import org.tepui.core.runtime.Entrance;
import org.tepui.core.snapshot.AgentRecord;
import org.tepui.core.snapshot.Snapshot;
import org.tepui.testkit.simulation.Policy.Trouble;
import org.tepui.testkit.simulation.SimAuthorizer.Manner;
import org.tepui.testkit.simulation.SimAuthorizer.Rule;

/** The modules of one leader, in the real registry, seat and planner; changes wait a moment for their thread, as a master's do. */
final class Platform {

    static final String BUILT_IN = "hierarchical";
    static final String OPEN = "open";
    private static final long ANSWER_MAX = 2 * World.SECOND;

    private final World world;
    private final Leader leader;
    private final Seat<Authorizer> seat = new Seat<>(ModuleKind.AUTHORIZER);
    private final Map<String, Supplier<Allocator>> policies = new TreeMap<>();
    private final Map<String, ModuleService> allocators = new TreeMap<>();
    private final Map<String, ModuleService> authorizers = new TreeMap<>();
    private final Map<String, SimAuthorizer> versions = new TreeMap<>();
    /** Policies that may be at work. */
    private final List<Policy> made = new ArrayList<>();
    /** What the start has taken already. */
    private final Deque<Policy> ready = new ArrayDeque<>();
    private final Deque<Runnable> changes = new ArrayDeque<>();
    private final Guard guard;
    private final ModuleRegistry registry;
    private final Deciders deciders;
    private final Grants grants;
    private final PlannerDriver planner;
    private final Entrance entrance;
    private long services;
    private long told;
    private boolean changing;

    Platform(World world, Leader leader, Surroundings around, PlannerOptions options) {
        this.world = world;
        this.leader = leader;
        // Everything is taken for the platform's own: asked on this thread, and no real clock says that it is late.
        this.guard = new Guard(GuardLimits.DEFAULT.withCall(Long.MAX_VALUE / 4), world::now, world::now);
        guard.module(ModuleKind.AUTHORIZER, Closed.AUTHORIZER.names().get(0)).trusted();
        this.registry = new ModuleRegistry(this::later, world::now, Map.of(), service -> true, guard);
        this.deciders = new Deciders(world, BUILT_IN);
        policies();
        policies.keySet().forEach(this::offerAllocator);
        Policy first = policy(BUILT_IN);
        ready.add(first);
        planner = new PlannerDriver(world, leader, deciders, around, first, options);
        String chosen = authorizers();
        if (!chosen.isEmpty()) {
            seat.take(List.of(chosen), List.of(versions.get(chosen)));
        }
        grants = new Grants(world, seat.current());
        seat.onChange(grants::seated);
        registry.place(around.allocatorPlace(planner), List.of(BUILT_IN), List.of(first));
        registry.place(around.authorizerPlace(seat), seat.current().names(), seat.current().modules());
        Approvers approvers = around.approvers(seat, guard, this::inTime);
        entrance = around.entrance(around.inbox(target()), new Judge(approvers, leader::snapshot));
    }

    private Entrance.Target target() {
        return new Entrance.Target() {
            @Override
            public boolean offer(Input input) {
                put(input);
                return true;
            }

            @Override
            public void put(Input input) {
                grants.entered(input);
                leader.entered(input);
            }
        };
    }

    private void policies() {
        policies.put(BUILT_IN, HierarchicalAllocator::new);
        policies.put("fewest-offers", () -> new Preference(Preference.Order.FEWEST_OFFERS));
        policies.put("used-agents", () -> new Preference(Preference.Order.USED_AGENTS));
        policies.put("first-come", () -> new Preference(Preference.Order.FIRST_COME));
        for (Trouble trouble : Trouble.values()) {
            if (trouble != Trouble.NONE) {
                policies.put("bad " + trouble, () -> new Preference(Preference.Order.FEWEST_OFFERS));
            }
        }
    }

    private static Trouble trouble(String name) {
        return name.startsWith("bad ") ? Trouble.valueOf(name.substring(4)) : Trouble.NONE;
    }

    private Policy policy(String name) {
        Policy policy = new Policy(name, trouble(name), policies.get(name).get(), world, this);
        made.add(policy);
        return policy;
    }

    private void offerAllocator(String name) {
        offer(allocators, ModuleKind.ALLOCATOR, name, module -> name.equals(BUILT_IN) && !ready.isEmpty() ? ready.poll() : policy(name));
    }

    private void offerAuthorizer(String name, Rule rule, Manner manner) {
        SimAuthorizer authorizer = new SimAuthorizer(name + "/" + services, rule, manner, world, this);
        versions.put(name, authorizer);
        offer(authorizers, ModuleKind.AUTHORIZER, name, by -> {
            authorizer.hold(by);
            return authorizer;
        });
    }

    /** @param module what is given out: told 1 when somebody takes it, -1 when it is given back */
    private void offer(Map<String, ModuleService> shelf, ModuleKind kind, String name, Function<Integer, Object> module) {
        ModuleService service = new ModuleService(++services, kind, List.of(name), "bundle." + name, "1." + services, true,
                new ModuleService.Source() {
                    @Override
                    public Object get() {
                        return module.apply(1);
                    }

                    @Override
                    public void release() {
                        if (kind == ModuleKind.AUTHORIZER) {
                            module.apply(-1);
                        }
                    }
                });
        shelf.put(name, service);
        registry.added(service);
    }

    /** @return the one that is configured; empty for none */
    private String authorizers() {
        offerAuthorizer(OPEN, Rule.ALL, Manner.AT_ONCE);
        offerAuthorizer("most", Rule.MOST, Manner.AT_ONCE);
        offerAuthorizer("most other", Rule.MOST, Manner.CHANGED_MEANWHILE);
        offerAuthorizer("nothing", Rule.NOTHING, Manner.AT_ONCE);
        offerAuthorizer("late", Rule.MOST, Manner.LATE);
        offerAuthorizer("bad never", Rule.ALL, Manner.NEVER);
        offerAuthorizer("bad throws", Rule.ALL, Manner.THROWS);
        offerAuthorizer("bad null", Rule.ALL, Manner.NULL);
        offerAuthorizer("bad approver", Rule.MOST, Manner.APPROVER_THROWS);
        return !world.isFaulty() ? OPEN : world.oneIn(4) ? "" : world.oneIn(2) ? OPEN : "most";
    }

    /** A newer one of the same name: other rules, the same manner. */
    void renewAuthorizer(String name) {
        ModuleService old = authorizers.get(name);
        back(ModuleKind.AUTHORIZER, name);
        registry.removed(old);
    }

    void withdraw(ModuleKind kind, String name) {
        ModuleService gone = shelf(kind).get(name);
        registry.removed(gone);
        world.after(world.between(50, 8_000) * World.MILLI, () -> {
            if (!leader.isDead() && shelf(kind).get(name) == gone) {
                back(kind, name);
            }
        });
    }

    private void back(ModuleKind kind, String name) {
        if (kind == ModuleKind.ALLOCATOR) {
            offerAllocator(name);
        } else {
            SimAuthorizer before = versions.get(name);
            offerAuthorizer(name, before.rule, before.manner);
        }
    }

    private Map<String, ModuleService> shelf(ModuleKind kind) {
        return kind == ModuleKind.ALLOCATOR ? allocators : authorizers;
    }

    List<String> names(ModuleKind kind) {
        return List.copyOf(shelf(kind).keySet());
    }

    ModuleRegistry registry() {
        return registry;
    }

    PlannerDriver planner() {
        return planner;
    }

    Deciders deciders() {
        return deciders;
    }

    Grants grants() {
        return grants;
    }

    Error overrun() {
        return planner.overrun();
    }

    List<String> names(ModuleKind kind, ModuleState state) {
        return registry.list().stream().filter(info -> info.kind() == kind && info.state() == state).map(ModuleInfo::name).toList();
    }

    /** A module's name in its place; empty for none. */
    String active(ModuleKind kind) {
        List<String> names = names(kind, ModuleState.ACTIVE);
        if (names.size() > 1) {
            world.breach("in use at once are " + kind + " " + names);
        }
        return names.isEmpty() ? "" : names.get(0);
    }

    /** Faults are over: everything is there again, and what decides keeps nobody from anything. */
    void calm() {
        for (ModuleKind kind : List.of(ModuleKind.ALLOCATOR, ModuleKind.AUTHORIZER)) {
            String last = kind == ModuleKind.ALLOCATOR ? BUILT_IN : OPEN;
            names(kind, ModuleState.QUARANTINED).forEach(name -> registry.release(kind, name, "calm", ""));
            back(kind, last);
            if (kind == ModuleKind.ALLOCATOR || seat.current().version() > 0) {
                registry.swap(kind, List.of(last), "calm", "faults are over");
            }
        }
    }

    private <T> CompletableFuture<T> inTime(CompletableFuture<T> answer) {
        world.after(ANSWER_MAX, () -> answer.completeExceptionally(new TimeoutException("no answer within 2 s")));
        return answer;
    }

    boolean enter(Input input) {
        grants.arrived(input, leader.snapshot());
        return entrance.offer(input);
    }

    private void later(Runnable change) {
        changes.add(change);
        world.after(world.oneIn(4) ? world.between(1, 800) * World.MILLI : world.between(1, 2_000) * 1_000, this::changeNow);
    }

    /** The thread of changes gets its turn: the next one is made. */
    void changeNow() {
        Runnable next = changing || leader.isDead() ? null : changes.poll();
        if (next == null) {
            return;
        }
        changing = true;
        Snapshot before = leader.snapshot();
        next.run();
        changing = false;
        for (ModuleChange change : registry.changes()) {
            if (change.number() > told) {
                told = change.number();
                changed(change);
            }
        }
        made.removeIf(policy -> policy.isStopped());
        if (made.stream().filter(Policy::isAtWork).count() > 1) {
            world.breach("after a change several policies are started and not stopped: " + made.stream().filter(Policy::isAtWork)
                    .map(policy -> policy.name).toList());
        }
        if (leader.snapshot() != before) {
            world.breach("a change of modules changed the cluster");
        }
    }

    private void changed(ModuleChange change) {
        world.coverage.count("change " + change.kind() + (change.done() ? " done" : " refused"));
        leader.changed(change);
        deciders.changed(change);
        if (change.kind() == ModuleKind.ALLOCATOR && change.done() && !active(ModuleKind.ALLOCATOR).equals(deciders.current())) {
            world.breach("after change " + change.number() + " (" + change.outcome() + ") the allocator in use is '"
                    + active(ModuleKind.ALLOCATOR) + "', by the changes it is " + deciders.current());
        }
    }

    /** What a policy starts on is what the line says, offers and tasks of before included. */
    void startsOn(ClusterView view) {
        if (planner == null || view.epoch() != planner.told()) {
            return;
        }
        for (AgentRecord agent : leader.snapshot().agents()) {
            int slot = agent.slot();
            if (!view.isAgent(slot) || !view.agentId(slot).equals(agent.id())) {
                world.breach("a policy starts without agent " + agent.id());
                return;
            }
            Quantities free = Quantities.ofScalars(agent.total().unallocate()).minus(Quantities.ofScalars(agent.used().unallocate()))
                    .minus(Quantities.ofScalars(agent.offered().unallocate()));
            for (int resource = 0; resource < view.resourceCount(); resource++) {
                long mine = Math.max(0, view.agentFree(slot, resource));
                if (mine != Math.max(0, free.thousandths(view.resourceName(resource)))) {
                    world.breach("a policy starts with " + mine + " thousandths of " + view.resourceName(resource) + " free on agent "
                            + agent.id() + ", by offers and tasks it is " + free);
                    return;
                }
            }
        }
    }
}
