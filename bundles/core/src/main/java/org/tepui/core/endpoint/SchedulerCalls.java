package org.tepui.core.endpoint;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tepui.api.http.HttpRequest;
import org.tepui.api.http.HttpResponse;
import org.tepui.core.line.Input;
import org.tepui.protocol.mesos.scheduler.Call;
import org.tepui.protocol.v1.Encoding;
import org.tepui.protocol.v1.V1Edge;

/** {@code /api/v1/scheduler}: form here, everything that needs the cluster on the line. */
final class SchedulerCalls {

    private static final String INVALID = "Failed to validate scheduler::Call: ";
    private static final String STREAM_ID = "Mesos-Stream-Id";

    private final LineGate gate;
    private final CallBody<Call> body = new CallBody<>(V1Edge::parseSchedulerCall);

    SchedulerCalls(LineGate gate) {
        this.gate = gate;
    }

    CompletionStage<HttpResponse> handle(HttpRequest request) {
        Optional<HttpResponse> refusal = Leadership.callRefusal(gate.snapshot(), request);
        if (refusal.isPresent()) {
            return CompletableFuture.completedFuture(refusal.get());
        }
        CallBody.Read<Call> read = body.read(request);
        if (read.refusal().isPresent()) {
            return CompletableFuture.completedFuture(read.refusal().get());
        }
        Call call = read.call().get();
        Optional<String> fault = CallForm.fault(call, request.principal());
        if (fault.isPresent()) {
            return text(400, INVALID + fault.get());
        }
        return call.getType() == Call.Type.SUBSCRIBE ? subscribe(request, call) : other(request, call);
    }

    private CompletionStage<HttpResponse> subscribe(HttpRequest request, Call call) {
        Optional<Encoding> type = Negotiation.ofAnswer(request);
        if (type.isEmpty()) {
            return notAcceptable();
        }
        if (request.header(STREAM_ID).isPresent()) {
            return text(400, "Subscribe calls should not include the 'Mesos-Stream-Id' header");
        }
        return gate.open(type.get(), connection -> new Input.Subscribe(connection, request.principal(), call));
    }

    private CompletionStage<HttpResponse> other(HttpRequest request, Call call) {
        if (call.getType() == Call.Type.UNKNOWN) {
            return text(501, "501 Not Implemented.");
        }
        if (call.getType() == Call.Type.RECONCILE_OPERATIONS && Negotiation.ofAnswer(request).isEmpty()) {
            return notAcceptable();
        }
        return gate.ask(number -> new Input.SchedulerCall(number, request.header(STREAM_ID), request.principal(), call));
    }

    private static CompletionStage<HttpResponse> notAcceptable() {
        return text(406, "Expecting 'Accept' to allow 'application/x-protobuf' or 'application/json'");
    }

    private static CompletionStage<HttpResponse> text(int status, String text) {
        return CompletableFuture.completedFuture(HttpResponse.text(status, text));
    }
}
