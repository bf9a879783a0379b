package org.tepui.core.line;

import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tepui.core.snapshot.Counter;
import org.tepui.core.snapshot.Counters;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.TaskStatus;

/** Counters of the line. */
public final class Tally {

    private final long[] values = new long[Counter.values().length];
    /** Bounded by the enums of the protocol: states times sources times reasons. */
    private final SortedMap<String, Long> taskReasons = new TreeMap<>();
    private Counters published = Counters.zero();
    private boolean dirty;

    public void count(Counter counter) {
        values[counter.ordinal()]++;
        dirty = true;
    }

    public long get(Counter counter) {
        return values[counter.ordinal()];
    }

    /** A task came to its first terminal or unreachable state, or was refused, by this status. */
    public void countTask(TaskStatus status) {
        Counter counter = byState(status.getState());
        if (counter != null) {
            count(counter);
        }
        if (status.hasSource() && status.hasReason()) {
            String name = "master/" + lower(status.getState()) + "/" + lower(status.getSource()) + "/" + lower(status.getReason());
            taskReasons.merge(name, 1L, Long::sum);
            dirty = true;
        }
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Counter byState(TaskState state) {
        return switch (state) {
            case TASK_FINISHED -> Counter.TASKS_FINISHED;
            case TASK_FAILED -> Counter.TASKS_FAILED;
            case TASK_KILLED -> Counter.TASKS_KILLED;
            case TASK_LOST -> Counter.TASKS_LOST;
            case TASK_ERROR -> Counter.TASKS_ERROR;
            case TASK_DROPPED -> Counter.TASKS_DROPPED;
            case TASK_GONE -> Counter.TASKS_GONE;
            case TASK_GONE_BY_OPERATOR -> Counter.TASKS_GONE_BY_OPERATOR;
            case TASK_STAGING, TASK_STARTING, TASK_RUNNING, TASK_KILLING, TASK_UNREACHABLE, TASK_UNKNOWN -> null;
        };
    }

    Counters publish() {
        if (dirty) {
            published = Counters.of(values, taskReasons);
            dirty = false;
        }
        return published;
    }
}
