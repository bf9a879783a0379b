package org.tepui.allocator.strictpriority;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.tepui.api.allocator.Allocator;
import org.tepui.api.allocator.ClusterEvent;
import org.tepui.api.allocator.ClusterView;
import org.tepui.api.allocator.Draft;
import org.tepui.api.allocator.Plan;
import org.tepui.api.allocator.PlanRequest;

/**
 * All that is free goes to the role with the largest weight, as long as a framework there wants it; among equals to the framework that came
 * first. Who was there when the policy started is taken to have come in the order of the ids, which a master gives out in sequence.
 */
@Component(service = Allocator.class, scope = ServiceScope.PROTOTYPE, property = "tepui.module.name=strict-priority")
public final class StrictPriorityAllocator implements Allocator {

    private ClusterView view;
    private long[] arrivals;
    private long arrived;

    @Override
    public void start(ClusterView startView) {
        view = startView;
        arrivals = new long[0];
        arrived = 0;
        IntStream.range(0, view.frameworkSlots()).filter(view::isFramework).boxed()
            .sorted(Comparator.comparing((Integer slot) -> view.frameworkId(slot).length()).thenComparing(view::frameworkId))
            .forEach(this::arrived);
    }

    private void arrived(int framework) {
        arrivals = Arrays.copyOf(arrivals, Math.max(arrivals.length, view.frameworkSlots()));
        arrivals[framework] = ++arrived;
    }

    @Override
    public void apply(ClusterEvent event) {
        if (event.kind() == ClusterEvent.Kind.FRAMEWORK_ADDED) {
            arrived(event.framework());
        }
    }

    @Override
    public Plan plan(PlanRequest request) {
        Draft draft = request.draft();
        List<int[]> order = order();
        for (int i = 0; i < request.agentCount(); i++) {
            int agent = request.agent(i);
            for (int next = 0; next < order.size() && draft.hasLeft(agent); next++) {
                draft.offer(agent, order.get(next)[0], order.get(next)[1]);
            }
        }
        return draft.plan();
    }

    /** Role and framework, the first to be served at the head. */
    private List<int[]> order() {
        List<int[]> order = new ArrayList<>();
        for (int framework = 0; framework < view.frameworkSlots(); framework++) {
            for (int role : view.frameworkRoles(framework)) {
                order.add(new int[] {role, framework});
            }
        }
        order.sort(Comparator.comparingDouble((int[] pair) -> -view.roleWeight(pair[0])).thenComparingLong(pair -> arrivals[pair[1]]));
        return order;
    }
}
