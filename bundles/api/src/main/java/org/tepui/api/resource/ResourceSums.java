package org.tepui.api.resource;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Resources of a list added up by name for display: reservations, disks and allocations do not show, revocable ones are
 * kept apart under {@code NAME_revocable}. The four usual names always come first, also when they are zero.
 */
public final class ResourceSums {
    // The order in which existing tools get the four from the original.
    private static final String[] USUAL = {"disk", "mem", "gpus", "cpus"};

    private final Map<String, Value> values;

    private ResourceSums(Map<String, Value> values) {
        this.values = values;
    }

    public static ResourceSums of(Resources resources) {
        Map<String, Value> scalars = new LinkedHashMap<>();
        for (String name : USUAL) {
            scalars.put(name, ScalarValue.ZERO);
        }
        Map<String, Value> ranges = new LinkedHashMap<>();
        Map<String, Value> sets = new LinkedHashMap<>();
        for (Resource resource : resources) {
            String name = resource.isRevocable() ? resource.name() + "_revocable" : resource.name();
            Map<String, Value> kind = switch (resource.type()) {
                case SCALAR -> scalars;
                case RANGES -> ranges;
                case SET -> sets;
                case TEXT -> throw new IllegalStateException("A resource is never text: " + resource);
            };
            kind.merge(name, resource.value(), ResourceAlgebra::plus);
        }
        // One name with two types has one key: the last type shows.
        scalars.putAll(ranges);
        scalars.putAll(sets);
        return new ResourceSums(scalars);
    }

    /** By shown name, in order of display: scalars, ranges, sets. The map cannot be changed. */
    public Map<String, Value> values() {
        return Collections.unmodifiableMap(values);
    }
}
