package org.tepui.core.endpoint;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.tepui.api.http.HttpEndpoint;
import org.tepui.api.http.HttpRequest;
import org.tepui.api.http.HttpResponse;
import org.tepui.api.http.Permission;

/** An endpoint made of a path and a function. */
public final class Route implements HttpEndpoint {

    static final String READ_ONLY = "mesos-master-readonly";
    static final String READ_WRITE = "mesos-master-readwrite";
    static final String SCHEDULER = "mesos-master-scheduler";

    private final String path;
    private final List<String> methods;
    private final Optional<String> realm;
    private final Optional<Permission> permission;
    private final Function<HttpRequest, CompletionStage<HttpResponse>> handler;

    private Route(String path, List<String> methods, Optional<String> realm, Optional<Permission> permission,
            Function<HttpRequest, CompletionStage<HttpResponse>> handler) {
        this.path = Objects.requireNonNull(path);
        this.methods = List.copyOf(methods);
        this.realm = realm;
        this.permission = permission;
        this.handler = handler;
    }

    /** Answers whole on the caller's thread: for what is short. */
    static Route of(String path, List<String> methods, Optional<String> realm, Function<HttpRequest, HttpResponse> handler) {
        return new Route(path, methods, realm, Optional.empty(), request -> CompletableFuture.completedFuture(handler.apply(request)));
    }

    static Route async(String path, List<String> methods, Optional<String> realm,
            Function<HttpRequest, CompletionStage<HttpResponse>> handler) {
        return new Route(path, methods, realm, Optional.empty(), handler);
    }

    /** The same for whoever has that permission. */
    Route needing(Permission needed) {
        return new Route(path, methods, realm, Optional.of(needed), handler);
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

    @Override
    public Optional<Permission> permission() {
        return permission;
    }

    @Override
    public CompletionStage<HttpResponse> handle(HttpRequest request) {
        return handler.apply(request);
    }
}
