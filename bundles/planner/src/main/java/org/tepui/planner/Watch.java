package org.tepui.planner;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.tepui.api.planner.PlannerLimits;

/** Looks at the worker's call into the allocator while there is one, and abandons the worker when the call overran its deadline. */
final class Watch {

    /** Told once for a worker that was abandoned, with the evidence. */
    interface Overrun {
        void overran(Worker worker, Worker.Call call, Overran how);
    }

    /** @param reason one line @param stack of the worker's thread a moment before it was abandoned */
    record Overran(String reason, StackTraceElement[] stack, long wallNanos, long cpuNanos) { }

    private static final int LOOKS = 8;

    private final PlannerLimits limits;
    private final Overrun overrun;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Thread thread = new Thread(this::watch, "tepui-planner-watch");
    private final long periodNanos;
    private volatile Worker worker;
    private volatile boolean idle;
    private volatile boolean closed;

    Watch(PlannerLimits limits, Overrun overrun) {
        this.limits = limits;
        this.overrun = overrun;
        this.periodNanos = Math.max(TimeUnit.MILLISECONDS.toNanos(1), Math.min(limits.cpuNanos(), limits.wallNanos()) / LOOKS);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    /** A call began; this is the worker to look at. */
    void began(Worker now) {
        worker = now;
        if (idle) {
            LockSupport.unpark(thread);
        }
    }

    /** CPU time of the thread so far; 0 where the JVM does not tell, so that only the wall counts. */
    long cpuNanos(Thread of) {
        return threads.isThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled() ? Math.max(0, threads.getThreadCpuTime(of.getId())) : 0;
    }

    private void watch() {
        while (!closed) {
            Worker now = worker;
            Worker.Call call = now == null ? null : now.call();
            if (call == null) {
                idle = true;
                // Looked at again after the flag: a call may have begun in between.
                if (worker == now && (now == null || now.call() == null)) {
                    LockSupport.park(this);
                }
                idle = false;
            } else {
                LockSupport.parkNanos(this, periodNanos);
                look(now, call);
            }
        }
    }

    private void look(Worker now, Worker.Call call) {
        long cpu = cpuNanos(now.thread()) - call.cpuNanos();
        long wall = System.nanoTime() - call.sinceNanos();
        if (cpu <= limits.cpuNanos() && wall <= limits.wallNanos()) {
            return;
        }
        String time = cpu > limits.cpuNanos() ? TimeUnit.NANOSECONDS.toMillis(cpu) + " ms of CPU time"
                : TimeUnit.NANOSECONDS.toMillis(wall) + " ms";
        StackTraceElement[] stack = now.thread().getStackTrace();
        if (now.abandon(call)) {
            overrun.overran(now, call, new Overran("allocator " + call.allocator().getClass().getName() + " did not come back within " + time
                    + " when " + call.doing(), stack, wall, Math.max(0, cpu)));
        }
    }
}
