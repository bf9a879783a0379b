package org.tepui.launcher;

import java.io.PrintStream;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** The launcher's own lines, in the form of the log, for the time before and after there is one. */
final class Console {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MMdd HH:mm:ss.SSSSSS");
    private final PrintStream out;
    private final boolean quiet;

    Console(PrintStream out, boolean quiet) {
        this.out = out;
        this.quiet = quiet;
    }

    void warn(String text) {
        line('W', text);
    }

    void error(String text) {
        line('E', text);
    }

    private void line(char level, String text) {
        if (!quiet) {
            out.println(level + LocalDateTime.now().format(TIME) + " " + Thread.currentThread().getName() + " tepui.launcher] "
                + text.replace('\n', ' '));
        }
    }
}
