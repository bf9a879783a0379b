package org.tepui.agent.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.agent.core.ExitStatus;
import org.tepui.agent.core.LaunchSpec;
import org.tepui.agent.core.ProcessLauncher;

/**
 * Starts processes through {@code setsid}, so that each is the head of a session and a process group of its own. Where there is no
 * {@code setsid} the process stays in the agent's group, and kills go to the process and the descendants the JDK can see.
 */
public final class OsLauncher implements ProcessLauncher, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OsLauncher.class);
    /** Starts at once; more wait. Two keep a slow disk from stopping the others, more would only fight for the processors. */
    private static final int STARTERS = 2;
    /** Settings of the agent's own JVM and libprocess that must not leak into tasks. */
    private static final List<String> PRIVATE_PREFIXES = List.of("MESOS_", "LIBPROCESS_", "TEPUI_", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS");

    private final List<String> ownSession;
    private final GroupKeeper keeper;
    private final ExecutorService starters;

    /** @throws IOException when there is no {@code /bin/sh} */
    public OsLauncher() throws IOException {
        this.ownSession = findSetsid();
        if (ownSession.isEmpty()) {
            LOG.warn("No setsid program found: children that a task moves away from its process tree outlive a kill");
        }
        this.keeper = GroupKeeper.start(ownSession);
        this.starters = Executors.newFixedThreadPool(STARTERS, body -> {
            Thread thread = new Thread(body, "task-starter");
            thread.setDaemon(true);
            return thread;
        });
    }

    private static List<String> findSetsid() {
        for (String directory : List.of("/usr/bin", "/bin", "/usr/local/bin")) {
            Path program = Path.of(directory, "setsid");
            if (Files.isExecutable(program)) {
                return List.of(program.toString());
            }
        }
        return List.of();
    }

    @Override
    public Running launch(LaunchSpec spec, Events events) {
        Launch launch = new Launch(spec, events);
        try {
            starters.execute(launch::start);
        } catch (RejectedExecutionException e) {
            events.failed("The agent is stopping");
        }
        return launch;
    }

    /** Ends every process that still lives: SIGTERM, a second later SIGKILL. */
    @Override
    public void close() {
        starters.shutdown();
        try {
            if (!starters.awaitTermination(2, TimeUnit.SECONDS)) {
                LOG.warn("A task start still runs while the agent stops");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        keeper.close();
    }

    private final class Launch implements Running {

        private final LaunchSpec spec;
        private final Events events;
        private volatile Process process;

        Launch(LaunchSpec spec, Events events) {
            this.spec = spec;
            this.events = events;
        }

        void start() {
            Process started;
            try {
                if (!spec.beside()) {
                    Sandbox.make(spec);
                }
                started = builder().start();
            } catch (IOException | RuntimeException e) {
                LOG.warn("Cannot start {} in {}: {}", spec.argv(), spec.sandbox(), e.toString());
                events.failed(e.getMessage() == null ? e.toString() : e.getMessage());
                return;
            }
            keeper.run(started.pid());
            process = started;
            events.started(started.pid());
            started.onExit().thenAccept(this::exited);
        }

        private ProcessBuilder builder() {
            List<String> argv = new ArrayList<>(ownSession);
            argv.addAll(spec.argv());
            ProcessBuilder builder = new ProcessBuilder(argv);
            builder.directory(spec.sandbox().toFile());
            builder.redirectInput(new File("/dev/null"));
            if (spec.beside()) {
                builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD);
            } else {
                builder.redirectOutput(spec.sandbox().resolve("stdout").toFile());
                builder.redirectError(spec.sandbox().resolve("stderr").toFile());
            }
            Map<String, String> environment = builder.environment();
            Iterator<String> names = environment.keySet().iterator();
            while (names.hasNext()) {
                String name = names.next();
                if (PRIVATE_PREFIXES.stream().anyMatch(name::startsWith)) {
                    names.remove();
                }
            }
            environment.putAll(spec.environment());
            return builder;
        }

        private void exited(Process ended) {
            process = null;
            keeper.end(ended.pid());
            events.exited(ExitStatus.ofJvm(ended.exitValue()));
        }

        @Override
        public void terminate() {
            signal("TERM", false);
        }

        @Override
        public void kill() {
            signal("KILL", true);
        }

        private void signal(String name, boolean force) {
            Process running = process;
            if (running == null) {
                return;
            }
            if (!ownSession.isEmpty()) {
                keeper.signal(name, running.pid());
                return;
            }
            List<ProcessHandle> family = new ArrayList<>(running.descendants().toList());
            family.add(running.toHandle());
            for (ProcessHandle member : family) {
                if (force) {
                    member.destroyForcibly();
                } else {
                    member.destroy();
                }
            }
        }
    }
}
