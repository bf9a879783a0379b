package org.tepui.planner;

import java.util.Arrays;
import org.tepui.api.allocator.Allocator;
import org.tepui.api.allocator.ClusterView;
import org.tepui.api.allocator.Plan;
import org.tepui.api.allocator.PlanRequest;

/**
 * What plans after an allocator was abandoned, so that the cluster goes on until somebody chooses another one: whoever got the fewest
 * offers from here, then the lower slot. No shares, no weights.
 */
final class FirstFit implements Allocator {

    private long[] offers = new long[0];

    @Override
    public void start(ClusterView view) {
        offers = new long[0];
    }

    @Override
    public Plan plan(PlanRequest request) {
        ClusterView view = request.view();
        int[] roles = new int[view.roleCount()];
        int[] frameworks = new int[view.frameworkSlots()];
        if (offers.length < frameworks.length) {
            offers = Arrays.copyOf(offers, frameworks.length);
        }
        for (int i = 0; i < request.agentCount(); i++) {
            boolean found = true;
            while (found && request.draft().hasLeft(request.agent(i))) {
                found = offerOne(request, request.agent(i), roles, frameworks);
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
                if (best < 0 || offers[frameworks[j]] < offers[best]) {
                    best = frameworks[j];
                    bestRole = roles[i];
                }
            }
        }
        if (best < 0 || !request.draft().offer(agent, bestRole, best)) {
            return false;
        }
        offers[best]++;
        return true;
    }
}
