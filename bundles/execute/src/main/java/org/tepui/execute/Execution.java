package org.tepui.execute;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.Consumer;
import org.tepui.execute.http.Address;
import org.tepui.execute.scheduler.Calls;
import org.tepui.execute.scheduler.MasterConnection;
import org.tepui.execute.scheduler.SchedulerException;
import org.tepui.execute.scheduler.TaskWatch;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.scheduler.Call;
import org.tepui.protocol.mesos.scheduler.Event;
import org.tepui.protocol.v1.Encoding;

/** Subscribes, runs the task to its end over lost connections, and takes the framework down. */
final class Execution {

    /** How long a first connection is tried. */
    private static final Duration FIRST_CONNECT_MAX = Duration.ofSeconds(10);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final long RETRY_MS = 250;
    /** Heartbeats that may fail to come before the stream counts as dead. */
    private static final int HEARTBEATS_MISSED_MAX = 5;

    private final Address master;
    private final Encoding encoding;
    private final Optional<String> authorization;
    private final FrameworkInfo framework;
    private final TaskWatch watch;
    private final Optional<Duration> killAfter;
    private final Consumer<String> say;
    private volatile Optional<MasterConnection> connection = Optional.empty();
    private volatile boolean stopping;
    private boolean killTimerSet;

    /** @param authorization value of the header Authorization: secret */
    Execution(Address master, Encoding encoding, Optional<String> authorization, FrameworkInfo framework, TaskWatch watch,
            Optional<Duration> killAfter, Consumer<String> say) {
        this.master = master;
        this.encoding = encoding;
        this.authorization = authorization;
        this.framework = framework;
        this.watch = watch;
        this.killAfter = killAfter;
        this.say = say;
    }

    /**
     * Blocks until the task has ended.
     *
     * @return its last state
     * @throws IOException one line: the master refused, or was away for too long
     */
    TaskState run() throws IOException {
        while (true) {
            connection = Optional.of(connect());
            try {
                Optional<TaskState> end = follow(connection.get());
                if (end.isPresent()) {
                    teardown();
                    return end.get();
                }
            } catch (SchedulerException e) {
                throw e;
            } catch (IOException e) {
                if (stopping) {
                    throw e;
                }
                say.accept("Connection lost (" + e.getMessage() + "); subscribing again");
            } finally {
                connection.get().close();
            }
        }
    }

    private MasterConnection connect() throws IOException {
        boolean first = watch.frameworkId().isEmpty();
        FrameworkInfo info = first ? framework : framework.toBuilder().setId(watch.frameworkId().get()).build();
        Duration longest = first ? FIRST_CONNECT_MAX : Duration.ofNanos((long) (framework.getFailoverTimeout() * 1e9));
        long deadline = System.nanoTime() + longest.toNanos();
        boolean told = false;
        while (true) {
            try {
                return MasterConnection.subscribe(master, encoding, authorization, Calls.subscribe(info), CONNECT_TIMEOUT);
            } catch (SchedulerException e) {
                throw e;
            } catch (IOException e) {
                if (stopping || System.nanoTime() > deadline) {
                    throw new IOException("cannot subscribe to the master at " + master + " within " + longest.toSeconds() + " s: "
                        + e.getMessage(), e);
                }
                if (!told) {
                    told = true;
                    say.accept("Waiting for the master at " + master + ": " + e.getMessage());
                }
                pause();
            }
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(RETRY_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Handles events until the task has ended. */
    private Optional<TaskState> follow(MasterConnection live) throws IOException {
        while (true) {
            Event event = live.next();
            if (event.getType() == Event.Type.SUBSCRIBED && event.getSubscribed().getHeartbeatIntervalSeconds() > 0) {
                live.silence(Duration.ofMillis((long) (event.getSubscribed().getHeartbeatIntervalSeconds() * 1000 * HEARTBEATS_MISSED_MAX)));
            }
            for (Call call : watch.on(event)) {
                live.call(call);
            }
            if (watch.error().isPresent()) {
                throw new SchedulerException("the master ended the subscription: " + watch.error().get());
            }
            if (watch.running() && killAfter.isPresent() && !killTimerSet) {
                killTimerSet = true;
                killLater(killAfter.get());
            }
            if (watch.end().isPresent()) {
                return watch.end();
            }
        }
    }

    private void killLater(Duration after) {
        Timer timer = new Timer("kill-after", true);
        timer.schedule(new TimerTask() {
            @Override
            public void run() {
                watch.kill().ifPresent(call -> {
                    say.accept("Killing the task after " + after.toMillis() / 1000.0 + " s");
                    try {
                        connection.get().call(call);
                    } catch (IOException e) {
                        say.accept("The kill could not be sent, trying again in 5 s: " + e.getMessage());
                        killLater(Duration.ofSeconds(5));
                    }
                });
            }
        }, after.toMillis());
    }

    /** Ends the framework with its task, for a user who has seen enough. Does nothing when there is none. */
    void stop() {
        if (watch.end().isEmpty() && watch.frameworkId().isPresent()) {
            stopping = true;
            say.accept("Stopped: the framework and its task are taken down");
            teardown();
        }
    }

    private void teardown() {
        try {
            if (connection.isPresent()) {
                connection.get().call(Calls.teardown(watch.frameworkId().orElseThrow()));
            }
        } catch (IOException e) {
            say.accept("The framework could not be taken down, the master does it in " + (long) framework.getFailoverTimeout() + " s: "
                + e.getMessage());
        }
    }
}
