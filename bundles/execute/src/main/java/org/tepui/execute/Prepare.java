package org.tepui.execute;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.tepui.execute.bench.ClassArchive;

/** {@code tepui prepare}: makes later starts of this distribution on this machine cheaper. The argument comes from bin/tepui. */
public final class Prepare {

    private static final String USAGE = """
        Usage: tepui prepare

        Starts a master on loopback and ends it, and keeps an archive of the classes that it loaded in the cache folder (TEPUI_CACHE, or var/cache
        of the distribution). Later starts with the same Java take about a quarter less processor time. Nothing depends on it: without the archive,
        with another Java or after an upgrade everything starts as before; call it again then.
        """;

    private Prepare() {
    }

    public static void main(String[] args) {
        System.exit(run(Path.of(System.getProperty("tepui.home", ".")), Arrays.asList(args), System.out, System.err));
    }

    /** @param args the archive, then what the user wrote @return the exit status */
    static int run(Path home, List<String> args, PrintStream out, PrintStream err) {
        List<String> words = args.subList(Math.min(1, args.size()), args.size());
        if (!words.isEmpty()) {
            (words.equals(List.of("--help")) ? out : err).print(USAGE);
            return words.equals(List.of("--help")) ? 0 : 1;
        }
        try {
            ClassArchive.write(home.resolve("bin").resolve("tepui").toString(), Path.of(args.get(0)));
            out.println("prepared: " + args.get(0));
            return 0;
        } catch (IOException e) {
            err.println("prepare: " + e.getMessage() + "; starts go on without it");
            return 1;
        }
    }
}
