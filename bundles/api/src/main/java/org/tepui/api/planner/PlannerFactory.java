package org.tepui.api.planner;

import org.osgi.annotation.versioning.ProviderType;
import org.tepui.api.allocator.Allocator;

/** Service of the planner bundle. */
@ProviderType
public interface PlannerFactory {

    /** Starts the allocator on an empty view, on the planner's own thread. */
    Planner open(Allocator allocator, PlannerOptions options, PlanSink sink, PlannerLimits limits);
}
