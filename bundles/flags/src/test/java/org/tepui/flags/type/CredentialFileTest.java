package org.tepui.flags.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialFileTest {

    @TempDir
    Path dir;

    /** The form of recording 10-auth. */
    @Test
    void thoseOfAMasterAreReadInOrder() throws IOException {
        List<CredentialFile.Pair> pairs = readAll("{\"credentials\": [{\"principal\": \"op\", \"secret\": \"op-secret\"},"
            + "{\"principal\": \"none\"}, {\"principal\": \"\\u00e9\", \"secret\": \"\\u20ac\", \"more\": 1}]}");
        assertEquals(List.of(new CredentialFile.Pair("op", "op-secret"), new CredentialFile.Pair("none", ""),
            new CredentialFile.Pair("\u00e9", "\u20ac")), pairs);
        assertFalse(pairs.toString().contains("op"), pairs.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fw-a hunter2", "[]", "{\"credentials\": {}}", "{\"credentials\": [1]}", "{\"credentials\": [{}]}",
        "{\"credentials\": [{\"principal\": \"\", \"secret\": \"hunter2\"}]}",
        "{\"credentials\": [{\"principal\": 1, \"secret\": \"hunter2\"}]}", "{\"credentials\": [{\"principal\": \"a\", \"secret\": 2}]}",
        "{\"credentials\": [{\"principal\": \"a\", \"secret\": \"hunter2\"", "{} hunter2"})
    void badOnesAreRefusedInOneLineWithTheFormToWriteAndWithoutTheirContent(String json) {
        BadValueException refusal = assertThrows(BadValueException.class, () -> readAll(json));
        assertFalse(refusal.getMessage().contains("hunter2") || refusal.getMessage().contains("\n"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("write {\"credentials\""), refusal.getMessage());
        assertEquals(null, refusal.getCause());
    }

    private List<CredentialFile.Pair> readAll(String json) throws IOException {
        return CredentialFile.readAll(Files.writeString(dir.resolve("credentials"), json).toString());
    }
}
