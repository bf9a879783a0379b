package org.tepui.core.module;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.api.module.ModuleKind;
import org.tepui.core.guard.Guard;
import org.tepui.core.guard.Guarded;

/** A place with what is in it and what belongs there. Changed by the thread of changes only; {@link #services()} is for any. */
final class Slot {

    private static final Logger LOG = LoggerFactory.getLogger(Slot.class);

    private final Place place;
    private final Guard guard;
    private final List<String> flags;
    private List<String> wanted;
    private volatile Chosen conf;
    private boolean awaits;
    private boolean failed;
    private volatile Map<ModuleService, Object> held = Map.of();
    private volatile List<String> names;
    private volatile String standIn = "";
    private boolean closed;

    /** What {@code conf/} says of this place. */
    private record Chosen(List<String> names, String by) { }

    /** @param flags names by flag; empty where flags choose nothing */
    Slot(Place place, List<String> flags, Guard guard) {
        this.place = place;
        this.guard = guard;
        this.flags = List.copyOf(flags);
        this.wanted = this.flags;
        this.names = this.flags;
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

    List<String> flags() {
        return flags;
    }

    /** What {@code conf/} says, else what flags say. */
    List<String> configured() {
        Chosen chosen = conf;
        return chosen == null ? flags : chosen.names();
    }

    /** Who says so. */
    String by() {
        Chosen chosen = conf;
        return chosen == null ? "flags" : chosen.by();
    }

    boolean isByConf() {
        return conf != null;
    }

    /** @param chosen names by {@code conf/}, empty to leave it to the flags */
    void configure(Optional<List<String>> chosen, String by) {
        conf = chosen.map(given -> new Chosen(List.copyOf(given), by)).orElse(null);
        awaits = false;
        failed = false;
    }

    /** What is configured is put in as soon as all of it is there. */
    boolean awaits() {
        return awaits;
    }

    void await(boolean configured) {
        awaits = configured;
    }

    /** What is configured could not be put in: it is tried again only when one of its modules comes anew. */
    void failed() {
        awaits = false;
        failed = true;
    }

    void came(ModuleService service) {
        if (failed && configured().stream().anyMatch(service.names()::contains)) {
            failed = false;
            awaits = true;
        }
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

    /** What is there now, for a line that says that it stays so. */
    String stays() {
        if (!held.isEmpty()) {
            return String.join(", ", names) + (held.size() == 1 ? " stays" : " stay");
        }
        return closed && place.kind() != ModuleKind.HOOK ? "what it guards is refused" : "there is none";
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
            closed = next.isEmpty();
            names = nextNames;
            standIn = "";
            awaits &= !nextNames.equals(configured());
            release(before, next);
        } else {
            release(next, before);
        }
        return taken;
    }

    /** Nothing of ours is in it any more: something that is no module does the work, for that reason. */
    void standIn(String name, String reason) {
        Map<ModuleService, Object> before = held;
        held = Map.of();
        names = List.of(name);
        standIn = reason;
        release(before, Map.of());
    }

    /** Why no module is in it; empty when one is, or when the place is closed. */
    String standIn() {
        return standIn;
    }

    /** In bounded time: it may be made only now, and it is told its parameters. */
    private Object fresh(ModuleService service) throws UnusableException, InterruptedException {
        Guarded module = guard.module(service.kind(), service.names().get(0));
        try {
            return guard.call(module, "configure", null, () -> CompletableFuture.completedFuture(made(service))).get();
        } catch (ExecutionException e) {
            LOG.warn("{} could not be used", service, e.getCause());
            throw new UnusableException(reason(service, e.getCause()));
        }
    }

    private static String reason(ModuleService service, Throwable cause) {
        if (cause instanceof GoneException) {
            return service + " went away, or could not be made";
        }
        return service + " could not be used: " + (cause instanceof TimeoutException ? "it did not take its parameters in time" : cause.getMessage());
    }

    private Object made(ModuleService service) {
        Object module = service.source().get();
        if (module == null) {
            throw new GoneException();
        }
        try {
            place.configure(module);
            return module;
        } catch (RuntimeException | LinkageError e) {
            service.source().release();
            throw e;
        }
    }

    private static final class GoneException extends RuntimeException {
        private static final long serialVersionUID = 1L;
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
