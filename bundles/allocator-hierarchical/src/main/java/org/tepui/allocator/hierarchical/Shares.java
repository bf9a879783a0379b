package org.tepui.allocator.hierarchical;

import org.tepui.api.allocator.ClusterView;

/** Totals that count for fairness, as of the start of a cycle. */
final class Shares {

    private static final double THOUSANDTHS = 1000.0;

    private double[] totals = new double[0];

    /** Takes the totals of the view; true when they differ from the last ones. */
    boolean refresh(ClusterView view) {
        boolean changed = totals.length != view.resourceCount();
        double[] now = changed ? new double[view.resourceCount()] : totals;
        for (int resource = 0; resource < now.length; resource++) {
            double total = view.isExcludedFromFairness(resource) ? 0 : view.total(resource) / THOUSANDTHS;
            changed |= total != now[resource];
            now[resource] = total;
        }
        totals = now;
        return changed;
    }

    int resources() {
        return totals.length;
    }

    /**
     * Part of the cluster's total that this is of one resource; 0 where there is none. In whole units and doubles, as the original
     * computes: exact fractions would break ties elsewhere.
     */
    double of(int resource, long thousandths) {
        return totals[resource] > 0 ? thousandths / THOUSANDTHS / totals[resource] : 0;
    }
}
