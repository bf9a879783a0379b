package org.tepui.protocol.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DoublesTest {

    @Test
    void textHasADecimalAndTheFormOfTheRealMaster() {
        assertEquals("0.0", Doubles.text(0));
        assertEquals("-0.0", Doubles.text(-0.0));
        assertEquals("4.0", Doubles.text(4));
        assertEquals("0.1", Doubles.text(0.1));
        assertEquals("-1234.5", Doubles.text(-1234.5));
        assertEquals("1795485732.941628", Doubles.text(1795485732.941628));
        assertEquals("123456789012345680000.0", Doubles.text(123456789012345678901.0));
        assertEquals("1e21", Doubles.text(1e21));
        assertEquals("1.5e300", Doubles.text(1.5e300));
        assertEquals("0.000001", Doubles.text(1e-6));
        assertEquals("1e-7", Doubles.text(1e-7));
        assertEquals("2.5e-10", Doubles.text(2.5e-10));
        assertEquals("5e-324", Doubles.text(Double.MIN_VALUE));
        assertEquals("1.7976931348623157e308", Doubles.text(Double.MAX_VALUE));
        assertEquals("NaN", Doubles.text(Double.NaN));
        assertEquals("Infinity", Doubles.text(Double.POSITIVE_INFINITY));
    }

    @Test
    void whereTheRealMasterIsNotShortestNeitherAreWe() {
        assertEquals("0.0076288000000000019", Doubles.text(0.0076288000000000019));
        assertEquals("1795485746.9381569", Doubles.text(1795485746.9381568));
    }

    @Test
    void everyTextReadsBackToTheSameNumber() {
        Random random = new Random(11);
        for (int i = 0; i < 300_000; i++) {
            double value = switch (i % 3) {
                case 0 -> Double.longBitsToDouble(random.nextLong());
                case 1 -> random.nextInt(1_000_000) / 1000.0;
                default -> random.nextLong() * Math.pow(10, random.nextInt(40) - 30);
            };
            if (Double.isNaN(value)) {
                continue;
            }
            String text = Doubles.text(value);
            assertEquals(value, Double.parseDouble(text), text);
            assertTrue(text.length() <= 25, text);
        }
    }
}
