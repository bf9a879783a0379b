package org.tepui.protocol.libprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class UpidTest {

    @Test
    void theTextFormIsReadAndWritten() {
        Upid upid = Upid.parse("slave(1)@127.0.0.1:5051");
        assertEquals(new Upid("slave(1)", "127.0.0.1", 5051), upid);
        assertEquals("slave(1)@127.0.0.1:5051", upid.toString());
        assertEquals("127.0.0.1:5051", upid.address());
    }

    @Test
    void theEmptyProcessIsReadBack() {
        assertTrue(Upid.parse(Upid.EMPTY.toString()).isEmpty());
    }

    @Test
    void anythingElseIsTheEmptyProcess() {
        for (String text : List.of("", "@", "a", "a@", "a@:", "a@:1", "a@1.2.3.4", "a@1.2.3.4:", "a@1.2.3.4:x", "a@1.2.3.4:65536",
                "a@1.2.3:1", "a@1.2.3.4.5:1", "a@1.2.3.256:1", "a@1..3.4:1", "a@host:1", "a@1.2.3.4:-1")) {
            assertEquals(Upid.EMPTY, Upid.parse(text), text);
        }
    }

    @Test
    void aSiblingLivesAtTheSameAddress() {
        assertEquals("scheduler@10.0.0.1:99", Upid.parse("master@10.0.0.1:99").sibling("scheduler").toString());
    }
}
