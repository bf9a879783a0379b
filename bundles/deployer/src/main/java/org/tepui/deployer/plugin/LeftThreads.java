package org.tepui.deployer.plugin;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Threads that bundles of {@code deploy/} leave running when they stop: interrupted at once, and told when that does not end them. */
final class LeftThreads {

    private static final Logger LOG = LoggerFactory.getLogger(LeftThreads.class);
    private static final long GRACE_MS = 1_000;
    private static final int NAMES_TOLD_MAX = 8;
    private static final int NAME_CHARS_MAX = 60;
    private static final int LISTED_MAX = 1_000;

    private final ThreadOwner owner;
    private final LongSupplier nanos;
    private final Map<Bundle, Long> marks = new ConcurrentHashMap<>();
    /** Interrupted, to be looked at again. */
    private final Queue<Left> interrupted = new ConcurrentLinkedQueue<>();
    /** Told, and running when last looked at; the deployer's thread's. */
    private final List<Left> told = new ArrayList<>();
    private volatile List<LeftThread> list = List.of();

    private record Left(String bundle, String version, List<Thread> threads, long dueNanos) {

        List<Thread> running() {
            return threads.stream().filter(Thread::isAlive).toList();
        }
    }

    LeftThreads(BundleContext context, LongSupplier nanos) {
        this.owner = new ThreadOwner(context, marks);
        this.nanos = nanos;
    }

    /** That bundle is about to be started by the calling thread, which is younger than all that the bundle has nothing to do with. */
    void starts(Bundle bundle) {
        marks.putIfAbsent(bundle, Thread.currentThread().getId());
    }

    /** That bundle has stopped and is about to be uninstalled; its jar is still there to be compared with. Any thread. */
    void interrupt(Bundle bundle) {
        if (!ThreadOwner.isShared(bundle)) {
            List<Thread> found = new ArrayList<>();
            Thread.getAllStackTraces().forEach((thread, stack) -> {
                if (owner.owns(bundle, thread, stack)) {
                    found.add(thread);
                }
            });
            if (!found.isEmpty()) {
                found.forEach(LeftThreads::interruptOne);
                String version = bundle.getVersion().toString();
                LOG.info("{} {} has stopped and left threads running; they were interrupted: {}", bundle.getSymbolicName(), version, names(found));
                interrupted.add(new Left(bundle.getSymbolicName(), version, found, nanos.getAsLong() + TimeUnit.MILLISECONDS.toNanos(GRACE_MS)));
            }
        }
        marks.remove(bundle);
    }

    /** A class of threads may have its own idea of an interrupt. */
    private static void interruptOne(Thread thread) {
        try {
            thread.interrupt();
        } catch (RuntimeException | Error e) {
            LOG.warn("The thread {} of a plugin cannot be interrupted: {}", name(thread), Outcome.oneLine(e.toString()));
        }
    }

    /** Tells those whose time is up. Never waits. */
    void look() {
        for (Iterator<Left> all = interrupted.iterator(); all.hasNext();) {
            Left left = all.next();
            if (nanos.getAsLong() - left.dueNanos() >= 0) {
                all.remove();
                tell(left);
            }
        }
        told.removeIf(left -> left.running().isEmpty());
        list = told.stream().flatMap(left -> left.running().stream().map(thread -> new LeftThread(left.bundle(), left.version(), name(thread))))
                .limit(LISTED_MAX).toList();
    }

    private void tell(Left left) {
        List<Thread> running = left.running();
        if (!running.isEmpty()) {
            told.add(left);
            LOG.warn("{} {} is gone, and threads that it started still run {} ms after they were interrupted: {}; they keep its classes in memory"
                    + " until they end or the master is restarted: mend the plugin, its stop has to end what its start began", left.bundle(),
                    left.version(), GRACE_MS, names(running));
        }
    }

    List<LeftThread> list() {
        return list;
    }

    private static String names(List<Thread> threads) {
        List<String> names = threads.stream().map(LeftThreads::name).sorted().limit(NAMES_TOLD_MAX).toList();
        return String.join(", ", names) + (threads.size() > names.size() ? " and " + (threads.size() - names.size()) + " more" : "");
    }

    private static String name(Thread thread) {
        String name = Outcome.oneLine(thread.getName().replaceAll("\\p{Cntrl}", " "));
        return name.length() > NAME_CHARS_MAX ? name.substring(0, NAME_CHARS_MAX) + "..." : name;
    }
}
