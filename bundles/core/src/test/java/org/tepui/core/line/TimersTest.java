package org.tepui.core.line;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimersTest {

    private final Clock clock = new Clock();
    private final Outbox out = new Outbox();
    private final Timers timers = new Timers(clock, out);
    private final List<String> ran = new ArrayList<>();

    private List<Output> at(long nanos) {
        clock.begin(new Now(0, nanos));
        timers.arm();
        return out.take();
    }

    @Test
    void manyEntriesShareOneTimerOfTheRuntime() {
        timers.after(30, () -> ran.add("c"));
        timers.after(10, () -> ran.add("a"));
        timers.after(10, () -> ran.add("b"));
        assertEquals(List.of(new Output.SetTimer(1, 10)), at(0));
        clock.begin(new Now(0, 10));
        timers.fired(1);
        assertEquals(List.of("a", "b"), ran);
        assertEquals(List.of(new Output.SetTimer(2, 20)), at(10));
    }

    @Test
    void anEarlierEntrySetsTheTimerAnew() {
        timers.after(30, () -> ran.add("late"));
        at(0);
        timers.after(5, () -> ran.add("early"));
        assertEquals(List.of(new Output.CancelTimer(1), new Output.SetTimer(2, 5)), at(0));
    }

    @Test
    void aCancelledEntryDoesNotRunAndAnOldTimerMeansNothing() {
        long key = timers.after(10, () -> ran.add("x"));
        at(0);
        timers.cancel(key);
        clock.begin(new Now(0, 20));
        timers.fired(9);
        timers.fired(1);
        assertEquals(List.of(), ran);
        assertEquals(0, timers.size());
    }

    @Test
    void aTimerThatFiresTooEarlyIsSetAgain() {
        timers.after(10, () -> ran.add("x"));
        at(0);
        clock.begin(new Now(0, 9));
        timers.fired(1);
        assertEquals(List.of(), ran);
        assertEquals(List.of(new Output.SetTimer(2, 1)), at(9));
    }

    @Test
    void cancelledEntriesDoNotPileUp() {
        for (int i = 0; i < 100_000; i++) {
            timers.cancel(timers.after(1_000_000, () -> ran.add("x")));
        }
        assertEquals(0, timers.size());
        assertEquals(List.of(), at(0));
    }

    @Test
    void durationsAreWrittenInTheLargestUnit() {
        assertEquals("10mins", DurationText.of(600_000_000_000L));
        assertEquals("1.5mins", DurationText.of(90_000_000_000L));
        assertEquals("2weeks", DurationText.of(14L * 86_400_000_000_000L));
        assertEquals("15secs", DurationText.of(15_000_000_000L));
        assertEquals("5ns", DurationText.of(5));
    }
}
