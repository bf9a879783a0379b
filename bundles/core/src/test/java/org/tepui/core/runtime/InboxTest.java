package org.tepui.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tepui.core.line.Input;

class InboxTest {

    private static final Input FROM_OUTSIDE = new Input.StreamClosed(1);
    private static final Input OWN = new Input.TimerFired(1);

    @Test
    void everythingThatWaitsIsTakenInOrder() throws InterruptedException {
        Inbox inbox = new Inbox(10);
        inbox.offer(FROM_OUTSIDE);
        inbox.put(OWN);
        assertEquals(List.of(FROM_OUTSIDE, OWN), inbox.take(0));
        assertEquals(List.of(), inbox.take(0));
    }

    @Test
    void whatComesFromOutsideIsRefusedBeyondTheLimitAndTheMastersOwnNever() throws InterruptedException {
        Inbox inbox = new Inbox(2);
        assertTrue(inbox.offer(FROM_OUTSIDE));
        assertTrue(inbox.offer(FROM_OUTSIDE));
        assertFalse(inbox.offer(FROM_OUTSIDE));
        inbox.put(OWN);
        assertEquals(3, inbox.take(0).size());
        assertTrue(inbox.offer(FROM_OUTSIDE), "the limit counts what waits, not what has been");
    }

    /** What is handled in one batch is answered together: the first of a burst would wait for the last. */
    @Test
    void aBurstIsTakenInBatchesOfALimitedSize() throws InterruptedException {
        Inbox inbox = new Inbox(10_000);
        for (int i = 0; i < Inbox.BATCH_MAX + 1; i++) {
            inbox.offer(new Input.StreamClosed(i));
        }
        List<Input> first = inbox.take(0);
        assertEquals(Inbox.BATCH_MAX, first.size());
        assertEquals(new Input.StreamClosed(0), first.get(0));
        assertEquals(1, inbox.size());
        assertEquals(List.of(new Input.StreamClosed(Inbox.BATCH_MAX)), inbox.take(0));
    }

    @Test
    void whatWasTakenMakesRoomAndWhatStillWaitsDoesNot() throws InterruptedException {
        Inbox inbox = new Inbox(Inbox.BATCH_MAX + 1);
        for (int i = 0; i < Inbox.BATCH_MAX + 1; i++) {
            assertTrue(inbox.offer(FROM_OUTSIDE));
        }
        inbox.take(0);
        for (int i = 0; i < Inbox.BATCH_MAX; i++) {
            assertTrue(inbox.offer(FROM_OUTSIDE));
        }
        assertFalse(inbox.offer(FROM_OUTSIDE));
    }
}
