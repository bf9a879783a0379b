package org.tepui.api.planner;

import java.util.List;
import org.tepui.api.resource.Quantities;

/**
 * @param excludedFromFairness flag {@code fair_sharing_excluded_resource_names}
 * @param filterGpuResources flag {@code filter_gpu_resources}
 * @param minimumAllocatable flag {@code min_allocatable_resources}: alternatives, one of which an offer must contain; empty: any
 *     non-empty offer
 */
public record PlannerOptions(List<String> excludedFromFairness, boolean filterGpuResources, List<Quantities> minimumAllocatable) {

    public PlannerOptions {
        excludedFromFairness = List.copyOf(excludedFromFairness);
        minimumAllocatable = List.copyOf(minimumAllocatable);
    }
}
