package org.tepui.agent.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.Task;
import org.tepui.protocol.mesos.internal.Archive;

/** A framework with tasks on this agent. */
final class FrameworkRun {

    /** Completed tasks kept of a framework; the default of {@code --max_completed_executors_per_framework}. */
    private static final int COMPLETED_MAX = 150;

    final String id;
    FrameworkInfo info;
    String pid;
    boolean shutDown;
    final Map<String, TaskRun> tasks = new LinkedHashMap<>();
    private final Deque<Task> completed = new ArrayDeque<>();

    FrameworkRun(String id, FrameworkInfo info, String pid) {
        this.id = id;
        this.info = info;
        this.pid = pid;
    }

    void complete(TaskRun task) {
        tasks.remove(task.key.task());
        completed.addLast(task.describe());
        if (completed.size() > COMPLETED_MAX) {
            completed.removeFirst();
        }
    }

    List<Task> completed() {
        return new ArrayList<>(completed);
    }

    Archive.Framework archive() {
        Archive.Framework.Builder archive = Archive.Framework.newBuilder().setFrameworkInfo(info).addAllTasks(completed);
        if (!pid.isEmpty()) {
            archive.setPid(pid);
        }
        return archive.build();
    }
}
