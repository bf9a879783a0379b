package org.tepui.deployer.http;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.tepui.api.http.HttpEndpoint;
import org.tepui.api.http.HttpRequest;
import org.tepui.api.http.HttpResponse;
import org.tepui.api.http.Permission;
import org.tepui.api.module.Deployments;
import org.tepui.api.module.ManageModules;
import org.tepui.deployer.plugin.LeftThread;

/** {@code GET /tepui/deployments}: the files of {@code deploy/} with state and reason, and threads that bundles have left. */
public final class DeploymentsEndpoint implements HttpEndpoint {

    private final Deployments deployments;
    private final Supplier<List<LeftThread>> leftThreads;

    public DeploymentsEndpoint(Deployments deployments, Supplier<List<LeftThread>> leftThreads) {
        this.deployments = deployments;
        this.leftThreads = leftThreads;
    }

    @Override
    public String path() {
        return "/tepui/deployments";
    }

    @Override
    public List<String> methods() {
        return List.of("GET");
    }

    @Override
    public Optional<String> realm() {
        return Optional.of("mesos-master-readwrite");
    }

    @Override
    public Optional<Permission> permission() {
        return Optional.of(ManageModules.ofSomeKind());
    }

    @Override
    public CompletionStage<HttpResponse> handle(HttpRequest request) {
        return CompletableFuture.completedFuture(HttpResponse.json(200,
                Documents.deployments(deployments.list(), deployments.settled(), leftThreads.get())));
    }
}
