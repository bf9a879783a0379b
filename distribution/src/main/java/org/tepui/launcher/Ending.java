package org.tepui.launcher;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;

/**
 * The end of the process: on a signal, or when a bundle asks for it through the service {@link IntConsumer} with {@code tepui.exit=true}.
 * Bundles get a deadline to stop; one that blocks does not keep the process alive.
 */
final class Ending implements IntConsumer {
    /** Below the 5 s within which the process has to end, whatever a plugin does. */
    private static final long DEADLINE_MS = 3_500;
    /** What a shell reports for a process that ended by SIGTERM. */
    private static final int BY_SIGTERM = 143;

    private final Framework framework;
    private final Console console;
    private final AtomicBoolean asked = new AtomicBoolean();

    Ending(Framework framework, Console console) {
        this.framework = framework;
        this.console = console;
    }

    /** Makes SIGTERM, SIGINT and SIGHUP stop the framework; the JVM then ends with 128 and the signal's number. */
    void onSignals() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (asked.compareAndSet(false, true) && !stopFramework()) {
                Runtime.getRuntime().halt(BY_SIGTERM);
            }
        }, "tepui-stop"));
    }

    /** Ends the process with this status, soon and on a thread of its own: the caller may be part of what has to stop. */
    @Override
    public void accept(int status) {
        if (asked.compareAndSet(false, true)) {
            Thread end = new Thread(() -> {
                stopFramework();
                System.out.flush();
                System.err.flush();
                Runtime.getRuntime().halt(status);
            }, "tepui-exit");
            end.setDaemon(false);
            end.start();
        }
    }

    /** Whether everything stopped in time. */
    private boolean stopFramework() {
        try {
            framework.stop();
            boolean stopped = framework.waitForStop(DEADLINE_MS).getType() != org.osgi.framework.FrameworkEvent.WAIT_TIMEDOUT;
            if (!stopped) {
                console.warn("some bundle did not stop within " + DEADLINE_MS + " ms; ending without it");
            }
            return stopped;
        } catch (BundleException e) {
            console.warn("the framework did not stop well: " + e.getMessage());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
