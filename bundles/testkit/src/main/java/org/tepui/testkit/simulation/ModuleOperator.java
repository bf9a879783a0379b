package org.tepui.testkit.simulation;

import java.util.List;
import org.tepui.api.allocator.Plan;
import org.tepui.api.module.ModuleKind;
import org.tepui.api.module.ModuleState;
import org.tepui.core.line.Input;
import org.tepui.core.line.Output;
import org.tepui.protocol.mesos.scheduler.Event;

/** Changes modules at random moments, and quarantines a policy after some faults of it. */
final class ModuleOperator {

    static final String REFUSED = "Refusing a plan";

    private final World world;
    private final Leader leader;
    private final Platform platform;
    private int faults;
    private int patience;

    ModuleOperator(World world, Leader leader, Platform platform) {
        this.world = world;
        this.leader = leader;
        this.platform = platform;
    }

    void start() {
        world.after(world.between(100, 10_000) * World.MILLI, this::allocators);
        world.after(world.between(100, 8_000) * World.MILLI, this::authorizers);
    }

    private boolean goesOn() {
        return world.isFaulty() && !leader.isDead();
    }

    private void allocators() {
        if (!goesOn()) {
            return;
        }
        world.after(world.between(200, 12_000) * World.MILLI, this::allocators);
        List<String> all = platform.names(ModuleKind.ALLOCATOR);
        List<String> good = all.stream().filter(name -> !name.startsWith("bad ")).toList();
        List<String> bad = all.stream().filter(name -> name.startsWith("bad ")).toList();
        switch (world.pick(12)) {
            case 0, 1, 2, 3 -> swap(ModuleKind.ALLOCATOR, List.of(any(good)));
            case 4, 5, 6 -> swap(ModuleKind.ALLOCATOR, List.of(any(bad)));
            case 7 -> platform.registry().quarantine(ModuleKind.ALLOCATOR, any(all), "operator", "");
            case 8 -> release(ModuleKind.ALLOCATOR);
            case 9 -> platform.withdraw(ModuleKind.ALLOCATOR, world.oneIn(2) ? platform.deciders().current() : any(all));
            case 10 -> swap(ModuleKind.ALLOCATOR, world.oneIn(2) ? List.of("unknown") : List.of(any(good), any(bad)));
            default -> {
                // Two at once, one behind the other.
                swap(ModuleKind.ALLOCATOR, List.of(any(bad)));
                swap(ModuleKind.ALLOCATOR, List.of(any(good)));
            }
        }
    }

    private void authorizers() {
        if (!goesOn()) {
            return;
        }
        world.after(world.between(100, 9_000) * World.MILLI, this::authorizers);
        List<String> all = platform.names(ModuleKind.AUTHORIZER);
        String active = platform.active(ModuleKind.AUTHORIZER);
        String one = active.isEmpty() ? any(all) : active;
        switch (world.pick(10)) {
            case 0 -> swap(ModuleKind.AUTHORIZER, List.of(any(all)));
            case 1 -> burst();
            case 2, 3, 4 -> swap(ModuleKind.AUTHORIZER, List.of(any(List.of(Platform.OPEN, "most", "most other", "late"))));
            case 5, 6 -> platform.renewAuthorizer(one);
            case 7, 8 -> platform.withdraw(ModuleKind.AUTHORIZER, one);
            default -> {
                platform.registry().quarantine(ModuleKind.AUTHORIZER, one, "operator", "");
                world.after(world.between(10, 5_000) * World.MILLI, () -> {
                    if (!leader.isDead()) {
                        release(ModuleKind.AUTHORIZER);
                    }
                });
            }
        }
    }

    /** While some wait for one that is slow, another lets in who comes behind them, and a third one does not. */
    private void burst() {
        swap(ModuleKind.AUTHORIZER, List.of(world.oneIn(2) ? "late" : "bad never"));
        long later = world.between(200, 900);
        world.after(later * World.MILLI, () -> swapIfLive(Platform.OPEN));
        world.after((later + world.between(200, 900)) * World.MILLI, () -> swapIfLive("nothing"));
        world.after((later + world.between(2_000, 3_000)) * World.MILLI, () -> swapIfLive("most"));
    }

    private void swapIfLive(String authorizer) {
        if (goesOn()) {
            swap(ModuleKind.AUTHORIZER, List.of(authorizer));
        }
    }

    private void release(ModuleKind kind) {
        List<String> quarantined = platform.names(kind, ModuleState.QUARANTINED);
        quarantined.forEach(name -> platform.registry().release(kind, name, "operator", ""));
        if (world.oneIn(10)) {
            platform.registry().release(kind, "unknown", "operator", "");
        }
    }

    private String any(List<String> names) {
        return names.get(world.pick(names.size()));
    }

    private void swap(ModuleKind kind, List<String> names) {
        platform.registry().swap(kind, names, "operator", "");
    }

    /** Another policy decides: its faults are its own. */
    void newPolicy() {
        faults = 0;
        patience = 1 + world.pick(3);
    }

    /** Looks at what became of a plan. */
    void saw(List<Input> inputs, List<Output> outputs) {
        boolean refused = false;
        boolean offers = false;
        boolean rescinded = false;
        for (Output output : outputs) {
            refused |= output instanceof Output.Log log && log.text().startsWith(REFUSED);
            rescinded |= output instanceof Output.Emit emit && emit.event().getType() == Event.Type.RESCIND;
            offers |= output instanceof Output.Emit emit && emit.event().getType() == Event.Type.OFFERS;
        }
        if (rescinded && inputs.stream().allMatch(input -> input instanceof Input.Planned || input instanceof Input.PlanFailed)) {
            throw new Violation("offers were rescinded for no other cause than a plan");
        }
        for (Input input : inputs) {
            if (input instanceof Input.Planned planned) {
                plan(planned.plan(), refused, offers);
            } else if (input instanceof Input.PlanFailed failed && !failed.reason().equals("planned failure")) {
                fault("no plan");
            }
        }
    }

    private void plan(Plan plan, boolean refused, boolean offers) {
        Policy policy = platform.deciders().policyOf(plan.epoch());
        if (policy != null && policy.isOutrageous() && offers) {
            throw new Violation("a plan of " + policy.name + " with a role that there is not led to offers");
        }
        if (refused) {
            world.coverage.count("plan refused");
            if (policy == null || policy.isHealthy()) {
                throw new Violation("a plan of " + (policy == null ? "the stand-in" : policy.name) + ", which breaks no rule, was refused");
            }
            fault("a plan was refused");
        }
    }

    private void fault(String what) {
        String name = platform.deciders().current();
        if (name.startsWith("bad ") && ++faults >= patience) {
            world.coverage.count("quarantine for faults");
            platform.registry().quarantine(ModuleKind.ALLOCATOR, name, "warden", what);
        }
    }
}
