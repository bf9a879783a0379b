package org.tepui.wire.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.api.http.HttpEndpoint;

/**
 * The endpoints of a port by process and route. Of two with one path the process's own wins, else the first; the other waits until that is gone.
 */
public final class Routes {

    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

    private record Entry(String process, String route, HttpEndpoint endpoint) {
    }

    private final ConcurrentMap<String, List<Entry>> byProcess = new ConcurrentHashMap<>();

    /**
     * @param own of the process itself: comes before what bundles bring, whoever was first
     * @throws IllegalArgumentException when the path is not absolute, ends in a slash or names no process
     */
    public AutoCloseable add(HttpEndpoint endpoint, boolean own) {
        String path = endpoint.path();
        if (!path.startsWith("/") || path.length() < 2 || path.endsWith("/") || path.contains("//")) {
            throw new IllegalArgumentException("Path '" + path + "' of " + endpoint
                    + " is no route: it must be '/process' or '/process/route', without a slash at its end");
        }
        int slash = path.indexOf('/', 1);
        Entry entry = slash < 0 ? new Entry(path.substring(1), "", endpoint)
                : new Entry(path.substring(1, slash), path.substring(slash + 1), endpoint);
        byProcess.compute(entry.process, (process, known) -> with(known, entry, own));
        return () -> byProcess.computeIfPresent(entry.process, (process, known) -> without(known, entry));
    }

    private static List<Entry> with(List<Entry> known, Entry entry, boolean own) {
        List<Entry> all = known == null ? new ArrayList<>() : new ArrayList<>(known);
        if (all.stream().anyMatch(other -> other.route.equals(entry.route))) {
            LOG.warn("Two endpoints for /{}/{}; {} came second", entry.process, entry.route, entry.endpoint);
        }
        all.add(own ? 0 : all.size(), entry);
        return List.copyOf(all);
    }

    private static List<Entry> without(List<Entry> known, Entry entry) {
        List<Entry> rest = new ArrayList<>(known);
        rest.removeIf(other -> other == entry);
        return rest.isEmpty() ? null : List.copyOf(rest);
    }

    /** A process with endpoints exists, as the delegate rule and messages see it. */
    public boolean hasProcess(String process) {
        return byProcess.containsKey(process);
    }

    /**
     * The longest route that is a prefix by whole parts.
     *
     * @param name path behind the process, without a slash at its start; empty reaches only the endpoint of the process itself
     */
    Optional<HttpEndpoint> find(String process, String name) {
        HttpEndpoint best = null;
        int length = -1;
        for (Entry entry : byProcess.getOrDefault(process, List.of())) {
            if (entry.route.length() > length && covers(entry.route, name)) {
                best = entry.endpoint;
                length = entry.route.length();
            }
        }
        return Optional.ofNullable(best);
    }

    /** Path of the endpoint that a path {@code /process/name} reaches. */
    public Optional<String> reached(String path) {
        int slash = path.indexOf('/', 1);
        return slash < 0 ? find(path.substring(1), "").map(HttpEndpoint::path)
                : find(path.substring(1, slash), path.substring(slash + 1)).map(HttpEndpoint::path);
    }

    private static boolean covers(String route, String name) {
        return route.isEmpty() ? name.isEmpty()
                : name.startsWith(route) && (name.length() == route.length() || name.charAt(route.length()) == '/');
    }
}
