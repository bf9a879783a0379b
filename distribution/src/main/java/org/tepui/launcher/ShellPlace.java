package org.tepui.launcher;

import java.nio.file.Path;
import java.util.Map;

/** Where the sockets of this user's shells lie: {@code TEPUI_SHELL_DIR}, else {@code tepui-USER} in the folder for temporary files. */
final class ShellPlace {

    /** Framework property by which the shell of a process is told. */
    static final String PROPERTY = "tepui.shell";

    private ShellPlace() {}

    static Path of(Map<String, String> environment) {
        return of(environment, System.getProperty("java.io.tmpdir"), System.getProperty("user.name"));
    }

    static Path of(Map<String, String> environment, String temporary, String user) {
        String given = environment.get("TEPUI_SHELL_DIR");
        return given == null || given.isEmpty() ? Path.of(temporary, "tepui-" + user) : Path.of(given);
    }
}
