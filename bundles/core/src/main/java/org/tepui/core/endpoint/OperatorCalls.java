package org.tepui.core.endpoint;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.tepui.api.http.HttpRequest;
import org.tepui.api.http.HttpResponse;
import org.tepui.core.authorization.Approvers;
import org.tepui.core.authorization.View;
import org.tepui.core.guard.Answering;
import org.tepui.core.line.Input;
import org.tepui.core.snapshot.Snapshot;
import org.tepui.protocol.mesos.master.Call;
import org.tepui.protocol.mesos.master.Response;
import org.tepui.protocol.v1.Encoding;
import org.tepui.protocol.v1.V1Edge;

/** {@code /api/v1}: reads are answered from the snapshot, changes go to the line, what is not built is 501. */
final class OperatorCalls {

    private static final String INVALID = "Failed to validate master::Call: ";

    private final LineGate gate;
    private final ReadCalls reads;
    private final Executor readers;
    private final Approvers approvers;
    private final CallBody<Call> body = new CallBody<>(V1Edge::parseOperatorCall);

    /** The same numbers as the call's: who may not have the one may not have the other. */
    private static final String METRICS = "/metrics/snapshot";

    OperatorCalls(LineGate gate, ReadCalls reads, Executor readers, Approvers approvers) {
        this.approvers = approvers;
        this.gate = gate;
        this.reads = reads;
        this.readers = readers;
    }

    CompletionStage<HttpResponse> handle(HttpRequest request) {
        Optional<HttpResponse> refusal = Leadership.callRefusal(gate.snapshot(), request);
        if (refusal.isPresent()) {
            return done(refusal.get());
        }
        CallBody.Read<Call> read = body.read(request);
        if (read.refusal().isPresent()) {
            return done(read.refusal().get());
        }
        Call call = read.call().get();
        if (!call.hasType()) {
            return done(HttpResponse.text(400, INVALID + "Expecting 'type' to be present"));
        }
        Optional<String> missing = missing(call);
        if (missing.isPresent()) {
            return done(HttpResponse.text(400, INVALID + "Expecting '" + missing.get() + "' to be present"));
        }
        Optional<Encoding> type = Negotiation.ofAnswer(request);
        if (type.isEmpty()) {
            return done(HttpResponse.text(406, "Expecting 'Accept' to allow 'application/x-protobuf' or 'application/json'"));
        }
        return answer(request, call, type.get());
    }

    private CompletionStage<HttpResponse> answer(HttpRequest request, Call call, Encoding type) {
        return switch (call.getType()) {
            case GET_HEALTH -> read(type, reads::health);
            case GET_FLAGS -> View.of(approvers, request.identity())
                    .thenCompose(view -> Answering.on(readers, view::flags))
                    .thenCompose(may -> may ? read(type, reads::flags) : done(MasterRoutes.FORBIDDEN));
            case GET_VERSION -> read(type, reads::version);
            case GET_METRICS -> View.endpoint(approvers, request.identity(), METRICS)
                    .thenCompose(allowed -> allowed ? read(type, reads::metrics) : done(MasterRoutes.FORBIDDEN));
            case GET_MASTER -> read(type, () -> reads.master(gate.snapshot()));
            case GET_AGENTS -> view(request, type, reads::agents);
            case GET_FRAMEWORKS -> view(request, type, reads::frameworks);
            case GET_EXECUTORS -> view(request, type, reads::executors);
            case GET_TASKS -> view(request, type, reads::tasks);
            case GET_STATE -> view(request, type, reads::state);
            case TEARDOWN -> gate.ask(number -> new Input.OperatorCall(number, request.principal(), call));
            default -> done(HttpResponse.text(501, "501 Not Implemented."));
        };
    }

    /** Calls without their body that are built; the others are refused before it matters. */
    private static Optional<String> missing(Call call) {
        return switch (call.getType()) {
            case GET_METRICS -> call.hasGetMetrics() ? Optional.empty() : Optional.of("get_metrics");
            case TEARDOWN -> call.hasTeardown() ? Optional.empty() : Optional.of("teardown");
            default -> Optional.empty();
        };
    }

    private CompletionStage<HttpResponse> view(HttpRequest request, Encoding type, BiFunction<Snapshot, View, Response> response) {
        return View.of(approvers, request.identity()).thenCompose(view -> Answering.on(readers,
                () -> HttpResponse.of(200, type.contentType(), V1Edge.print(type, response.apply(gate.snapshot(), view)))));
    }

    private CompletionStage<HttpResponse> read(Encoding type, Supplier<Response> response) {
        return CompletableFuture.supplyAsync(() -> {
            return HttpResponse.of(200, type.contentType(), V1Edge.print(type, response.get()));
        }, readers);
    }

    private static CompletionStage<HttpResponse> done(HttpResponse response) {
        return CompletableFuture.completedFuture(response);
    }
}
