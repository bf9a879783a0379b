package org.tepui.launcher;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.launch.Framework;
import org.tepui.flags.Flag;
import org.tepui.flags.LoggingFlags;
import org.tepui.flags.Outcome;
import org.tepui.flags.Parsed;
import org.tepui.flags.Program;
import org.tepui.flags.agent.AgentFlags;
import org.tepui.flags.herd.HerdFlags;
import org.tepui.flags.master.MasterFlags;

/** Runs one command of {@code bin/tepui}, which has found out where the distribution is: system property {@code tepui.home}. */
public final class Main {
    private Main() {}

    /** @param args the command and its arguments */
    public static void main(String[] args) throws InterruptedException {
        String command = args.length == 0 ? "" : args[0];
        List<String> rest = Arrays.asList(args).subList(Math.min(1, args.length), args.length);
        Path home = Path.of(System.getProperty("tepui.home", "."));
        int status = switch (command) {
            case "master" -> daemon(home, command, MasterFlags.PROGRAM, MasterFlags.CACHE_DIR, rest);
            case "agent" -> daemon(home, command, AgentFlags.PROGRAM, AgentFlags.CACHE_DIR, rest);
            case "herd" -> daemon(home, command, HerdFlags.PROGRAM, HerdFlags.CACHE_DIR, rest);
            default -> {
                System.err.println("tepui: unknown command \"" + command + "\"; see tepui --help");
                yield 1;
            }
        };
        System.out.flush();
        System.err.flush();
        if (status >= 0) {
            System.exit(status);
        }
    }

    /** Negative: the process goes on until the framework ends it. */
    private static int daemon(Path home, String command, Program program, Flag<String> cacheDir, List<String> args)
            throws InterruptedException {
        Outcome outcome = program.start(args, System.getenv());
        if (!outcome.goesOn()) {
            System.out.print(outcome.out());
            System.err.print(outcome.err());
            return outcome.exit().getAsInt();
        }
        Parsed flags = outcome.parsed();
        Console console = new Console(System.err, LoggingFlags.QUIET.get(flags));
        try {
            Map<String, String> properties = new LinkedHashMap<>(LogSettings.apply(flags, command, home));
            properties.putAll(DeploySettings.of(flags, command));
            if (command.equals("master")) {
                properties.putAll(ModuleFiles.of(flags, home));
            }
            Framework framework = launch(new Distribution(home), command, cacheDir.find(flags), args, console, properties);
            framework.waitForStop(0);
            return -1;
        } catch (LaunchException e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }

    private static Framework launch(Distribution distribution, String command, Optional<String> cacheDir, List<String> args,
            Console console, Map<String, String> settings) throws LaunchException {
        Distribution.Plan plan = distribution.plan(command.equals("master") ? List.of("base", command, "console") : List.of("base", command));
        Cache cache = Cache.of(cacheDir, System.getenv(), distribution.home(), console);
        CacheSlot slot = cache.take(command, plan.key());
        Map<String, String> properties = new LinkedHashMap<>(settings);
        properties.put("tepui.command", command);
        properties.put("tepui.args", Json.array(args));
        properties.put(ShellPlace.PROPERTY, ShellPlace.of(System.getenv()).toAbsolutePath().toString());
        properties.put("tepui.home", distribution.home().toString());
        properties.put("tepui.cache", slot.storage().getParent().toString());
        return new Platform(plan, properties, slot, console).start();
    }
}
