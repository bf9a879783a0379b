package org.tepui.allocator.binpack;

import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.tepui.api.allocator.Allocator;
import org.tepui.api.allocator.ClusterView;
import org.tepui.api.allocator.Draft;
import org.tepui.api.allocator.Plan;
import org.tepui.api.allocator.PlanRequest;

/**
 * Fills agents before it opens new ones: an idle agent is withheld from a role while a used one is offerable to that role. Used agents
 * go first, the fullest at the head; an agent goes to the framework with the smallest share for its weight.
 */
@Component(service = Allocator.class, scope = ServiceScope.PROTOTYPE, property = "tepui.module.name=binpack")
public final class BinpackAllocator implements Allocator {

    private ClusterView view;
    private Draft draft;
    private int[] roles;
    private int[] frameworks;
    /** Roles to which a used agent of this cycle is or was offerable. */
    private boolean[] withheld;

    @Override
    public void start(ClusterView startView) {
        view = startView;
    }

    @Override
    public Plan plan(PlanRequest request) {
        draft = request.draft();
        roles = new int[view.roleCount()];
        frameworks = new int[view.frameworkSlots()];
        withheld = new boolean[view.roleCount()];
        List<Integer> agents = IntStream.range(0, request.agentCount()).mapToObj(request::agent)
            .sorted(Comparator.comparingDouble(this::free)).toList();
        // The draft knows the agents of this cycle alone. With an open one beyond it, idle agents wait for a cycle of all.
        IntPredicate open = agent -> view.isAgentActive(agent) && free(agent) > 0 && free(agent) < 1;
        boolean unseen = IntStream.range(0, view.agentSlots()).filter(open).count() > agents.stream().filter(open::test).count();
        for (int agent : agents) {
            if (free(agent) < 1 || !unseen) {
                offer(agent, free(agent) < 1);
            }
        }
        return draft.plan();
    }

    /** What is free of the agent's scalars, 0 to 1; 1 is idle. */
    private double free(int agent) {
        return IntStream.range(0, view.resourceCount()).filter(resource -> view.agentTotal(agent, resource) > 0)
            .mapToDouble(resource -> Math.max(0.0, view.agentFree(agent, resource)) / view.agentTotal(agent, resource)).average().orElse(1);
    }

    private void offer(int agent, boolean used) {
        int role = -1;
        int framework;
        do {
            double least = Double.POSITIVE_INFINITY;
            framework = -1;
            for (int i = draft.roles(agent, roles) - 1; i >= 0; i--) {
                withheld[roles[i]] |= used;
                for (int j = withheld[roles[i]] && !used ? -1 : draft.frameworks(agent, roles[i], frameworks) - 1; j >= 0; j--) {
                    double share = share(frameworks[j], roles[i]);
                    if (share <= least) {
                        least = share;
                        role = roles[i];
                        framework = frameworks[j];
                    }
                }
            }
        } while (framework >= 0 && draft.offer(agent, role, framework));
    }

    private double share(int framework, int role) {
        double share = 0;
        for (int resource = 0; resource < view.resourceCount(); resource++) {
            double held = view.frameworkAllocated(framework, role, resource) + draft.booked(framework, role, resource);
            share = Math.max(share, view.isExcludedFromFairness(resource) ? 0 : held / Math.max(1, view.total(resource)));
        }
        return share / view.roleWeight(role);
    }
}
