package org.tepui.wire.base;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts bad input and writes at most one line a class and interval, so that hostile clients cannot fill the log. */
public final class BadInputLog {

    private static final Logger LOG = LoggerFactory.getLogger("org.tepui.wire.input");
    private static final int DETAIL_CHARS_MAX = 160;

    private final Counters counters;
    private final long intervalNanos;
    private final LongSupplier nanoClock;
    private final AtomicLongArray nextLine = new AtomicLongArray(BadInput.values().length);
    private final AtomicLongArray held = new AtomicLongArray(BadInput.values().length);
    private final AtomicLong lines = new AtomicLong();
    private final long start;

    public BadInputLog(Counters counters, long intervalNanos, LongSupplier nanoClock) {
        this.counters = counters;
        this.intervalNanos = intervalNanos;
        this.nanoClock = nanoClock;
        this.start = nanoClock.getAsLong();
    }

    /** @param detail what is wrong and what was done, one line; may hold bytes of the input */
    public void report(BadInput kind, String peer, String detail) {
        counters.add(kind);
        int slot = kind.ordinal();
        long now = nanoClock.getAsLong() - start;
        long next = nextLine.get(slot);
        if (now < next || !nextLine.compareAndSet(slot, next, now + intervalNanos)) {
            held.incrementAndGet(slot);
            return;
        }
        lines.incrementAndGet();
        long others = held.getAndSet(slot, 0);
        LOG.warn("Bad input ({}) from {}: {}{}", kind.key(), peer, printable(detail),
                others == 0 ? "" : " (" + others + " more of this kind since the last line)");
    }

    public long lines() {
        return lines.get();
    }

    /** Shortened, control characters replaced: input must not be able to forge log lines. */
    public static String printable(String text) {
        int end = Math.min(text.length(), DETAIL_CHARS_MAX);
        StringBuilder out = new StringBuilder(end + 3);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            out.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? '?' : c);
        }
        return end < text.length() ? out.append("...").toString() : out.toString();
    }
}
