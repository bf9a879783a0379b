package org.tepui.core.endpoint;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.tepui.api.http.HttpEndpoint;
import org.tepui.api.http.HttpRequest;
import org.tepui.api.http.HttpResponse;
import org.tepui.core.authorization.Approvers;
import org.tepui.core.authorization.View;
import org.tepui.core.guard.Answering;
import org.tepui.core.snapshot.Snapshot;
import org.tepui.core.startup.Step;

/** Every endpoint of the master. */
public final class MasterRoutes {

    /** What a path without a route is answered before the sequence has come to the master. */
    public static final HttpResponse STARTING = HttpResponse.text(503, "The master is starting; /startup shows how far it is")
            .with("Retry-After", "1");

    static final HttpResponse FORBIDDEN = HttpResponse.text(403, "403 Forbidden.");

    private static final Optional<String> READ_ONLY = Optional.of(Route.READ_ONLY);
    private static final List<String> ANY = List.of();

    private final LineGate gate;
    private final Identity identity;
    private final Metrics metrics;
    private final Executor readers;
    private final StateDocuments documents;
    private final Approvers approvers;

    /** @param readers runs what renders whole clusters, so that no I/O thread does */
    public MasterRoutes(LineGate gate, Identity identity, Metrics metrics, Executor readers, Approvers approvers) {
        this.gate = gate;
        this.identity = identity;
        this.metrics = metrics;
        this.readers = readers;
        this.approvers = approvers;
        this.documents = new StateDocuments(identity);
    }

    public List<HttpEndpoint> routes() {
        ReadCalls reads = new ReadCalls(identity, metrics);
        return List.of(
                Route.async("/master/api/v1", List.of("POST"), Optional.of(Route.READ_WRITE),
                        new OperatorCalls(gate, reads, readers, approvers)::handle),
                Route.async("/master/api/v1/scheduler", List.of("POST"), Optional.of(Route.SCHEDULER),
                        new SchedulerCalls(gate)::handle),
                Route.of("/master/health", ANY, Optional.empty(), request -> HttpResponse.of(200)),
                document("/master/state", documents::state),
                document("/master/slaves", documents::agents),
                document("/master/frameworks", documents::frameworks),
                Route.async("/master/flags", List.of("GET"), READ_ONLY, request -> View.of(approvers, request.identity())
                        .thenCompose(view -> Answering.on(readers, () -> view.flags() ? HttpResponse.json(200, documents.flags()) : FORBIDDEN))),
                Route.of("/master/redirect", ANY, Optional.empty(), this::redirect),
                Route.async("/metrics/snapshot", ANY, READ_ONLY, this::metrics));
    }

    /** What is answered from the first moment on, before the sequence has come to the master. */
    public static List<HttpEndpoint> early(Identity identity, Supplier<List<Step>> steps) {
        StateDocuments documents = new StateDocuments(identity);
        return List.of(
                Route.of("/version", ANY, Optional.empty(), request -> HttpResponse.json(200, documents.version())),
                Route.of("/startup", List.of("GET"), Optional.empty(),
                        request -> HttpResponse.json(200, StartupDocument.bytes(identity, steps.get()))));
    }

    private Route document(String path, BiFunction<Snapshot, View, byte[]> render) {
        return Route.async(path, ANY, READ_ONLY, request -> Leadership.refusal(gate.snapshot(), request)
                .<CompletionStage<HttpResponse>>map(CompletableFuture::completedFuture)
                .orElseGet(() -> View.of(approvers, request.identity())
                        .thenCompose(view -> Answering.on(readers, () -> HttpResponse.json(200, render.apply(gate.snapshot(), view))))));
    }

    private HttpResponse redirect(HttpRequest request) {
        if (!request.path().equals("/master/redirect")) {
            return HttpResponse.text(404, "404 Not Found.");
        }
        Snapshot snapshot = gate.snapshot();
        return snapshot.elected() ? HttpResponse.of(307).with("Location", Leadership.location(snapshot.info(), ""))
                : HttpResponse.text(503, Leadership.NO_LEADER);
    }

    private CompletionStage<HttpResponse> metrics(HttpRequest request) {
        Optional<String> fault = request.query("timeout").flatMap(MetricsTimeout::fault);
        if (fault.isPresent()) {
            return CompletableFuture.completedFuture(HttpResponse.text(400, fault.get()));
        }
        return View.endpoint(approvers, request.identity(), "/metrics/snapshot").thenApplyAsync(allowed -> !allowed ? FORBIDDEN
                : HttpResponse.json(200, Json.bytes(32 * 1024, json -> {
            json.writeStartObject();
            for (var metric : metrics.snapshot().entrySet()) {
                Json.number(json, metric.getKey(), metric.getValue());
            }
            json.writeEndObject();
        })), readers);
    }
}
