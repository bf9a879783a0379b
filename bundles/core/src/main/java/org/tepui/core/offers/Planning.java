package org.tepui.core.offers;

import java.util.List;
import java.util.TreeSet;
import org.tepui.api.allocator.Plan;
import org.tepui.core.agents.Agent;
import org.tepui.core.line.Line;
import org.tepui.core.line.Output;

/** When the planner is asked: at once for agents that something happened to, and for all at every interval. One plan is in flight. */
public class Planning {

    private final Line line;
    private final PlanCommit commit;
    private final TreeSet<Integer> wanted = new TreeSet<>();
    private boolean all;
    private boolean inFlight;

    public Planning(Line line, PlanCommit commit) {
        this.line = line;
        this.commit = commit;
    }

    /** The first run comes one interval from now. */
    public void start() {
        line.timers().after(line.config().allocationIntervalNanos(), this::tick);
    }

    private void tick() {
        all = true;
        start();
    }

    public void want(Agent agent) {
        wanted.add(agent.slot);
    }

    public void wantAll() {
        all = true;
    }

    public void forget(Agent agent) {
        wanted.remove(agent.slot);
    }

    /** This batch asks for a plan. */
    public boolean asks() {
        return isDue() && !isIdle();
    }

    private boolean isDue() {
        return !inFlight && (all || !wanted.isEmpty()) && line.isLeading();
    }

    private boolean isIdle() {
        return line.agents().size() == 0 || line.frameworks().size() == 0;
    }

    /** At the end of a batch, after the planner was told of its changes. */
    public void ask() {
        if (!isDue()) {
            return;
        }
        if (!isIdle()) {
            inFlight = true;
            line.out().add(new Output.AskPlanner(all ? List.of() : List.copyOf(wanted), line.ids().seed()));
        }
        wanted.clear();
        all = false;
    }

    public void planned(Plan plan) {
        if (!inFlight) {
            line.out().warning("Ignoring a plan that nobody asked for");
            return;
        }
        inFlight = false;
        commit.commit(plan).forEach(this::want);
    }

    public void failed(long epoch, String reason) {
        inFlight = false;
        line.out().error("No plan for epoch " + epoch + ": " + reason);
    }
}
