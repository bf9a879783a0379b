package org.tepui.core.access;

import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Log lines about what failing modules mean for those who ask: the first ones, then one in so many, so that a broken module cannot fill a disk. */
public final class FaultLog {

    private static final Logger LOG = LoggerFactory.getLogger(FaultLog.class);
    private static final int FIRST = 20;
    private static final int ONE_IN = 1000;
    private static final int TEXT_MAX = 200;

    private final AtomicLong count = new AtomicLong();

    /** @param effect what it means for the one who asked */
    public void report(String who, Throwable failure, String effect) {
        long number = count.incrementAndGet();
        if (number > FIRST && number % ONE_IN != 0) {
            return;
        }
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof TimeoutException) {
            LOG.error("{} has not answered in time (fault {}): {}", who, number, effect);
        } else {
            LOG.error("{} failed (fault {}): {}: {}", who, number, effect, text(cause));
        }
    }

    private static String text(Throwable cause) {
        try {
            return printable(String.valueOf(cause));
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            return cause.getClass().getName();
        }
    }

    /** Text of a peer as it may stand in a log line. */
    public static String printable(String text) {
        String shown = text.length() > TEXT_MAX ? text.substring(0, TEXT_MAX) + "..." : text;
        return shown.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]", "?");
    }
}
