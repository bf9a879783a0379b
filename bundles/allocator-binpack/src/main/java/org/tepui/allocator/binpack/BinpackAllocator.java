package org.tepui.allocator.binpack;

import java.util.ArrayList;
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
 * go first, the fullest at the head. Whoever holds the smallest share for its weight is served first, and then waits for the others.
 */
@Component(service = Allocator.class, scope = ServiceScope.PROTOTYPE, property = "tepui.module.name=binpack")
public final class BinpackAllocator implements Allocator {

    private ClusterView view;
    private Draft draft;
    /** Role and framework, in the order in which they are served. */
    private final List<int[]> queue = new ArrayList<>();
    private int[] roles;
    /** Roles to which a used agent of this cycle is or was offerable. */
    private boolean[] withheld;
    /** Roles that want offers and are not in there: with none of them the draft, for whom it is work, need not be asked. */
    private long unpacked;

    @Override
    public void start(ClusterView startView) {
        view = startView;
    }

    @Override
    public Plan plan(PlanRequest request) {
        draft = request.draft();
        roles = new int[view.roleCount()];
        withheld = new boolean[view.roleCount()];
        queue.clear();
        for (int framework = 0; framework < view.frameworkSlots(); framework++) {
            for (int role : view.frameworkRoles(framework)) {
                queue.add(new int[] {role, framework});
            }
        }
        unpacked = queue.stream().mapToInt(pair -> pair[0]).distinct().count();
        queue.sort(Comparator.comparingDouble(pair -> share(pair[0], pair[1])));
        double[] free = IntStream.range(0, view.agentSlots()).mapToDouble(this::free).toArray();
        List<Integer> agents = IntStream.range(0, request.agentCount()).mapToObj(request::agent)
            .sorted(Comparator.comparingDouble(agent -> free[agent])).toList();
        // The draft knows the agents of this cycle alone. With an open one beyond it, idle agents wait for a cycle of all.
        IntPredicate open = agent -> view.isAgentActive(agent) && free[agent] > 0 && free[agent] < 1;
        boolean unseen = IntStream.range(0, view.agentSlots()).filter(open).count() > agents.stream().filter(open::test).count();
        for (int agent : agents) {
            if (free[agent] < 1 || !unseen) {
                offer(agent, free[agent] < 1);
            }
        }
        return draft.plan();
    }

    private void offer(int agent, boolean used) {
        for (int i = used && unpacked > 0 ? draft.roles(agent, roles) - 1 : -1; i >= 0; i--) {
            unpacked -= withheld[roles[i]] ? 0 : 1;
            withheld[roles[i]] = true;
        }
        for (int i = 0; i < queue.size() && draft.hasLeft(agent); i++) {
            int[] pair = queue.get(i);
            if ((used || !withheld[pair[0]]) && draft.offer(agent, pair[0], pair[1])) {
                queue.add(queue.remove(i--));
            }
        }
    }

    /** What is free of the agent's scalars, 0 to 1; 1 is idle. */
    private double free(int agent) {
        return IntStream.range(0, view.resourceCount()).filter(resource -> view.agentTotal(agent, resource) > 0)
            .mapToDouble(resource -> Math.max(0.0, view.agentFree(agent, resource)) / view.agentTotal(agent, resource)).average().orElse(1);
    }

    private double share(int role, int framework) {
        return IntStream.range(0, view.resourceCount()).filter(resource -> !view.isExcludedFromFairness(resource))
            .mapToDouble(resource -> (double) view.frameworkAllocated(framework, role, resource) / Math.max(1, view.total(resource)))
            .max().orElse(0) / view.roleWeight(role);
    }
}
