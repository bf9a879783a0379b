package org.tepui.planner;

import org.osgi.service.component.annotations.Component;
import org.tepui.api.allocator.Allocator;
import org.tepui.api.planner.PlanSink;
import org.tepui.api.planner.Planner;
import org.tepui.api.planner.PlannerFactory;
import org.tepui.api.planner.PlannerLimits;
import org.tepui.api.planner.PlannerOptions;

/** Opens planners with a thread of their own. */
@Component(service = PlannerFactory.class)
public final class PlannerService implements PlannerFactory {

    @Override
    public Planner open(Allocator allocator, PlannerOptions options, PlanSink sink, PlannerLimits limits) {
        return new ThreadedPlanner(allocator, options, sink, limits);
    }
}
