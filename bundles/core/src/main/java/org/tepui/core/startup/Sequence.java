package org.tepui.core.startup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Runs steps in order on the caller's thread and shows how far it is. Thread-safe for readers. */
public final class Sequence {

    /** What a step does. */
    public interface Action {

        /** Returns the detail, one line. @throws StartupException when the start must end, with the line that tells why */
        String run(Progress progress) throws StartupException, InterruptedException;
    }

    /** How a step tells what it waits for. */
    public interface Progress {

        void waitsFor(String what);

        void goesOn();
    }

    /** Thrown inside a step that has nothing to do. */
    static final class Skipped extends StartupException {

        private static final long serialVersionUID = 1L;

        Skipped(String reason) {
            super(reason);
        }
    }

    private final LongSupplier nanos;
    private final long origin;
    private final Map<String, Action> actions = new LinkedHashMap<>();
    private final List<Step> steps = new ArrayList<>();

    public Sequence(LongSupplier nanos) {
        this.nanos = nanos;
        this.origin = nanos.getAsLong();
    }

    /** Adds a step at the end. */
    public Sequence step(String name, Action action) {
        synchronized (steps) {
            actions.put(name, action);
            steps.add(Step.pending(name));
        }
        return this;
    }

    /** A step of which nothing is configured says so with this. */
    public static StartupException skipped(String reason) {
        return new Skipped(reason);
    }

    /** Steps in order, as they are now. */
    public List<Step> steps() {
        synchronized (steps) {
            List<Step> now = new ArrayList<>(steps.size());
            for (Step step : steps) {
                boolean running = step.state() == Step.State.RUNNING || step.state() == Step.State.WAITING;
                now.add(running ? new Step(step.name(), step.state(), step.startedNanos(), elapsed() - step.startedNanos(),
                        step.waitsFor(), step.detail()) : step);
            }
            return now;
        }
    }

    /** Runs all steps. @throws StartupException of the step that failed; the steps after it stay pending */
    public void run() throws StartupException, InterruptedException {
        int index = 0;
        for (Map.Entry<String, Action> entry : actions.entrySet()) {
            runStep(index++, entry.getKey(), entry.getValue());
        }
    }

    private void runStep(int index, String name, Action action) throws StartupException, InterruptedException {
        long started = elapsed();
        set(index, new Step(name, Step.State.RUNNING, started, 0, Optional.empty(), ""));
        Progress progress = new Progress() {
            @Override
            public void waitsFor(String what) {
                set(index, new Step(name, Step.State.WAITING, started, 0, Optional.of(what), ""));
            }

            @Override
            public void goesOn() {
                set(index, new Step(name, Step.State.RUNNING, started, 0, Optional.empty(), ""));
            }
        };
        try {
            String detail = action.run(progress);
            set(index, new Step(name, Step.State.DONE, started, elapsed() - started, Optional.empty(), detail));
        } catch (Skipped e) {
            set(index, new Step(name, Step.State.SKIPPED, started, elapsed() - started, Optional.empty(), e.getMessage()));
        } catch (StartupException e) {
            set(index, new Step(name, Step.State.FAILED, started, elapsed() - started, Optional.empty(), e.getMessage()));
            throw e;
        }
    }

    private void set(int index, Step step) {
        synchronized (steps) {
            steps.set(index, step);
        }
    }

    private long elapsed() {
        return nanos.getAsLong() - origin;
    }
}
