package org.tepui.protocol.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tepui.protocol.ProtocolException;
import org.tepui.protocol.ProtocolException.Code;

class JsonTextTest {

    private static Object parse(String json) throws ProtocolException {
        return JsonText.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String refusal(String json) {
        ProtocolException refused = assertThrows(ProtocolException.class, () -> parse(json), json);
        assertEquals(Code.JSON_SYNTAX, refused.code());
        return refused.getMessage();
    }

    @Test
    void valuesAreRead() throws ProtocolException {
        assertEquals(Map.of("a", List.of(1L, -2.5, true, "x")), parse(" {\"a\" : [1, -2.5,true , \"x\"]}\r\n"));
        assertEquals("\u00e9\uD83D\uDE00\"/\b", parse("\"\\u00e9\\ud83d\\ude00\\\"\\/\\b\""));
    }

    @Test
    void wholeNumbersUpToSixtyFourBitsStayWhole() throws ProtocolException {
        assertEquals(Long.MAX_VALUE, parse("9223372036854775807"));
        assertEquals(Long.MIN_VALUE, parse("-9223372036854775808"));
        assertEquals(0x1p63, parse("9223372036854775808"));
        assertEquals(1L, parse("01"));
        assertEquals(1.0, parse("1."));
        assertEquals(0L, parse("-0"));
    }

    @Test
    void errorsTellTheLineAndWhatComesThere() {
        assertEquals("syntax error at line 1 near: ", refusal(""));
        assertEquals("syntax error at line 1 near: bad", refusal("{bad"));
        assertEquals("syntax error at line 2 near: x}", refusal("{\n \"a\":x}\nmore"));
        assertEquals("syntax error at line 1 near: x", refusal("nux"));
        assertEquals("syntax error at line 1 near: ", refusal("{\"typ"));
        assertEquals("syntax error at line 1 near: }", refusal("[1-2}"));
        assertEquals("Parsed JSON included non-whitespace trailing characters:  x", refusal("{} x "));
        assertEquals("Value out of range", refusal("[1e999]"));
    }

    @Test
    void loneSurrogatesAndControlCharactersAreErrors() {
        refusal("\"\\ud83d\"");
        refusal("\"\\ude00\"");
        refusal("\"\\ud83d\\u0041\"");
        refusal("\"a\tb\"");
        refusal("\"\\x\"");
        refusal("\"\\u12g4\"");
    }

    @Test
    void twoHundredLevelsAreReadAndNoMore() throws ProtocolException {
        parse("[".repeat(200) + "]".repeat(200));
        refusal("[".repeat(201) + "]".repeat(201));
    }

    @Test
    void aHundredThousandLevelsAreOneShortError() {
        assertTrue(refusal("[".repeat(100_000)).length() < 600);
        assertTrue(refusal("{\"a\":".repeat(100_000)).length() < 600);
    }

    @Test
    void randomDamageEndsInAValueOrOneLine() {
        byte[] good = "{\"type\":\"X\",\"a\":[1,2.5e3,true,null,\"\\u00e9\\\\\"],\"b\":{\"c\":-1}}".getBytes(StandardCharsets.UTF_8);
        Random random = new Random(7);
        for (int round = 0; round < 200_000; round++) {
            byte[] bad = java.util.Arrays.copyOf(good, random.nextInt(good.length + 1));
            for (int i = random.nextInt(4); i > 0 && bad.length > 0; i--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            try {
                JsonText.parse(bad);
            } catch (ProtocolException refused) {
                assertTrue(refused.getMessage().indexOf('\n') < 0, refused.getMessage());
            }
        }
    }
}
