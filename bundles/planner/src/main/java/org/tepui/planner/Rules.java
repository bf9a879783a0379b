package org.tepui.planner;

import java.util.List;
import org.tepui.api.planner.EligibleResources;
import org.tepui.api.planner.PlannerOptions;
import org.tepui.api.resource.Quantities;
import org.tepui.api.resource.Resources;

/** The rules of {@link EligibleResources}, applied to clients by their ids. */
final class Rules {

    final boolean filterGpuResources;
    private final List<Quantities> flagMinimum;
    private final ResourceNames names;
    private final ClientTable clients;

    Rules(PlannerOptions options, ResourceNames names, ClientTable clients) {
        this.filterGpuResources = options.filterGpuResources();
        this.flagMinimum = options.minimumAllocatable();
        this.names = names;
        this.clients = clients;
    }

    Eligible work(Offerable offerable, int client) {
        return eligible(EligibleResources.of(offerable.resources, clients.facts(client), clients.roleName(client)));
    }

    Eligible work(Offerable offerable, int client, long[] caps) {
        return eligible(EligibleResources.of(offerable.resources, clients.facts(client), clients.roleName(client), caps, names.names()));
    }

    private Eligible eligible(Resources resources) {
        return resources.isEmpty() ? Eligible.NOTHING : new Eligible(resources, names.amounts(resources),
                EligibleResources.isAllocatable(resources, flagMinimum), !resources.shared().isEmpty());
    }

    boolean isAllocatable(Eligible eligible, int client) {
        return clients.hasOwnMinimum(client) ? EligibleResources.isAllocatable(eligible.resources(), clients.ownMinimum(client))
                : eligible.allocatable();
    }
}
