package org.tepui.flags.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tepui.flags.type.JsonShape.Kind;

final class JsonTypeTest {
    private static final JsonType TYPE = JsonType.of(JsonShape.any()
        .optional("b", Kind.BOOL).optional("n", Kind.NUMBER).list("texts", Kind.TEXT)
        .list("items", JsonShape.any().required("key", Kind.TEXT)));

    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(strings = {
        "{}", "{\"unknown\":[1,{}]}", "{\"b\":\"true\"}", "{\"n\":\"2\"}", "{\"texts\":\"one\"}", "{\"texts\":[]}", "{\"items\":{\"key\":\"k\"}}"
    })
    void takesWhatMesosTakes(String text) {
        TYPE.parse(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "{x", "nope", "[]", "null", "\"x\"", "1", "{} x", "{\"b\":\"x\"}", "{\"b\":1}", "{\"n\":\"x\"}", "{\"texts\":[1]}", "{\"texts\":1}",
        "{\"items\":\"x\"}", "{\"items\":[{}]}", "{\"items\":{}}", "{\"b\":null}", "{\"b\":[true]}", "{\"a\":"
    })
    void refusesWhatMesosRefuses(String text) {
        BadValueException e = assertThrows(BadValueException.class, () -> TYPE.parse(text));
        assertEquals(1, e.getMessage().lines().count());
    }

    @Test
    void namesAllMissingFields() {
        BadValueException e = assertThrows(BadValueException.class, () -> TYPE.parse("{\"items\":[{},{\"key\":\"k\"},{}]}"));
        assertTrue(e.getMessage().contains("items[0].key, items[2].key"), e.getMessage());
    }

    @Test
    void stopsAtAbsurdDepth() {
        assertThrows(BadValueException.class, () -> TYPE.parse("{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}"));
    }

    @Test
    void isKeptCompactInTheGivenOrder() {
        assertEquals("{\"z\":1,\"a\":[true,null,\"x\"]}", TYPE.print(TYPE.parse(" { \"z\" : 1, \"a\": [true, null, \"x\"] } ")));
    }

    @Test
    void aBarePathWorksWithAWarning() throws IOException {
        Path file = Files.writeString(dir.resolve("j"), "{\"n\":1}\n");
        List<String> warnings = new ArrayList<>();
        assertEquals("{\"n\":1}", TYPE.load(file.toString(), warnings::add).text());
        assertTrue(warnings.get(0).contains("file://"), warnings.toString());
        assertEquals("{\"n\":1}", TYPE.load("file://" + file, w -> { }).text());
    }

    @Test
    void aSecretObjectIsNotShown() {
        assertEquals("******", JsonType.secret().print(JsonType.secret().parse("{\"auth\":\"secret\"}")));
    }
}
