package org.tepui.wire.route;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.tepui.api.http.HttpEndpoint;
import org.tepui.api.http.HttpRequest;
import org.tepui.api.http.HttpResponse;
import org.tepui.api.http.Permission;

/** An endpoint whose path, methods, realm and permission were asked for once: a plugin can neither change them later nor hold anybody up with them. */
public final class KnownEndpoint implements HttpEndpoint {

    private final HttpEndpoint endpoint;
    private final String path;
    private final List<String> methods;
    private final Optional<String> realm;
    private final String name;
    private final Optional<Permission> permission;

    /**
     * @param name under which its faults are counted
     * @throws RuntimeException what the endpoint throws, or when it gives null
     */
    public KnownEndpoint(HttpEndpoint endpoint, String name) {
        this.endpoint = endpoint;
        this.name = name;
        this.path = endpoint.path().toString();
        this.methods = List.copyOf(endpoint.methods());
        this.realm = endpoint.realm().map(String::toString);
        this.permission = endpoint.permission().map(needed -> Permission.of(needed.action(), needed.objects()));
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public List<String> methods() {
        return methods;
    }

    @Override
    public Optional<String> realm() {
        return realm;
    }

    String name() {
        return name;
    }

    @Override
    public Optional<Permission> permission() {
        return permission;
    }

    @Override
    public CompletionStage<HttpResponse> handle(HttpRequest request) {
        return endpoint.handle(request);
    }

    @Override
    public String toString() {
        return endpoint.getClass().getName();
    }
}
