package org.tepui.core.module;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tepui.api.module.ModuleKind;

/** Every module that is registered, and which of them are quarantined. Safe for any thread. */
final class Shelf {

    private record Key(ModuleKind kind, String name) { }

    /** One service may be a module of several kinds. */
    private record Registered(long id, ModuleKind kind) implements Comparable<Registered> {

        Registered(ModuleService service) {
            this(service.id(), service.kind());
        }

        @Override
        public int compareTo(Registered other) {
            return id == other.id ? kind.compareTo(other.kind) : Long.compare(id, other.id);
        }
    }

    private final Map<Registered, ModuleService> services = new TreeMap<>();
    private final Map<Key, String> quarantined = new java.util.HashMap<>();

    synchronized void add(ModuleService service) {
        services.put(new Registered(service), service);
    }

    synchronized void remove(ModuleService service) {
        services.remove(new Registered(service));
    }

    synchronized List<ModuleService> all() {
        return new ArrayList<>(services.values());
    }

    /** One of that name that may be used: one of the preferred, else the first registered. */
    synchronized Optional<ModuleService> find(ModuleKind kind, String name, Collection<ModuleService> preferred) {
        Optional<ModuleService> found = Optional.empty();
        for (ModuleService service : services.values()) {
            if (service.kind() == kind && service.names().contains(name) && reason(service).isEmpty()) {
                if (preferred.contains(service)) {
                    return Optional.of(service);
                }
                found = found.isPresent() ? found : Optional.of(service);
            }
        }
        return found;
    }

    /** The one that has that name, quarantined or not. */
    synchronized Optional<ModuleService> first(ModuleKind kind, String name) {
        return services.values().stream().filter(service -> service.kind() == kind && service.names().contains(name)).findFirst();
    }

    synchronized boolean isKnown(ModuleKind kind, String name) {
        return names(kind).contains(name);
    }

    /** In alphabetical order. */
    synchronized TreeSet<String> names(ModuleKind kind) {
        TreeSet<String> names = new TreeSet<>();
        for (ModuleService service : services.values()) {
            if (service.kind() == kind) {
                names.addAll(service.names());
            }
        }
        return names;
    }

    synchronized void quarantine(ModuleKind kind, String name, String reason) {
        quarantined.put(new Key(kind, name), reason);
    }

    /** False when it was not quarantined under that name. */
    synchronized boolean release(ModuleKind kind, String name) {
        return quarantined.remove(new Key(kind, name)) != null;
    }

    synchronized boolean isQuarantined(ModuleKind kind, String name) {
        return quarantined.containsKey(new Key(kind, name));
    }

    /** Why it is quarantined, under whichever of its names. */
    synchronized Optional<String> reason(ModuleService service) {
        for (String name : service.names()) {
            String reason = quarantined.get(new Key(service.kind(), name));
            if (reason != null) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }
}
