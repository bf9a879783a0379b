package org.tepui.wire.message;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.tepui.protocol.libprocess.ProcessHandler;

/** The local processes of a port. */
public final class Processes {

    private final ConcurrentMap<String, ProcessHandler> byId = new ConcurrentHashMap<>();

    /** @throws IllegalStateException when a process of that id is there already */
    public void add(String id, ProcessHandler handler) {
        if (byId.putIfAbsent(id, handler) != null) {
            throw new IllegalStateException("Process '" + id + "' is registered at this port already");
        }
    }

    public boolean remove(String id, ProcessHandler handler) {
        return byId.remove(id, handler);
    }

    public ProcessHandler get(String id) {
        return byId.get(id);
    }

    public boolean contains(String id) {
        return byId.containsKey(id);
    }
}
