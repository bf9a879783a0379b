package ${package};

import java.util.Arrays;
import org.osgi.service.component.annotations.Component;
import org.tepui.api.allocator.Allocator;
import org.tepui.api.allocator.ClusterView;
import org.tepui.api.allocator.Draft;
import org.tepui.api.allocator.Plan;
import org.tepui.api.allocator.PlanRequest;

/** Frameworks are served in the order in which they came. Who may have what at all is not this policy's care: the draft knows. */
@Component(property = "tepui.module.name=${artifactId}")
public final class FirstCome implements Allocator {

    private int[] roles = new int[16];
    private int[] frameworks = new int[16];

    @Override
    public void start(ClusterView view) {
    }

    @Override
    public Plan plan(PlanRequest request) {
        ClusterView view = request.view();
        Draft draft = request.draft();
        roles = Arrays.copyOf(roles, Math.max(roles.length, view.roleCount()));
        frameworks = Arrays.copyOf(frameworks, Math.max(frameworks.length, view.frameworkSlots()));
        for (int i = 0; i < request.agentCount(); i++) {
            int agent = request.agent(i);
            for (int r = 0, n = draft.roles(agent, roles); r < n; r++) {
                for (int f = 0, m = draft.frameworks(agent, roles[r], frameworks); f < m; f++) {
                    draft.offer(agent, roles[r], frameworks[f]);
                }
            }
        }
        return draft.plan();
    }
}
