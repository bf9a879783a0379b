package org.tepui.api.planner;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tepui.api.planner.Change.AgentFacts;
import org.tepui.api.planner.Change.FrameworkFacts;
import org.tepui.api.resource.Limits;
import org.tepui.api.resource.Quantities;
import org.tepui.api.resource.Resources;

/**
 * What a framework may be offered of an agent: the one truth of the planner, which plans with it, and of the line, which turns the
 * entries of a plan into offers and checks them with it. Pure functions of their arguments.
 */
public final class EligibleResources {

    private static final String GPUS = "gpus";

    private EligibleResources() {
    }

    /**
     * What can be offered: the total less what is offered or allocated, each kind at least nothing (an agent that shrank below its use);
     * shared volumes stay, however often they are in use. Several allocations may be taken off one after the other.
     */
    public static Resources free(Resources total, Resources allocated) {
        Resources used = allocated.nonShared();
        Resources shared = total.shared();
        return shared.isEmpty() ? total.minus(used) : total.nonShared().minus(used).plus(shared);
    }

    /**
     * All of the free resources that the framework may get in the role: unreserved or reserved to the role or a role above it, without
     * the kinds that it does not know (shared, revocable, refined reservations).
     */
    public static Resources of(Resources free, FrameworkFacts framework, String role) {
        return free.filter(resource -> resource.isAllocatableTo(role)
                && (framework.shared() || !resource.isShared())
                && (framework.revocable() || !resource.isRevocable())
                && (framework.reservationRefinement() || !resource.hasRefinedReservations()));
    }

    /**
     * As {@link #of(Resources, FrameworkFacts, String)}, but at most the cap of each scalar. Entries are taken in the order of their
     * texts, so that the outcome does not depend on how the free resources came about; indivisible ones are taken whole or not at all.
     *
     * @param caps thousandths by position in {@code names}; a name without a cap is unlimited, null: no caps at all
     */
    public static Resources of(Resources free, FrameworkFacts framework, String role, long[] caps, List<String> names) {
        Resources all = of(free, framework, role);
        if (caps == null) {
            return all;
        }
        Map<String, Long> limits = new LinkedHashMap<>();
        for (int i = 0; i < caps.length; i++) {
            limits.put(names.get(i), Math.max(0, caps[i]));
        }
        return all.shrink(Limits.ofThousandths(limits), byText(all));
    }

    private static int[] byText(Resources resources) {
        Integer[] order = new Integer[resources.size()];
        String[] texts = new String[order.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
            texts[i] = resources.get(i).toString();
        }
        Arrays.sort(order, Comparator.comparing(i -> texts[i]));
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }

    /** The framework may be offered something of the agent at all: roles, GPUs and region. */
    public static boolean isCapable(AgentFacts agent, FrameworkFacts framework, String role, boolean filterGpuResources) {
        return (agent.multiRole() || !framework.multiRole())
                && (agent.hierarchicalRole() || role.indexOf('/') < 0)
                && (framework.gpu() || !filterGpuResources || !hasGpus(agent.total()))
                && (agent.sameRegion() || framework.regionAware());
    }

    /** The agent has GPUs, free or not. */
    public static boolean hasGpus(Resources total) {
        return total.thousandths(GPUS) > 0;
    }

    /** The framework is active, subscribed to the role and not suppressed in it. */
    public static boolean wantsOffers(FrameworkFacts framework, int role) {
        return framework.active() && framework.roles().contains(role) && !framework.suppressed().contains(role);
    }

    /** The alternatives that hold for the framework in the role: its own, else those of the master's flag. */
    public static List<Quantities> minimum(FrameworkFacts framework, int role, List<Quantities> flag) {
        int at = framework.minimums() == null ? -1 : framework.roles().indexOf(role);
        List<Quantities> own = at < 0 ? null : framework.minimums().get(at);
        return Objects.requireNonNullElse(own, flag);
    }

    /** Large enough to be offered: something, and at least one of the alternatives if there are any. */
    public static boolean isAllocatable(Resources offer, List<Quantities> minimum) {
        if (offer.isEmpty()) {
            return false;
        }
        for (Quantities alternative : minimum) {
            if (offer.contains(alternative)) {
                return true;
            }
        }
        return minimum.isEmpty();
    }

    /** A filter made with these resources holds back this offer. */
    public static boolean isFiltered(Resources filter, Resources offer) {
        return filter == offer || filter.contains(offer);
    }
}
