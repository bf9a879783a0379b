package org.tepui.launcher;

import java.nio.file.Path;
import java.util.List;

/** placeholder until the next commit. */
final class Local {
    private Local() {}

    static int run(Path home, List<String> args) {
        System.err.println("tepui local is not there yet");
        return 1;
    }
}
