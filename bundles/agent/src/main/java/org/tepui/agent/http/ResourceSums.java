package org.tepui.agent.http;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tepui.protocol.mesos.Resource;
import org.tepui.protocol.mesos.Value;

/** Scalar resources summed by name. */
final class ResourceSums {

    private ResourceSums() {
    }

    /** Always holds cpus, disk, gpus and mem. */
    static SortedMap<String, Double> of(List<Resource> resources) {
        SortedMap<String, Double> sums = new TreeMap<>();
        for (String name : List.of("cpus", "disk", "gpus", "mem")) {
            sums.put(name, 0.0);
        }
        for (Resource resource : resources) {
            if (resource.getType() == Value.Type.SCALAR) {
                sums.merge(resource.getName(), resource.getScalar().getValue(), Double::sum);
            }
        }
        return sums;
    }
}
