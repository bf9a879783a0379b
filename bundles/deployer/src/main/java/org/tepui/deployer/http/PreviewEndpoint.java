package org.tepui.deployer.http;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.tepui.api.http.HttpEndpoint;
import org.tepui.api.http.HttpRequest;
import org.tepui.api.http.HttpResponse;
import org.tepui.api.http.Permission;
import org.tepui.api.module.Deployments;
import org.tepui.api.module.ManageModules;

/** {@code POST /tepui/modules/preview} with a jar as its body: what that jar would add. Jars are read one after the other, off the wire's threads. */
public final class PreviewEndpoint implements HttpEndpoint, AutoCloseable {

    private static final int WAITING_MAX = 4;
    private static final long IDLE_SECONDS = 10;

    private final Deployments deployments;
    private final ThreadPoolExecutor reader = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_MAX), work -> {
                Thread thread = new Thread(work, "tepui-deployer-preview");
                thread.setDaemon(true);
                return thread;
            });

    public PreviewEndpoint(Deployments deployments) {
        this.deployments = deployments;
        reader.allowCoreThreadTimeOut(true);
    }

    @Override
    public String path() {
        return "/tepui/modules/preview";
    }

    @Override
    public List<String> methods() {
        return List.of("POST");
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
        if (request.body().length == 0) {
            return CompletableFuture.completedFuture(HttpResponse.text(400, "The body must be the jar"));
        }
        try {
            return CompletableFuture.supplyAsync(
                    () -> HttpResponse.json(200, Documents.preview(deployments.preview(request.body()))), reader);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(HttpResponse.text(503, WAITING_MAX + " previews wait already; try again"));
        }
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }
}
