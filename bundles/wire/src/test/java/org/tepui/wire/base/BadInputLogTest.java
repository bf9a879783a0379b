package org.tepui.wire.base;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BadInputLogTest {

    private final AtomicLong clock = new AtomicLong(-5);
    private final Counters counters = new Counters();
    private final BadInputLog log = new BadInputLog(counters, 100, clock::get);

    @Test
    void aFloodOfOneClassIsOneLineAnIntervalAndIsCountedWhole() {
        for (int i = 0; i < 1000; i++) {
            log.report(BadInput.HEADER, "p", "x");
        }
        assertEquals(1, log.lines());
        assertEquals(1000, counters.get(BadInput.HEADER));
        clock.addAndGet(100);
        log.report(BadInput.HEADER, "p", "x");
        assertEquals(2, log.lines());
    }

    @Test
    void eachClassHasItsOwnLine() {
        log.report(BadInput.HEADER, "p", "x");
        log.report(BadInput.CHUNK, "p", "x");
        assertEquals(2, log.lines());
    }

    @Test
    void inputCannotForgeLinesNorFillThem() {
        assertEquals("a??b", BadInputLog.printable("a\r\nb"));
        assertEquals(163, BadInputLog.printable("x".repeat(100_000)).length());
    }
}
