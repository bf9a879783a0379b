package org.tepui.flags.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "60secs,1mins", "90secs,90secs", "0secs,0ns", "14days,2weeks", "10days,10days", "1.5hrs,90mins", "1500ms,1500ms", "1.5weeks,1.5weeks",
        "36hrs,36hrs", "15secs,15secs", "1ns,1ns", "1500ns,1500ns", "1000ns,1us", "0.5us,500ns", "100ms,100ms", "61mins,61mins",
        "1.25secs,1250ms", "1.0000005secs,1.0000005secs", ".5mins,30secs", "5.mins,5mins", "102400days,102400days", "8days,8days"
    })
    void printsTheCustomaryText(String text, String printed) {
        assertEquals(printed, Durations.print(Durations.parse(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "1", "x", "1sec", "1Secs", "1 secs", " 1secs", "-1secs", "+1secs", "secs", "1.2.3secs", ".secs", "1e3secs", "1secs ", "1secs\n",
        "99999999999weeks", "1h", "1m"
    })
    void refusesWhatIsNoDuration(String text) {
        BadValueException e = assertThrows(BadValueException.class, () -> Durations.parse(text));
        assertTrue(e.getMessage().lines().count() == 1, e.getMessage());
    }

    @Test
    void keepsFifteenDigits() {
        assertEquals("1.42857142857143weeks", Durations.print(Duration.ofNanos(864_000_000_000_001L)));
        assertEquals("-90secs", Durations.print(Duration.ofSeconds(-90)));
        assertEquals("15250.2844524715weeks", Durations.print(Duration.ofNanos(Long.MAX_VALUE)));
    }

    @Test
    void everyPrintedAmountReadsBackAsItselfUpToFifteenDigits() {
        Random random = new Random(14);
        String[] units = {"ns", "us", "ms", "secs", "mins", "hrs", "days", "weeks"};
        for (int i = 0; i < 20_000; i++) {
            String text = random.nextInt(10_000) + units[random.nextInt(units.length)];
            long nanos = Durations.parse(text).toNanos();
            long again = Durations.parse(Durations.print(Duration.ofNanos(nanos))).toNanos();
            assertTrue(Math.abs(nanos - again) <= 1 + nanos / 100_000_000_000_000L, text);
        }
    }

    @Test
    void customaryTextsPrintAsThemselves() {
        for (String text : new String[] {"15secs", "10mins", "1weeks", "2weeks", "5secs", "200ms", "1mins", "20secs", "15mins", "6hrs", "3days"}) {
            assertEquals(text, Durations.print(Durations.parse(text)));
        }
    }
}
