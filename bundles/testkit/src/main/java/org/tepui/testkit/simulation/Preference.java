package org.tepui.testkit.simulation;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.tepui.api.allocator.Allocator;
import org.tepui.api.allocator.ClusterView;
import org.tepui.api.allocator.Plan;
import org.tepui.api.allocator.PlanRequest;

/** Policies that differ in whom they like best: each agent's free resources go to the most liked candidate, then to the next. */
final class Preference implements Allocator {

    /** Whom a policy likes. */
    enum Order {
        /** The framework that got the fewest offers since the start. */
        FEWEST_OFFERS,
        /** Agents in use first, frameworks by slot. */
        USED_AGENTS,
        /** The role with the most weight, then the framework that is in the lowest slot. */
        FIRST_COME
    }

    private final Order order;
    private long[] offers = new long[0];

    Preference(Order order) {
        this.order = order;
    }

    @Override
    public void start(ClusterView view) {
        offers = new long[0];
    }

    @Override
    public Plan plan(PlanRequest request) {
        ClusterView view = request.view();
        if (offers.length < view.frameworkSlots()) {
            offers = java.util.Arrays.copyOf(offers, view.frameworkSlots());
        }
        List<Integer> agents = IntStream.range(0, request.agentCount()).mapToObj(request::agent).toList();
        if (order == Order.USED_AGENTS && view.resourceCount() > 0) {
            agents = agents.stream().sorted(Comparator.comparingLong(agent -> view.agentFree(agent, 0))).toList();
        }
        int[] roles = new int[view.roleCount()];
        int[] frameworks = new int[view.frameworkSlots()];
        for (int agent : agents) {
            while (request.draft().hasLeft(agent) && offerOne(request, agent, roles, frameworks)) {
                // Until nobody wants what is left.
            }
        }
        return request.draft().plan();
    }

    private boolean offerOne(PlanRequest request, int agent, int[] roles, int[] frameworks) {
        int bestRole = -1;
        int best = -1;
        int roleCount = request.draft().roles(agent, roles);
        for (int i = 0; i < roleCount; i++) {
            int count = request.draft().frameworks(agent, roles[i], frameworks);
            for (int j = 0; j < count; j++) {
                if (best < 0 || isLiked(request.view(), roles[i], frameworks[j], bestRole, best)) {
                    bestRole = roles[i];
                    best = frameworks[j];
                }
            }
        }
        if (best < 0 || !request.draft().offer(agent, bestRole, best)) {
            return false;
        }
        offers[best]++;
        return true;
    }

    private boolean isLiked(ClusterView view, int role, int framework, int thanRole, int than) {
        return switch (order) {
            case FEWEST_OFFERS -> offers[framework] < offers[than];
            case USED_AGENTS -> framework < than;
            case FIRST_COME -> view.roleWeight(role) > view.roleWeight(thanRole)
                    || view.roleWeight(role) == view.roleWeight(thanRole) && framework < than;
        };
    }
}
