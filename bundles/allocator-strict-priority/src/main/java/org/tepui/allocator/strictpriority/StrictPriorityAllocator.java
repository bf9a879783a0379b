package org.tepui.allocator.strictpriority;

import java.util.Arrays;
import java.util.Comparator;
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
        int[] roles = new int[view.roleCount()];
        int[] frameworks = new int[view.frameworkSlots()];
        for (int i = 0; i < request.agentCount(); i++) {
            while (offerFirst(request.draft(), request.agent(i), roles, frameworks)) {
                // What the first could not be given goes to the next.
            }
        }
        return request.draft().plan();
    }

    private boolean offerFirst(Draft draft, int agent, int[] roles, int[] frameworks) {
        int role = -1;
        int framework = -1;
        for (int i = draft.roles(agent, roles) - 1; i >= 0; i--) {
            if (role >= 0 && view.roleWeight(roles[i]) < view.roleWeight(role)) {
                continue;
            }
            for (int j = draft.frameworks(agent, roles[i], frameworks) - 1; j >= 0; j--) {
                boolean heavier = role < 0 || view.roleWeight(roles[i]) > view.roleWeight(role);
                if (heavier || arrivals[frameworks[j]] <= arrivals[framework]) {
                    role = roles[i];
                    framework = frameworks[j];
                }
            }
        }
        return role >= 0 && draft.offer(agent, role, framework);
    }
}
