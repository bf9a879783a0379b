package org.tepui.testkit.simulation;

import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.tepui.api.authorization.Authorizer;
import org.tepui.api.authorization.ObjectApprover;
import org.tepui.api.planner.PlanSink;
import org.tepui.api.planner.Planner;
import org.tepui.core.authorization.Approvers;
import org.tepui.core.authorization.Judge;
import org.tepui.core.guard.Guard;
import org.tepui.core.module.AllocatorPlace;
import org.tepui.core.module.Closed;
import org.tepui.core.module.Place;
import org.tepui.core.module.Seat;
import org.tepui.core.module.SeatPlace;
import org.tepui.core.runtime.Entrance;

/** What surrounds the line, as a master has it. Subclasses replace a part: how faults are planted around the line. One a run. */
public class Surroundings {

    protected Approvers approvers(Seat<Authorizer> seat, Guard guard, UnaryOperator<CompletableFuture<ObjectApprover>> limit) {
        return new Approvers(seat, guard, limit);
    }

    protected Entrance.Target inbox(Entrance.Target inbox) {
        return inbox;
    }

    protected Entrance entrance(Entrance.Target inbox, Judge judge) {
        return new Entrance(inbox, judge);
    }

    protected Planner planner(Planner planner) {
        return planner;
    }

    protected PlanSink sink(PlanSink sink) {
        return sink;
    }

    protected Place allocatorPlace(Planner planner) {
        return new AllocatorPlace(planner);
    }

    protected Place authorizerPlace(Seat<Authorizer> seat) {
        return new SeatPlace<>(seat, Authorizer.class, false, module -> { }, Closed.AUTHORIZER);
    }
}
