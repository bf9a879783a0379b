package org.tepui.deployer.plugin;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.osgi.framework.Bundle;

/** Work that may run code of plugins, on a daemon thread that lives for it alone and may be given up. */
final class Operation {

    private static final int FRAMES_SHOWN = 3;

    private final CompletableFuture<Outcome> result = new CompletableFuture<>();
    private final String verb;
    private final long deadlineNanos;
    private final Consumer<Outcome> then;
    private final Thread thread;
    private volatile Bundle touching;

    /** What is to be done; tells through {@link Operation#touch} which bundle's code may run next. */
    interface Work {
        Outcome run(Operation operation) throws Exception;
    }

    /** @param then called on the deployer's thread when the work has ended, unless it was given up */
    private Operation(String verb, String name, long deadlineNanos, Work work, Consumer<Outcome> then) {
        this.verb = verb;
        this.deadlineNanos = deadlineNanos;
        this.then = then;
        this.thread = new Thread(() -> run(work), "tepui-deploy-" + name);
        thread.setDaemon(true);
        // What a plugin starts from here inherits nothing of another plugin.
        thread.setContextClassLoader(Operation.class.getClassLoader());
    }

    static Operation start(String verb, String name, long deadlineNanos, Work work, Consumer<Outcome> then) {
        Operation operation = new Operation(verb, name, deadlineNanos, work, then);
        operation.thread.start();
        return operation;
    }

    private void run(Work work) {
        try {
            result.complete(work.run(this));
        } catch (Throwable e) {
            // An Error out of a plugin's code is the plugin's; the thread ends here in any case.
            result.complete(Outcome.failed(e));
        }
    }

    void touch(Bundle bundle) {
        touching = bundle;
    }

    /** The bundle whose code runs now, or ran last. */
    Bundle touching() {
        return touching;
    }

    String verb() {
        return verb;
    }

    boolean isOverdue(long nanos) {
        return !result.isDone() && nanos - deadlineNanos >= 0;
    }

    /** Waits a little: most plugins start at once, and the next one should find their packages. */
    boolean awaitDone(long nanos) throws InterruptedException {
        try {
            result.get(nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("an outcome is always a value", e);
        }
    }

    boolean isDone() {
        return result.isDone();
    }

    void finish() {
        then.accept(result.join());
    }

    /** Where its thread is, the evidence of one that was given up: the innermost call, and the innermost ones that are not the JDK's. */
    String whereabouts() {
        StringBuilder text = new StringBuilder();
        int shown = 0;
        for (StackTraceElement frame : thread.getStackTrace()) {
            boolean jdk = frame.getClassName().matches("(java|jdk|sun)\\..*");
            if (shown < FRAMES_SHOWN && (shown == 0 || !jdk)) {
                text.append(shown++ == 0 ? "" : " < ").append(frame.getClassName()).append('.').append(frame.getMethodName());
                if (frame.getLineNumber() > 0) {
                    text.append(':').append(frame.getLineNumber());
                }
            }
        }
        return text.toString();
    }
}
