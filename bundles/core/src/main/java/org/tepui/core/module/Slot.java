package org.tepui.core.module;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A place with what is in it and what belongs there. Changed by the thread of changes only; {@link #services()} is for any. */
final class Slot {

    private static final Logger LOG = LoggerFactory.getLogger(Slot.class);

    private final Place place;
    private final List<String> configured;
    private List<String> wanted;
    private volatile Map<ModuleService, Object> held = Map.of();
    private volatile List<String> names;

    /** @param configured names by flag; empty where flags choose nothing */
    Slot(Place place, List<String> configured) {
        this.place = place;
        this.configured = List.copyOf(configured);
        this.wanted = this.configured;
        this.names = this.configured;
    }

    /** What the start has put here already. */
    void adopt(ModuleService service, Object module) {
        Map<ModuleService, Object> more = new LinkedHashMap<>(held);
        more.put(service, module);
        held = more;
    }

    Place place() {
        return place;
    }

    List<String> configured() {
        return configured;
    }

    List<String> wanted() {
        return wanted;
    }

    void want(List<String> next) {
        wanted = List.copyOf(next);
    }

    /** Names in use, in order. */
    List<String> names() {
        return names;
    }

    List<ModuleService> services() {
        return List.copyOf(held.keySet());
    }

    boolean holds(ModuleService service) {
        return held.containsKey(service);
    }

    /** In full or not at all. */
    Place.Taken take(List<String> nextNames, List<ModuleService> services) throws InterruptedException {
        Map<ModuleService, Object> next = new LinkedHashMap<>();
        Place.Taken taken;
        try {
            for (ModuleService service : services) {
                next.put(service, holds(service) ? held.get(service) : fresh(service));
            }
            taken = next.isEmpty() ? place.closed() : place.take(nextNames, new ArrayList<>(next.values()));
        } catch (UnusableException e) {
            taken = Place.Taken.failed(e.getMessage());
        }
        Map<ModuleService, Object> before = held;
        if (taken.done()) {
            held = next;
            names = nextNames;
            release(before, next);
        } else {
            release(next, before);
        }
        return taken;
    }

    private Object fresh(ModuleService service) throws UnusableException {
        Object module = null;
        try {
            module = service.source().get();
            if (module == null) {
                throw new UnusableException(service + " went away, or could not be made");
            }
            place.configure(module);
            return module;
        } catch (RuntimeException | LinkageError e) {
            if (module != null) {
                service.source().release();
            }
            LOG.warn("{} could not be used", service, e);
            throw new UnusableException(service + " could not be used: " + e.getMessage());
        }
    }

    private static void release(Map<ModuleService, Object> had, Map<ModuleService, Object> kept) {
        for (ModuleService service : had.keySet()) {
            if (!kept.containsKey(service)) {
                service.source().release();
            }
        }
    }

    void close() {
        release(held, Map.of());
        held = Map.of();
    }

    private static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableException(String message) {
            super(message);
        }
    }
}
