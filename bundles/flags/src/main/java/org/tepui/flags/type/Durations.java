package org.tepui.flags.type;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;

/**
 * Lengths of time as flags write them: a decimal number and, without a blank, one of the units ns, us, ms, secs, mins, hrs, days, weeks.
 * Kept as nanoseconds in 64 bits, so the longest is about 292 years.
 */
public final class Durations {
    private static final String[] UNITS = {"ns", "us", "ms", "secs", "mins", "hrs", "days", "weeks"};
    private static final long[] NANOS = {
        1L, 1_000L, 1_000_000L, 1_000_000_000L, 60_000_000_000L, 3_600_000_000_000L, 86_400_000_000_000L, 604_800_000_000_000L
    };
    private static final BigDecimal NANOS_MAX = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final MathContext DIGITS = new MathContext(15, RoundingMode.HALF_EVEN);
    private static final int CHARS_MAX = 64;

    private Durations() {}

    /**
     * Reads a length of time; fractions of a nanosecond are cut off.
     *
     * @throws BadValueException no number, no unit, an unknown unit, or more than 64 bits of nanoseconds
     */
    public static Duration parse(String text) {
        int end = 0;
        while (end < text.length() && isNumberChar(text.charAt(end))) {
            end++;
        }
        if (end == text.length() || text.length() > CHARS_MAX) {
            throw bad(text);
        }
        BigDecimal number = Numbers.plainDecimal(text.substring(0, end));
        int unit = unit(text.substring(end));
        if (number == null || unit < 0) {
            throw bad(text);
        }
        BigDecimal nanos = number.multiply(BigDecimal.valueOf(NANOS[unit]));
        if (nanos.compareTo(NANOS_MAX) > 0) {
            throw new BadValueException(Quoted.of(text) + " is longer than a duration can be (about 15250 weeks)");
        }
        return Duration.ofNanos(nanos.longValue());
    }

    /**
     * The shortest customary text: the biggest unit that is not above the value, one unit smaller when only that gives a whole number,
     * else a decimal with up to 15 digits. Zero is {@code 0ns}; a negative value has a leading minus sign.
     */
    public static String print(Duration duration) {
        long nanos = duration.toNanos();
        if (nanos < 0) {
            // Magnitude by BigDecimal: the most negative long has no positive counterpart.
            return "-" + print(BigDecimal.valueOf(nanos).negate());
        }
        return print(BigDecimal.valueOf(nanos));
    }

    private static String print(BigDecimal nanos) {
        int unit = UNITS.length - 1;
        while (unit > 0 && nanos.compareTo(BigDecimal.valueOf(NANOS[unit])) < 0) {
            unit--;
        }
        if (unit > 0 && !whole(nanos, unit) && whole(nanos, unit - 1)) {
            unit--;
        }
        BigDecimal value = nanos.divide(BigDecimal.valueOf(NANOS[unit]), DIGITS);
        return Numbers.plain(value) + UNITS[unit];
    }

    private static boolean whole(BigDecimal nanos, int unit) {
        return nanos.remainder(BigDecimal.valueOf(NANOS[unit])).signum() == 0;
    }

    private static boolean isNumberChar(char c) {
        return (c >= '0' && c <= '9') || c == '.';
    }

    private static int unit(String text) {
        for (int i = 0; i < UNITS.length; i++) {
            if (UNITS[i].equals(text)) {
                return i;
            }
        }
        return -1;
    }

    private static BadValueException bad(String text) {
        return new BadValueException(Quoted.of(text)
            + " is no duration; write a number and, without a blank, one of ns, us, ms, secs, mins, hrs, days, weeks (for example 15secs)");
    }
}
