package org.tepui.core.frameworks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tepui.core.snapshot.Pages;
import org.tepui.core.tasks.TaskEntry;
import org.tepui.protocol.mesos.Task;

/** Tasks of a framework in the order of launch, with their pages. */
public final class TaskTable {

    private static final int COMPACT_MIN = 1_024;

    private final Map<String, TaskEntry> tasks = new LinkedHashMap<>();
    private Pages.Builder<Task> pages = new Pages.Builder<>();
    private int next;

    public TaskEntry get(String taskId) {
        return tasks.get(taskId);
    }

    public int size() {
        return tasks.size();
    }

    /** In the order of launch; a copy. */
    public List<TaskEntry> all() {
        return new ArrayList<>(tasks.values());
    }

    void add(TaskEntry entry) {
        if (next > COMPACT_MIN && next > 4 * tasks.size()) {
            compact();
        }
        tasks.put(entry.id, entry);
        entry.slot = next++;
        pages.set(entry.slot, entry.task);
    }

    void update(TaskEntry entry) {
        pages.set(entry.slot, entry.task);
    }

    void remove(TaskEntry entry) {
        if (tasks.remove(entry.id, entry)) {
            pages.set(entry.slot, null);
        }
    }

    private void compact() {
        pages = new Pages.Builder<>();
        next = 0;
        for (TaskEntry entry : tasks.values()) {
            entry.slot = next++;
            pages.set(entry.slot, entry.task);
        }
    }

    Pages<Task> publish() {
        return pages.publish();
    }
}
