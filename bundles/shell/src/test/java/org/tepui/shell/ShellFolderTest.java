package org.tepui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellFolderTest {

    private static final String USER = System.getProperty("user.name");

    @TempDir
    Path folder;

    @Test
    void onlyItsOwnerMayEnterIt() throws IOException {
        Path made = ShellFolder.prepare(folder.resolve("shell"), USER);
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(made)));
        assertEquals(made, ShellFolder.prepare(made, USER));
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-x---"));
        assertTrue(assertThrows(IOException.class, () -> ShellFolder.prepare(made, USER)).getMessage().contains("is open to others"));
    }

    @Test
    void aLinkOrAFileOrAnothersFolderIsRefused() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
        assertTrue(assertThrows(IOException.class, () -> ShellFolder.prepare(file, USER)).getMessage().contains("is not a folder"));
        assertTrue(assertThrows(IOException.class, () -> ShellFolder.prepare(link, USER)).getMessage().contains("is not a folder"));
        assertTrue(assertThrows(IOException.class, () -> ShellFolder.prepare(folder, "somebody")).getMessage().contains("belongs to"));
    }
}
