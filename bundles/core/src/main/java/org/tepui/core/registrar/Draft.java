package org.tepui.core.registrar;

import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tepui.api.registry.Change;
import org.tepui.protocol.mesos.registry.Registry;

/** The registry with the changes of one batch, before they are written. */
final class Draft {

    private final Map<String, Entry> stored;
    /** By name; empty: expunged. */
    private final Map<String, Optional<Message>> changed = new TreeMap<>();

    /** A variable as it is stored. */
    record Entry(long version, Message value) {
    }

    Draft(Map<String, Entry> stored) {
        this.stored = stored;
    }

    private Message get(String name) {
        Optional<Message> change = changed.get(name);
        if (change != null) {
            return change.orElse(null);
        }
        Entry entry = stored.get(name);
        return entry == null ? null : entry.value;
    }

    private void set(String name, Message value) {
        Entry entry = stored.get(name);
        if (entry != null && entry.value.equals(value)) {
            changed.remove(name);
        } else {
            changed.put(name, Optional.of(value));
        }
    }

    private void remove(String name) {
        if (stored.containsKey(name)) {
            changed.put(name, Optional.empty());
        } else {
            changed.remove(name);
        }
    }

    void setMaster(Registry.Master master) {
        set(Names.MASTER, master);
    }

    Registry.Slave agent(String id) {
        return (Registry.Slave) get(Names.AGENTS + id);
    }

    void setAgent(String id, Registry.Slave entry) {
        set(Names.AGENTS + id, entry);
    }

    void removeAgent(String id) {
        remove(Names.AGENTS + id);
    }

    Registry.UnreachableSlave unreachable(String id) {
        return (Registry.UnreachableSlave) get(Names.UNREACHABLE + id);
    }

    boolean isUnreachable(String id) {
        return get(Names.UNREACHABLE + id) != null;
    }

    void setUnreachable(String id, Registry.UnreachableSlave entry) {
        set(Names.UNREACHABLE + id, entry);
    }

    void removeUnreachable(String id) {
        remove(Names.UNREACHABLE + id);
    }

    boolean isGone(String id) {
        return get(Names.GONE + id) != null;
    }

    void removeGone(String id) {
        remove(Names.GONE + id);
    }

    int size() {
        return changed.size();
    }

    /** What is to be written, by name. */
    List<Change> changes() {
        List<Change> changes = new ArrayList<>(changed.size());
        changed.forEach((name, value) -> {
            Entry entry = stored.get(name);
            long version = entry == null ? 0 : entry.version;
            changes.add(value.isPresent() ? Change.set(name, version, value.get().toByteArray()) : Change.expunge(name, version));
        });
        return changes;
    }

    /** It is written: the versions in the order of {@link #changes()}. */
    void commit(List<Long> versions) {
        int i = 0;
        for (Map.Entry<String, Optional<Message>> change : changed.entrySet()) {
            long version = versions.get(i++);
            if (change.getValue().isPresent()) {
                stored.put(change.getKey(), new Entry(version, change.getValue().get()));
            } else {
                stored.remove(change.getKey());
            }
        }
    }
}
