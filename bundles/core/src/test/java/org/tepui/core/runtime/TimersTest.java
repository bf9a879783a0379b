package org.tepui.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TimersTest {

    private final Timers timers = new Timers();

    @Test
    void timersComeInTheOrderOfTheirTimes() {
        timers.set(1, 300);
        timers.set(2, 100);
        timers.set(3, 200);
        assertEquals(List.of(2L, 3L), timers.due(250));
        assertEquals(List.of(1L), timers.due(300));
    }

    @Test
    void timersOfOneTimeComeInTheOrderOfSetting() {
        timers.set(7, 100);
        timers.set(3, 100);
        timers.set(5, 100);
        assertEquals(List.of(7L, 3L, 5L), timers.due(100));
    }

    @Test
    void aCancelledTimerDoesNotCome() {
        timers.set(1, 100);
        timers.set(2, 100);
        timers.cancel(1);
        assertEquals(List.of(2L), timers.due(100));
    }

    @Test
    void settingATimerAgainMovesIt() {
        timers.set(1, 100);
        timers.set(1, 200);
        assertEquals(List.of(), timers.due(150));
        assertEquals(List.of(1L), timers.due(200));
    }

    @Test
    void theWaitIsThatForTheNextTimer() {
        assertEquals(1000, timers.untilNext(0, 1000));
        timers.set(1, 400);
        assertEquals(400, timers.untilNext(0, 1000));
        timers.cancel(1);
        assertEquals(1000, timers.untilNext(0, 1000));
    }

    @Test
    void theClockMayPassItsLargestValue() {
        timers.set(1, Long.MAX_VALUE + 10);
        timers.set(2, Long.MAX_VALUE - 10);
        assertEquals(List.of(2L), timers.due(Long.MAX_VALUE));
        assertEquals(List.of(1L), timers.due(Long.MIN_VALUE + 20));
    }

    @Test
    void whatIsSetAndCancelledAgainAndAgainIsNotKept() {
        for (int i = 0; i < 10_000; i++) {
            timers.set(1, i);
        }
        assertEquals(1, timers.size());
        assertEquals(List.of(1L), timers.due(20_000));
    }
}
