package org.tepui.herd.agents;

import java.util.List;
import org.tepui.protocol.mesos.Resource;
import org.tepui.protocol.mesos.Value;

/** What a task of the herd needs: 0.1 cpus and 32 MB. */
public final class TaskSize {

    /** In thousandths. */
    public static final long CPUS = 100;
    /** In MB. */
    public static final long MEM = 32;

    private TaskSize() {
    }

    /** Of that many tasks; as agents name them, without an allocation. */
    public static List<Resource> times(long count) {
        return List.of(scalar("cpus", count * CPUS / 1000.0), scalar("mem", count * MEM));
    }

    private static Resource scalar(String name, double value) {
        return Resource.newBuilder().setName(name).setType(Value.Type.SCALAR).setRole("*")
            .setScalar(Value.Scalar.newBuilder().setValue(value)).build();
    }
}
