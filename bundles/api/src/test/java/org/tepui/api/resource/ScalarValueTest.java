package org.tepui.api.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ScalarValueTest {
    @Test
    void tenTenthsAreOne() {
        ScalarValue sum = ScalarValue.ZERO;
        for (int i = 0; i < 10; i++) {
            sum = sum.plus(ScalarValue.of(0.1));
        }
        assertEquals(ScalarValue.of(1), sum);
        assertEquals(1.0, sum.doubleValue());
        for (int i = 0; i < 10; i++) {
            sum = sum.minus(ScalarValue.of(0.1));
        }
        assertEquals(ScalarValue.ZERO, sum);
    }

    @Test
    void thousandthsAreRoundedWithHalvesAwayFromZero() {
        assertEquals(1000, ScalarValue.of(1.0004).thousandths());
        assertEquals(1001, ScalarValue.of(1.0006).thousandths());
        assertEquals(64_001, ScalarValue.of(64.0005).thousandths());
        assertEquals(-1, ScalarValue.toThousandths(-0.0005));
        assertEquals(0, ScalarValue.toThousandths(0.00049999));
    }

    @Test
    void thePeersOwnNumberIsEchoedUntilTheFirstSum() {
        assertEquals(1.0004, ScalarValue.of(1.0004).doubleValue());
        assertEquals(2.0, ScalarValue.of(1.0004).plus(ScalarValue.of(1.0004)).doubleValue());
    }

    @Test
    void whatIsNotAnAmountIsRefused() {
        double[] bad = {-1, -0.001, 0.0001, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e300, 1e16};
        for (double value : bad) {
            ResourceException error = assertThrows(ResourceException.class, () -> ScalarValue.of(value), "" + value);
            assertEquals(ResourceError.SCALAR_NOT_POSITIVE, error.code());
            assertEquals("Invalid scalar resource: value <= 0", error.getMessage());
        }
        assertEquals(ScalarValue.ZERO, ScalarValue.of(0));
    }

    @Test
    void everyThousandthSurvivesTheDouble() {
        for (long value = 0; value < 3_000_000; value += 7) {
            assertEquals(value, ScalarValue.toThousandths(ScalarValue.toDouble(value)));
        }
    }

    @Test
    void textHasNoTrailingZerosAndAtMostFifteenDigits() {
        assertEquals("0", ScalarValue.text(0));
        assertEquals("0.001", ScalarValue.text(1));
        assertEquals("3.5", ScalarValue.text(3500));
        assertEquals("1000000", ScalarValue.text(1_000_000_000));
        assertEquals("1099511627776", ScalarValue.text(1_099_511_627_776_000L));
        assertEquals("1e+15", ScalarValue.text(1_000_000_000_000_000_000L));
        assertEquals("1099511627776.12", ScalarValue.text(1_099_511_627_776_123L));
        assertEquals("-9.22337203685478e+15", ScalarValue.text(Long.MIN_VALUE));
        assertEquals("-1", ScalarValue.text(-1000));
    }

    @Test
    void sumsStopAtTheEndOfTheRange() {
        ScalarValue huge = ScalarValue.ofThousandths(Long.MAX_VALUE - 1);
        assertEquals(Long.MAX_VALUE, huge.plus(huge).thousandths());
    }
}
