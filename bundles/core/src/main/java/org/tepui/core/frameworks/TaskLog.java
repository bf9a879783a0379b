package org.tepui.core.frameworks;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tepui.core.snapshot.Pages;
import org.tepui.protocol.mesos.Task;

/** Past tasks, oldest first, no more than a limit; the oldest makes room. Ids may repeat: each entry has a number. */
public final class TaskLog {

    private final int max;
    private final Map<Integer, Task> tasks = new LinkedHashMap<>();
    private Pages.Builder<Task> pages = new Pages.Builder<>();
    private int next;

    public TaskLog(int max) {
        this.max = max;
    }

    /** Returns the number of the entry, or -1 when nothing is kept. */
    public int add(Task task) {
        if (max <= 0) {
            return -1;
        }
        if (tasks.size() >= max) {
            Iterator<Integer> oldest = tasks.keySet().iterator();
            pages.set(oldest.next(), null);
            oldest.remove();
        }
        if (next > 2 * max + 256) {
            compact();
        }
        tasks.put(next, task);
        pages.set(next, task);
        return next++;
    }

    /** Takes the newest entry of the task out; null when there is none. */
    public Task remove(String taskId) {
        int found = -1;
        for (Map.Entry<Integer, Task> entry : tasks.entrySet()) {
            if (entry.getValue().getTaskId().getValue().equals(taskId)) {
                found = entry.getKey();
            }
        }
        if (found < 0) {
            return null;
        }
        pages.set(found, null);
        return tasks.remove(found);
    }

    public boolean contains(String taskId) {
        for (Task task : tasks.values()) {
            if (task.getTaskId().getValue().equals(taskId)) {
                return true;
            }
        }
        return false;
    }

    private void compact() {
        Map<Integer, Task> old = new LinkedHashMap<>(tasks);
        tasks.clear();
        pages = new Pages.Builder<>();
        next = 0;
        for (Task task : old.values()) {
            tasks.put(next, task);
            pages.set(next++, task);
        }
    }

    public int size() {
        return tasks.size();
    }

    /** Oldest first; live. */
    public Iterable<Task> tasks() {
        return tasks.values();
    }

    public void clear() {
        tasks.clear();
        pages = new Pages.Builder<>();
        next = 0;
    }

    public Pages<Task> publish() {
        return pages.publish();
    }
}
