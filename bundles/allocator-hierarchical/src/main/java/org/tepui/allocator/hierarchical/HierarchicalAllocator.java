package org.tepui.allocator.hierarchical;

import java.util.Arrays;
import java.util.Comparator;
import org.tepui.api.allocator.Allocator;
import org.tepui.api.allocator.ClusterEvent;
import org.tepui.api.allocator.ClusterView;
import org.tepui.api.allocator.Plan;
import org.tepui.api.allocator.PlanRequest;

/**
 * Dominant resource fairness. Agent by agent, roles in the order of their shares as they are when the agent's turn comes, and in each the
 * frameworks in theirs, get all that the draft lets them have.
 *
 * <p>Ties go to whom fewer offers were made: allocations are counted as they appear, and within a cycle as they are booked.
 */
public class HierarchicalAllocator implements Allocator {

    private static final int MISSES_MAX = 32;

    private final Shares totals = new Shares();
    private final int missesMax;
    private ClusterView view;
    private RoleClients[] byRole = new RoleClients[0];
    private boolean[] dirty = new boolean[0];
    private int[] ranks = new int[0];
    private RoleTree tree;
    private boolean treeStale;
    private boolean ranksStale;

    public HierarchicalAllocator() {
        this(MISSES_MAX);
    }

    /** @param missesMax pairs or roles tried in vain for an agent before the draft is asked for the candidates; changes speed, not plans */
    HierarchicalAllocator(int missesMax) {
        this.missesMax = missesMax;
    }

    @Override
    public final void start(ClusterView startView) {
        view = startView;
        byRole = new RoleClients[0];
        dirty = new boolean[0];
        tree = null;
        treeStale = true;
        ranksStale = true;
    }

    @Override
    public final void stop() {
        view = null;
        tree = null;
        byRole = new RoleClients[0];
    }

    @Override
    public final void apply(ClusterEvent event) {
        switch (event.kind()) {
            case ALLOCATION_ADDED -> added(event.framework(), event.role());
            case ALLOCATION_REMOVED -> {
                if (event.role() < dirty.length) {
                    dirty[event.role()] = true;
                }
            }
            case FRAMEWORK_ADDED, FRAMEWORK_REMOVED -> {
                for (RoleClients clients : byRole) {
                    if (clients != null) {
                        clients.forget(event.framework());
                    }
                }
                ranksStale = true;
                treeStale = true;
            }
            case AGENT_ADDED, AGENT_UPDATED, AGENT_ACTIVATED, AGENT_DEACTIVATED -> { }
            // The allocations on an agent go with it.
            case AGENT_REMOVED -> Arrays.fill(dirty, true);
            default -> treeStale = true;
        }
    }

    private void added(int framework, int role) {
        if (role >= byRole.length || byRole[role] == null || treeStale && byRole[role].member(framework) < 0) {
            rebuildTree();
        }
        byRole[role].count(framework, 1);
        for (RoleNode node = tree.leaf(role); node != null; node = node.parent) {
            node.count++;
        }
        dirty[role] = true;
    }

    @Override
    public final Plan plan(PlanRequest request) {
        if (treeStale) {
            rebuildTree();
        }
        if (totals.refresh(view)) {
            Arrays.fill(dirty, true);
        }
        tree.refresh(view, totals, dirty);
        return new Walk(view, totals, tree, request.draft(), dirty, missesMax).all(request);
    }

    private void rebuildTree() {
        if (ranksStale) {
            rankFrameworks();
        }
        int roles = view.roleCount();
        int[] sizes = new int[roles];
        for (int framework = 0; framework < view.frameworkSlots(); framework++) {
            for (int role : view.frameworkRoles(framework)) {
                sizes[role]++;
            }
        }
        int[][] members = new int[roles][];
        for (int framework = 0; framework < view.frameworkSlots(); framework++) {
            for (int role : view.frameworkRoles(framework)) {
                members[role] = members[role] == null ? new int[sizes[role]] : members[role];
                members[role][members[role].length - sizes[role]--] = framework;
            }
        }
        RoleClients[] before = byRole;
        byRole = new RoleClients[roles];
        for (int role = 0; role < roles; role++) {
            if (members[role] != null || holdsAnything(role)) {
                byRole[role] = new RoleClients(role, members[role] == null ? new int[0] : members[role],
                        role < before.length ? before[role] : null, ranks, view);
            }
        }
        tree = new RoleTree(view, byRole, tree);
        dirty = new boolean[roles];
        Arrays.fill(dirty, true);
        treeStale = false;
    }

    private boolean holdsAnything(int role) {
        for (int resource = 0; resource < view.resourceCount(); resource++) {
            if (view.roleAllocated(role, resource) != 0) {
                return true;
            }
        }
        return false;
    }

    private void rankFrameworks() {
        Integer[] known = new Integer[view.frameworkSlots()];
        int count = 0;
        for (int framework = 0; framework < view.frameworkSlots(); framework++) {
            if (view.isFramework(framework)) {
                known[count++] = framework;
            }
        }
        Arrays.sort(known, 0, count, Comparator.comparing(view::frameworkId));
        ranks = new int[view.frameworkSlots()];
        for (int i = 0; i < count; i++) {
            ranks[known[i]] = i;
        }
        ranksStale = false;
    }
}
