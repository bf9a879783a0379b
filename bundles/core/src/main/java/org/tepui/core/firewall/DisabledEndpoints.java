package org.tepui.core.firewall;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.tepui.api.firewall.FirewallRule;
import org.tepui.api.http.HttpRequest;
import org.tepui.api.http.HttpResponse;

/**
 * The rule {@code disabled_endpoints} of the flag {@code firewall_rules}: 403 for every path that is written there, and for every path that
 * reaches the endpoint of a path written there, however it is spelled. {@code /state} and {@code /master/state} are one entry.
 */
public final class DisabledEndpoints implements FirewallRule {

    private final SortedSet<String> paths = new TreeSet<>();
    private final Function<String, Optional<String>> endpoints;

    /**
     * @param entries as configured; empty ones disable nothing
     * @param delegate process that gets the paths of no process, such as {@code master}
     * @param endpoints path of the endpoint that a request's path reaches, if there is one
     */
    public DisabledEndpoints(List<String> entries, String delegate, Function<String, Optional<String>> endpoints) {
        this.endpoints = endpoints;
        for (String entry : entries) {
            if (!entry.isBlank()) {
                String path = normal(entry);
                // Which of the two is meant depends on the processes of the moment, so both are closed.
                paths.add(path.isEmpty() ? "/" + delegate : path);
                paths.add("/" + delegate + path);
            }
        }
    }

    /** One slash in front of every part and none at the end; empty for the root. */
    private static String normal(String entry) {
        StringBuilder path = new StringBuilder();
        for (String part : entry.strip().split("/")) {
            if (!part.isEmpty()) {
                path.append('/').append(part);
            }
        }
        return path.toString();
    }

    /** Nothing is disabled. */
    public boolean isEmpty() {
        return paths.isEmpty();
    }

    @Override
    public Optional<HttpResponse> refuse(HttpRequest request) {
        boolean disabled = paths.contains(normal(request.path()))
                || endpoints.apply(request.path()).filter(paths::contains).isPresent();
        return disabled ? Optional.of(HttpResponse.text(403, "Endpoint '" + request.path() + "' is disabled")) : Optional.empty();
    }
}
