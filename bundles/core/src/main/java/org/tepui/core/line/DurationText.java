package org.tepui.core.line;

import java.math.BigDecimal;
import java.math.MathContext;

/** Durations as flags and messages write them: the largest unit that is not below one ({@code 10mins}, {@code 1.5secs}). */
public final class DurationText {

    private static final String[] UNITS = {"weeks", "days", "hrs", "mins", "secs", "ms", "us"};
    private static final long[] NANOS = {604_800_000_000_000L, 86_400_000_000_000L, 3_600_000_000_000L, 60_000_000_000L,
            1_000_000_000L, 1_000_000L, 1_000L};

    private DurationText() {
    }

    public static String of(long nanos) {
        for (int i = 0; i < UNITS.length; i++) {
            if (Math.abs(nanos) >= NANOS[i]) {
                BigDecimal value = BigDecimal.valueOf(nanos).divide(BigDecimal.valueOf(NANOS[i]), MathContext.DECIMAL64);
                return value.stripTrailingZeros().toPlainString() + UNITS[i];
            }
        }
        return nanos + "ns";
    }
}
