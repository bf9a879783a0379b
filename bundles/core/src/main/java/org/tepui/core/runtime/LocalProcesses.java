package org.tepui.core.runtime;

import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.protocol.libprocess.Port;
import org.tepui.protocol.libprocess.ProcessHandler;

/** Process ids under which the master can be reached: {@code master}, and the observers that pings come from, as they are used. */
final class LocalProcesses {

    private static final Logger LOG = LoggerFactory.getLogger(LocalProcesses.class);

    /** More observers than agents that one master holds; beyond it the oldest is forgotten. */
    private static final int PROCESSES_MAX = 200_000;

    private final Port port;
    private final Map<String, AutoCloseable> registered = new LinkedHashMap<>();
    private ProcessHandler handler;

    LocalProcesses(Port port) {
        this.port = port;
    }

    void handler(ProcessHandler ingress) {
        this.handler = ingress;
    }

    synchronized void ensure(String process) {
        if (registered.containsKey(process)) {
            return;
        }
        if (registered.size() >= PROCESSES_MAX) {
            String oldest = registered.keySet().stream().filter(id -> !id.equals("master")).findFirst().orElseThrow();
            close(oldest, registered.remove(oldest));
        }
        registered.put(process, port.register(process, handler));
    }

    synchronized void close() {
        registered.forEach(LocalProcesses::close);
        registered.clear();
    }

    private static void close(String process, AutoCloseable registration) {
        try {
            registration.close();
        } catch (Exception e) {
            LOG.warn("Process {} could not be taken off the port", process, e);
        }
    }
}
