package org.tepui.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterBenchTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        return Bench.run(List.of(args), Map.of(), new PrintStream(out, true), new PrintStream(err, true));
    }

    @Test
    void everyFormTellsItsFlagsAndIsToldOf() {
        assertEquals(0, run("--help"));
        for (String form : List.of("swap", "authorize")) {
            assertTrue(out.toString().contains("tepui bench " + form), out.toString());
            assertEquals(0, run(form, "--help"), err.toString());
            assertTrue(out.toString().contains("Usage: tepui bench " + form), out.toString());
        }
    }

    @Test
    void aNumberThatCannotBeIsTold() {
        assertEquals(1, run("swap", "--agents=0"));
        assertTrue(err.toString().contains("the value must be 1 to 1000000"), err.toString());
    }

    @Test
    void aFolderWithoutADistributionIsTold(@TempDir Path folder) {
        assertEquals(1, run("swap", "--home=" + folder));
        assertEquals("bench: there is no " + folder.resolve("examples/allocator-binpack.jar")
            + "; name the folder of a distribution with --home\n", err.toString());
    }
}
