package org.tepui.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShellPlaceTest {

    @Test
    void theEnvironmentNamesTheFolder() {
        assertEquals(Path.of("/x"), ShellPlace.of(Map.of("TEPUI_SHELL_DIR", "/x"), "/tmp", "me"));
        assertEquals(Path.of("/tmp/tepui-me"), ShellPlace.of(Map.of("TEPUI_SHELL_DIR", ""), "/tmp", "me"));
        assertEquals(Path.of("/tmp/tepui-me"), ShellPlace.of(Map.of(), "/tmp", "me"));
    }
}
