package org.tepui.core.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tepui.api.resource.Resources;
import org.tepui.core.snapshot.FrameworkRecord;
import org.tepui.core.snapshot.Pages;
import org.tepui.protocol.mesos.FrameworkID;
import org.tepui.protocol.mesos.FrameworkInfo;

class FrameworkMetricsTest {

    /** Names with slashes, blanks and percent signs (field case F58). */
    @Test
    void aNameIsOnePartOfTheMetricsName() {
        assertEquals("eu%20west%2F%CF%80%20%252F%20%22q%22", FrameworkMetrics.encode("eu west/\u03c0 %2F \"q\""));
    }

    @Test
    void aConnectedFrameworkIsSubscribed() {
        FrameworkInfo info = FrameworkInfo.newBuilder().setUser("u").setName("n").setId(FrameworkID.newBuilder().setValue("f-0000"))
                .addRoles("eng").build();
        FrameworkRecord record = new FrameworkRecord(0, info, Optional.empty(), true, true, false, 1, 0, 0, Pages.empty(),
                Pages.empty(), Pages.empty(), List.of(), List.of(), List.of("eng"), Resources.EMPTY, Resources.EMPTY);
        Map<String, Double> all = new TreeMap<>();
        FrameworkMetrics.add(record, all);
        assertEquals(1.0, all.get("master/frameworks/n/f-0000/subscribed"));
        assertEquals(0.0, all.get("master/frameworks/n/f-0000/tasks/active/task_running"));
        assertEquals(1.0, all.get("master/frameworks/n/f-0000/roles/eng/suppressed"));
    }
}
