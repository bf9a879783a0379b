package org.tepui.api.resource;

/** Cuts resources to quantities or limits. */
final class ResourcesShrink {
    private ResourcesShrink() {
    }

    static Resources toQuantities(Resources resources, Quantities target, int[] order) {
        ResourcesBuilder taken = new ResourcesBuilder(resources.size());
        long[] left = new long[target.size()];
        for (int i = 0; i < left.length; i++) {
            left[i] = target.thousandths(i);
        }
        for (int i = 0; i < resources.size(); i++) {
            Resource resource = resources.get(order == null ? i : order[i]);
            int at = resource.isScalar() ? target.indexOf(resource.name()) : -1;
            if (at < 0 || left[at] == 0) {
                continue;
            }
            Resource cut = ResourceAlgebra.shrinkOrNull(resource, left[at]);
            if (cut != null) {
                left[at] -= cut.thousandths();
                taken.add(cut);
            }
        }
        return taken.build();
    }

    static Resources toLimits(Resources resources, Limits limits, int[] order) {
        ResourcesBuilder taken = new ResourcesBuilder(resources.size());
        long[] left = limits.copyOfThousandths();
        for (int i = 0; i < resources.size(); i++) {
            Resource resource = resources.get(order == null ? i : order[i]);
            int at = resource.isScalar() ? limits.indexOf(resource.name()) : -1;
            Resource cut = at < 0 ? resource : ResourceAlgebra.shrinkOrNull(resource, left[at]);
            if (cut != null) {
                if (at >= 0) {
                    left[at] -= cut.thousandths();
                }
                taken.add(cut);
            }
        }
        return taken.build();
    }
}
