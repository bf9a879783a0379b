package org.tepui.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheTest {

    @TempDir
    Path folder;

    private final Console console = new Console(new PrintStream(new ByteArrayOutputStream()), false);

    private Cache cache() throws LaunchException {
        return Cache.of(Optional.of(folder.resolve("cache").toString()), Map.of(), folder, console);
    }

    @Test
    void aCacheIsWarmOnceAStartHasComeToItsEnd() throws Exception {
        try (CacheSlot slot = cache().take("master", "k1")) {
            assertFalse(slot.isWarm());
            assertFalse(slot.isUnfinished());
            slot.open();
            Files.createDirectories(slot.storage());
            slot.complete();
        }
        try (CacheSlot slot = cache().take("master", "k1")) {
            assertTrue(slot.isWarm());
        }
    }

    /** Field case F92: a process that was killed during its start. */
    @Test
    void aCacheLeftDuringAStartIsNotTrusted() throws Exception {
        try (CacheSlot slot = cache().take("master", "k1")) {
            slot.open();
            Files.createDirectories(slot.storage());
            slot.complete();
            slot.open();
        }
        try (CacheSlot slot = cache().take("master", "k1")) {
            assertFalse(slot.isWarm());
            assertTrue(slot.isUnfinished());
            slot.clear();
            assertFalse(slot.isUnfinished());
        }
    }

    @Test
    void anotherCommandOrContentHasACacheOfItsOwn() throws Exception {
        try (CacheSlot one = cache().take("master", "k1");
                CacheSlot two = cache().take("agent", "k1");
                CacheSlot three = cache().take("master", "k2")) {
            assertEquals(3, Set.of(one.storage(), two.storage(), three.storage()).size());
        }
    }

    @Test
    void aDistributionThatCannotBeWrittenToHasItsCacheElsewhere() throws Exception {
        Path home = folder.resolve("file");
        Files.writeString(home, "in the way");
        Cache cache = Cache.of(Optional.empty(), Map.of("TEPUI_CACHE", folder.resolve("other").toString()), home, console);
        try (CacheSlot slot = cache.take("master", "k1")) {
            assertTrue(slot.storage().startsWith(folder.resolve("other")));
        }
    }
}
