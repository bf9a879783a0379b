package org.tepui.deployer.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FolderWatchTest {

    private static final long NOW_MS = 1_000_000;

    private final SortedMap<String, Stamp> files = new TreeMap<>();
    private String fault = "";
    private final FolderWatch watch = new FolderWatch(() -> {
        if (!fault.isEmpty()) {
            throw new IOException(fault);
        }
        return new TreeMap<>(files);
    }, name -> name.endsWith(".jar") ? FolderWatch.Sort.WANTED : name.equals("README") ? FolderWatch.Sort.SILENT : FolderWatch.Sort.STRANGE);

    private void file(String name, long size, long modifiedMs) {
        files.put(name, new Stamp(Stamp.Kind.FILE, size, modifiedMs));
    }

    private Set<String> stable() {
        return watch.look(NOW_MS).stable().keySet();
    }

    @Test
    void aFileIsToldOnceItIsTheSameInTwoLooks() {
        stable();
        file("a.jar", 1, NOW_MS);
        assertEquals(Set.of(), stable());
        file("a.jar", 2, NOW_MS);
        assertEquals(Set.of(), stable());
        assertTrue(watch.isWaiting());
        assertEquals(Set.of("a.jar"), stable());
        assertEquals(Set.of(), stable());
        assertFalse(watch.isWaiting());
    }

    @Test
    void anOldFileIsToldAtTheFirstLook() {
        file("old.jar", 1, NOW_MS - 60_000);
        file("new.jar", 1, NOW_MS - 10);
        assertEquals(Set.of("old.jar"), stable());
        assertEquals(Set.of("new.jar"), stable());
    }

    @Test
    void aFileThatChangesIsToldAgain() {
        file("a.jar", 1, 0);
        assertEquals(Set.of("a.jar"), stable());
        file("a.jar", 1, 5);
        assertEquals(Set.of(), stable());
        assertEquals(Set.of("a.jar"), stable());
    }

    @Test
    void aFileThatGoesIsToldOnce() {
        file("a.jar", 1, 0);
        stable();
        files.clear();
        assertEquals(List.of("a.jar"), watch.look(NOW_MS).gone());
        assertEquals(List.of(), watch.look(NOW_MS).gone());
    }

    /** Field case F101. */
    @Test
    void whatIsNothingForTheFolderGetsOneLineOnce() {
        file("x.war", 1, 0);
        file("README", 1, 0);
        files.put("dir.jar", new Stamp(Stamp.Kind.FOLDER, 0, 0));
        files.put("link.jar", new Stamp(Stamp.Kind.DANGLING, 0, 0));
        assertEquals(Map.of("x.war", "is nothing that is read here", "dir.jar", "is a folder; folders are not looked into", "link.jar",
                "is a link to nowhere"), watch.look(NOW_MS).lines());
        for (int i = 0; i < 20; i++) {
            assertEquals(Map.of(), watch.look(NOW_MS).lines());
        }
    }

    @Test
    void aFolderThatCannotBeReadIsNotAnEmptyOne() {
        file("a.jar", 1, 0);
        stable();
        fault = "gone away";
        FolderWatch.Look look = watch.look(NOW_MS);
        assertTrue(look.fault().contains("gone away"));
        assertEquals(List.of(), look.gone());
        assertEquals("", watch.look(NOW_MS).fault());
        fault = "";
        assertEquals(Set.of(), stable());
    }
}
