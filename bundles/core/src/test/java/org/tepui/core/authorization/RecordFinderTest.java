package org.tepui.core.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tepui.api.resource.Resources;
import org.tepui.core.snapshot.FrameworkRecord;
import org.tepui.core.snapshot.Pages;
import org.tepui.protocol.mesos.FrameworkID;
import org.tepui.protocol.mesos.FrameworkInfo;

class RecordFinderTest {

    private final RecordFinder<FrameworkRecord> finder = new RecordFinder<>(FrameworkRecord::id);
    private final Pages.Builder<FrameworkRecord> frameworks = new Pages.Builder<>();

    private static FrameworkRecord framework(int slot, String id) {
        FrameworkInfo info = FrameworkInfo.newBuilder().setUser("u").setName(id).setId(FrameworkID.newBuilder().setValue(id)).build();
        return new FrameworkRecord(slot, info, Optional.empty(), true, true, false, 0, 0, 0, Pages.empty(), Pages.empty(), Pages.empty(),
                List.of(), List.of(), List.of(), Resources.EMPTY, Resources.EMPTY);
    }

    private String found(String id) {
        return finder.find(frameworks.publish(), id).map(FrameworkRecord::id).orElse("nobody");
    }

    @Test
    void aFrameworkIsFoundWhereItIsNow() {
        for (int i = 0; i < 200; i++) {
            frameworks.set(i, framework(i, "f" + i));
        }
        assertEquals("f150", found("f150"));
        assertEquals("f150", found("f150"));
        assertEquals("nobody", found("f200"));
        frameworks.set(150, framework(150, "another"));
        assertEquals("nobody", found("f150"));
        assertEquals("another", found("another"));
    }
}
