package org.tepui.testkit.simulation;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.tepui.api.allocator.Allocator;
import org.tepui.api.allocator.Plan;
import org.tepui.api.planner.Change;
import org.tepui.api.planner.PlanSink;
import org.tepui.api.planner.Planner;
import org.tepui.api.planner.PlannerOptions;
import org.tepui.api.planner.PlannerSwap;
import org.tepui.core.line.Input;
import org.tepui.planner.SteppedPlanner;

/** The real planner on virtual time: plans take a while, and a while more on their way to the line. */
final class PlannerDriver implements Planner {

    private final World world;
    private final Deciders deciders;
    private final Leader leader;
    private final SteppedPlanner stepped;
    private final Planner inner;
    private long told = -1;
    private int underWay;

    PlannerDriver(World world, Leader leader, Deciders deciders, Surroundings around, Allocator first, PlannerOptions options) {
        this.world = world;
        this.leader = leader;
        this.deciders = deciders;
        this.stepped = new SteppedPlanner(first, options, around.sink(sink()));
        this.inner = around.planner(stepped);
    }

    private PlanSink sink() {
        return new PlanSink() {
            @Override
            public void planned(Plan plan) {
                deciders.answered(plan.epoch(), true);
                arrive(world.fault("failed plan", 200) ? new Input.PlanFailed(plan.epoch(), "planned failure") : new Input.Planned(plan));
            }

            @Override
            public void failed(long epoch, String reason) {
                deciders.answered(epoch, false);
                arrive(new Input.PlanFailed(epoch, reason));
            }
        };
    }

    private void arrive(Input input) {
        underWay++;
        world.after(delay(), () -> {
            underWay--;
            leader.input(input);
        });
    }

    private long delay() {
        return world.fault("slow plan", 24) ? world.between(50, 2_000) * World.MILLI : world.between(10, 1_000) * 1_000;
    }

    /** To be thrown by a policy that does not come back. */
    SteppedPlanner.Overrun overrun() {
        return stepped.overrun();
    }

    /** Epoch of the latest changes that the line has told. */
    long told() {
        return told;
    }

    @Override
    public void apply(long epoch, List<Change> changes) {
        told = epoch;
        inner.apply(epoch, changes);
    }

    @Override
    public void request(List<Integer> agents, long seed) {
        deciders.asked();
        inner.request(agents, seed);
        world.after(delay(), this::work);
    }

    private void work() {
        while (!leader.isDead() && stepped.isBusy()) {
            stepped.step();
        }
    }

    /** What waits is worked off first, as the planner's thread does it. */
    @Override
    public CompletionStage<PlannerSwap> swap(Allocator next) {
        if (deciders.isAsked()) {
            world.coverage.count("swap while a plan is made");
        } else if (underWay > 0) {
            world.coverage.count("swap while a plan is on its way");
        }
        CompletionStage<PlannerSwap> swap = inner.swap(next);
        work();
        return swap;
    }

    @Override
    public void close() {
        stepped.close();
    }
}
