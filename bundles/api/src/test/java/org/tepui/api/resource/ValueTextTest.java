package org.tepui.api.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ValueTextTest {
    private static void reads(Value expected, String text) {
        assertEquals(expected, Value.parse(text), text);
    }

    private static void refuses(String message, String text) {
        ResourceException error = assertThrows(ResourceException.class, () -> Value.parse(text), text);
        assertEquals(ResourceError.TEXT_SYNTAX, error.code(), text);
        assertEquals(message, error.getMessage(), text);
    }

    @Test
    void numbers() {
        reads(ScalarValue.of(45.55), "45.55");
        reads(ScalarValue.of(1000), "1e3");
        reads(ScalarValue.of(0.5), " .5 ");
        reads(ScalarValue.of(16), "0x10");
        reads(ScalarValue.ZERO, "0");
    }

    @Test
    void whatIsNoPositiveNumberIsText() {
        reads(TextValue.of("-1"), "-1");
        reads(TextValue.of("nan"), "nan");
        reads(TextValue.of("inf"), "inf");
        reads(TextValue.of("1e999"), "1e999");
        reads(TextValue.of("1d"), "1d");
        reads(TextValue.of("hello"), "hello");
    }

    @Test
    void rangesAreMergedAndSorted() {
        reads(RangesValue.of(10000, 20000, 30000, 50000), "[10000-20000, 30000-50000]");
        reads(RangesValue.of(1, 10), "[4-10,1-5]");
        reads(RangesValue.EMPTY, "[]");
        reads(RangesValue.of(1, 2), "[ 1 - 2 ]");
    }

    @Test
    void sets() {
        reads(SetValue.of("sda1", "sda2"), "{sda1,sda2}");
        reads(SetValue.EMPTY, "{}");
    }

    @Test
    void whatDoesNotFitIsRefused() {
        refuses("Expecting non-empty string", "  ");
        refuses("Mismatched brackets", "[1-2");
        refuses("Mismatched brackets", "{a,b}}");
        refuses("Expecting one or more \"ranges\"", "[1-2-3]");
        refuses("Expecting non-negative integers in 'a'", "[a-b]");
        refuses("Expecting non-negative integers in '1'", "[1-99999999999999999999]");
        refuses("Unexpected '[' found", "1[1-2]");
        refuses("Unexpected '{' found", "1{a}");
        refuses("Subnormal values not supported", "1e-310");
    }
}
