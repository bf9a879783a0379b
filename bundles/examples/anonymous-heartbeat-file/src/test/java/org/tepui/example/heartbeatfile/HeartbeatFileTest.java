package org.tepui.example.heartbeatfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeartbeatFileTest {

    @TempDir
    Path folder;

    @Test
    void itWritesTheTimeAgainAndAgainUntilItIsStopped() throws Exception {
        Path file = folder.resolve("beat");
        HeartbeatFile module = new HeartbeatFile(Map.of("file", file.toString(), "millis", "1"));
        String first = Files.readString(file);
        Instant.parse(first.strip());
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (Files.readString(file).equals(first) && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(2);
        }
        assertNotEquals(first, Files.readString(file));
        module.stop();
        String last = Files.readString(file);
        TimeUnit.MILLISECONDS.sleep(20);
        assertEquals(last, Files.readString(file));
    }

    @Test
    void aFileThatCannotBeWrittenKeepsItFromExisting() {
        assertThrows(IOException.class, () -> new HeartbeatFile(Map.of("file", folder.resolve("no/such/beat").toString())));
    }
}
