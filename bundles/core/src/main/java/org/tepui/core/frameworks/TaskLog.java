package org.tepui.core.frameworks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tepui.core.snapshot.Pages;
import org.tepui.protocol.mesos.Task;

/** Past tasks, oldest first, no more than a limit; the oldest makes room. Ids may repeat: each entry has a number. */
public final class TaskLog {

    private final int max;
    private final Map<Integer, Task> tasks = new LinkedHashMap<>();
    /** The newest entry of each id. */
    private final Map<String, Integer> newest = new HashMap<>();
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
            Iterator<Map.Entry<Integer, Task>> oldest = tasks.entrySet().iterator();
            Map.Entry<Integer, Task> dropped = oldest.next();
            oldest.remove();
            pages.set(dropped.getKey(), null);
            newest.remove(idOf(dropped.getValue()), dropped.getKey());
        }
        if (next > 2 * max + 256) {
            compact();
        }
        put(task);
        return next - 1;
    }

    /** Takes the newest entry of the task out; null when there is none. */
    public Task remove(String taskId) {
        Integer number = newest.remove(taskId);
        if (number == null) {
            return null;
        }
        pages.set(number, null);
        return tasks.remove(number);
    }

    public boolean contains(String taskId) {
        return newest.containsKey(taskId);
    }

    private void put(Task task) {
        tasks.put(next, task);
        newest.put(idOf(task), next);
        pages.set(next++, task);
    }

    private static String idOf(Task task) {
        return task.getTaskId().getValue();
    }

    private void compact() {
        List<Task> old = new ArrayList<>(tasks.values());
        clear();
        old.forEach(this::put);
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
        newest.clear();
        pages = new Pages.Builder<>();
        next = 0;
    }

    public Pages<Task> publish() {
        return pages.publish();
    }
}
