package org.tepui.testkit.simulation;

import org.tepui.api.allocator.Allocator;
import org.tepui.api.allocator.ClusterEvent;
import org.tepui.api.allocator.ClusterView;
import org.tepui.api.allocator.Plan;
import org.tepui.api.allocator.PlanRequest;

/** An allocator under observation, which has a trouble of its own or none. */
final class Policy implements Allocator {

    /** What goes wrong, always at the first start, at times later. */
    enum Trouble {
        NONE, START_THROWS, START_HANGS, PLAN_THROWS, PLAN_HANGS, APPLY_THROWS, APPLY_HANGS, STOP_THROWS, STOP_HANGS,
        NO_PLAN, OLD_EPOCH,
        /** Offers in a role that there is not. */
        NO_SUCH_ROLE,
        /** Offers of an agent that there is not, and of one twice. */
        NO_SUCH_AGENT
    }

    private static final int NO_ROLE = 1_000_000;

    final String name;
    private final Trouble trouble;
    private final Allocator inner;
    private final World world;
    private final Platform platform;
    private boolean started;
    private boolean stopped;

    Policy(String name, Trouble trouble, Allocator inner, World world, Platform platform) {
        this.name = name;
        this.trouble = trouble;
        this.inner = inner;
        this.world = world;
        this.platform = platform;
    }

    boolean isHealthy() {
        return trouble == Trouble.NONE;
    }

    /** Its plans, whole, can never be done. */
    boolean isOutrageous() {
        return trouble == Trouble.NO_SUCH_ROLE;
    }

    boolean isAtWork() {
        return started && !stopped;
    }

    boolean isStopped() {
        return stopped;
    }

    @Override
    public void start(ClusterView view) {
        live("started");
        if (!started) {
            fail(Trouble.START_THROWS, Trouble.START_HANGS, true);
        }
        platform.startsOn(view);
        inner.start(view);
        started = true;
    }

    @Override
    public void apply(ClusterEvent event) {
        live("told of a change");
        fail(Trouble.APPLY_THROWS, Trouble.APPLY_HANGS, world.oneIn(30));
        inner.apply(event);
    }

    @Override
    public Plan plan(PlanRequest request) {
        platform.deciders().decides(this, request.view().epoch());
        live("asked for a plan");
        boolean now = !isHealthy() && world.oneIn(2);
        fail(Trouble.PLAN_THROWS, Trouble.PLAN_HANGS, now);
        Plan plan = inner.plan(request);
        if (!now) {
            return trouble == Trouble.NO_SUCH_ROLE ? bad(plan, 0, NO_ROLE) : plan;
        }
        return switch (trouble) {
            case NO_PLAN -> null;
            case OLD_EPOCH -> Plan.empty(plan.epoch() - 1);
            case NO_SUCH_ROLE -> bad(plan, 0, NO_ROLE);
            case NO_SUCH_AGENT -> bad(plan, -1, 0);
            default -> plan;
        };
    }

    /** The plan with one more entry, and each of its own twice. */
    private static Plan bad(Plan plan, int agent, int role) {
        int[] entries = new int[plan.size() * 6 + 3];
        for (int i = 0; i < plan.size() * 2; i++) {
            entries[i * 3] = plan.agent(i / 2);
            entries[i * 3 + 1] = plan.role(i / 2);
            entries[i * 3 + 2] = plan.framework(i / 2);
        }
        entries[plan.size() * 6] = agent;
        entries[plan.size() * 6 + 1] = role;
        return Plan.of(plan.epoch(), entries, new long[plan.size() * 2 + 1][]);
    }

    @Override
    public void stop() {
        live("stopped");
        stopped = true;
        fail(Trouble.STOP_THROWS, Trouble.STOP_HANGS, true);
        inner.stop();
    }

    private void live(String doing) {
        if (stopped) {
            world.breach("allocator " + name + " was " + doing + " after it had been stopped");
        }
    }

    private void fail(Trouble throwing, Trouble hanging, boolean now) {
        if (now && trouble == throwing) {
            world.coverage.count("allocator " + trouble);
            throw new IllegalStateException("trouble of " + name);
        }
        if (now && trouble == hanging) {
            world.coverage.count("allocator " + trouble);
            if (started && !stopped) {
                platform.deciders().thrownOut();
            }
            stopped = true;
            throw platform.overrun();
        }
    }
}
