package org.tepui.flags.type;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** So many permits a stretch of time, written {@code N/DURATION} such as {@code 1/10mins}; both parts are above zero. */
public record Rate(int permits, Duration per) {

    public Rate {
        if (permits < 1 || per.isZero() || per.isNegative()) {
            throw new BadValueException("a rate needs at least 1 permit and a duration above zero");
        }
    }

    /**
     * Reads {@code N/DURATION}; empty parts are skipped, so a trailing slash does no harm.
     *
     * @throws BadValueException not two parts, N no whole number of 32 bits, no duration, or one of both not above zero
     */
    public static Rate parse(String text) {
        List<String> parts = new ArrayList<>();
        for (String part : text.split("/")) {
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        if (parts.size() != 2) {
            throw new BadValueException(Quoted.of(text) + " is no rate; write NUMBER/DURATION (for example 1/10mins)");
        }
        try {
            return new Rate(Numbers.strictInt(parts.get(0)), Durations.parse(parts.get(1)));
        } catch (BadValueException e) {
            throw new BadValueException(Quoted.of(text) + " is no rate (NUMBER/DURATION, for example 1/10mins): " + e.getMessage());
        }
    }

    @Override
    public String toString() {
        return permits + "/" + Durations.print(per);
    }
}
