package org.tepui.core.frameworks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.tepui.core.line.Breach;
import org.tepui.core.line.Slots;
import org.tepui.core.snapshot.FrameworkRecord;
import org.tepui.core.snapshot.Pages;
import org.tepui.core.tasks.TaskEntry;

/** All frameworks: registered, recovered, and the last completed ones. */
public final class Frameworks {

    private final int maxCompleted;
    private final Slots slots = new Slots();
    private final Map<Integer, Framework> bySlot = new TreeMap<>();
    private final Map<String, Framework> byId = new HashMap<>();
    private final Map<Long, Framework> byConnection = new HashMap<>();
    /** Oldest first. */
    private final Map<String, FrameworkRecord> completed = new LinkedHashMap<>();
    private List<FrameworkRecord> completedView = List.of();
    private boolean completedDirty;
    private final Pages.Builder<FrameworkRecord> pages = new Pages.Builder<>();
    private final TreeSet<Integer> dirty = new TreeSet<>();
    private long numbers;

    public Frameworks(int maxCompleted) {
        this.maxCompleted = maxCompleted;
    }

    public int takeSlot() {
        return slots.take();
    }

    public long nextNumber() {
        return numbers++;
    }

    public void add(Framework framework) {
        if (byId.put(framework.id, framework) != null) {
            throw new Breach("framework " + framework.id + " is added twice");
        }
        bySlot.put(framework.slot, framework);
        touch(framework);
    }

    public void remove(Framework framework) {
        if (byId.remove(framework.id) != framework) {
            throw new Breach("framework " + framework.id + " is removed twice");
        }
        bySlot.remove(framework.slot);
        byConnection.remove(framework.connection, framework);
        slots.give(framework.slot);
        touch(framework);
    }

    public void complete(FrameworkRecord record) {
        completedDirty = true;
        completed.put(record.id(), record);
        while (completed.size() > maxCompleted) {
            completed.remove(completed.keySet().iterator().next());
        }
    }

    /** {@link Framework#NONE} for none. */
    public void connect(Framework framework, long connection) {
        byConnection.remove(framework.connection, framework);
        framework.connection = connection;
        if (connection != Framework.NONE) {
            byConnection.put(connection, framework);
        }
    }

    public void touch(Framework framework) {
        dirty.add(framework.slot);
    }

    public void addTask(TaskEntry entry) {
        entry.framework.tasks().add(entry);
        touch(entry.framework);
    }

    public void updateTask(TaskEntry entry) {
        entry.framework.tasks().update(entry);
        touch(entry.framework);
    }

    public void removeTask(TaskEntry entry) {
        entry.framework.tasks().remove(entry);
        touch(entry.framework);
    }

    public Framework get(String id) {
        return byId.get(id);
    }

    public Framework at(int slot) {
        return bySlot.get(slot);
    }

    public Framework ofConnection(long connection) {
        return byConnection.get(connection);
    }

    public boolean isCompleted(String id) {
        return completed.containsKey(id);
    }

    /** By slot; a copy. */
    public List<Framework> all() {
        return new ArrayList<>(bySlot.values());
    }

    public int size() {
        return bySlot.size();
    }

    public Pages<FrameworkRecord> publish(Function<Framework, FrameworkRecord> record) {
        for (int slot : dirty) {
            Framework framework = bySlot.get(slot);
            pages.set(slot, framework == null ? null : record.apply(framework));
        }
        dirty.clear();
        return pages.publish();
    }

    public List<FrameworkRecord> publishCompleted() {
        if (completedDirty) {
            completedView = List.copyOf(completed.values());
            completedDirty = false;
        }
        return completedView;
    }
}
