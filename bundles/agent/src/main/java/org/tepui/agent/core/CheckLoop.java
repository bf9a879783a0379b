package org.tepui.agent.core;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs a command again and again: after a delay, then an interval after each end, with a time limit for each run. */
final class CheckLoop {

    private final LaunchSpec spec;
    private final Tasks.Context context;
    private final ProcessLauncher launcher;
    private final Times times;
    private final Consumer<Optional<ExitStatus>> result;
    private Optional<ProcessLauncher.Running> running = Optional.empty();
    private Timeline.Cancel timer = () -> { };
    private boolean stopped;

    record Times(Duration delay, Duration interval, Duration timeout) {
    }

    /** @param result told the status of each run; empty: it could not start or took too long */
    CheckLoop(LaunchSpec spec, Tasks.Context context, ProcessLauncher launcher, Times times, Consumer<Optional<ExitStatus>> result) {
        this.spec = spec;
        this.context = context;
        this.launcher = launcher;
        this.times = times;
        this.result = result;
    }

    void start() {
        timer = context.timeline().after(times.delay(), this::run);
    }

    void stop() {
        stopped = true;
        timer.cancel();
        running.ifPresent(ProcessLauncher.Running::kill);
        running = Optional.empty();
    }

    private void run() {
        if (times.timeout().isZero()) {
            timer.cancel();
        } else {
            timer = context.timeline().after(times.timeout(), () -> running.ifPresent(ProcessLauncher.Running::kill));
        }
        running = Optional.of(launcher.launch(spec, new ProcessLauncher.Events() {
            @Override
            public void started(long pid) {
                context.post(() -> {
                    if (stopped) {
                        running.ifPresent(ProcessLauncher.Running::kill);
                    }
                });
            }

            @Override
            public void failed(String reason) {
                context.post(() -> ended(Optional.empty()));
            }

            @Override
            public void exited(ExitStatus status) {
                context.post(() -> ended(Optional.of(status).filter(s -> s.signal() != 9)));
            }
        }));
    }

    private void ended(Optional<ExitStatus> status) {
        if (stopped) {
            return;
        }
        running = Optional.empty();
        timer.cancel();
        Duration interval = times.interval().compareTo(Duration.ofMillis(10)) < 0 ? Duration.ofMillis(10) : times.interval();
        timer = context.timeline().after(interval, this::run);
        result.accept(status);
    }
}
