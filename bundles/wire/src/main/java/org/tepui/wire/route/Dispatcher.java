package org.tepui.wire.route;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.api.http.HttpEndpoint;
import org.tepui.api.http.HttpRequest;
import org.tepui.api.http.HttpResponse;
import org.tepui.wire.base.BadInput;
import org.tepui.wire.base.BadInputLog;
import org.tepui.wire.base.Counter;
import org.tepui.wire.base.Counters;
import org.tepui.wire.http.Exchange;
import org.tepui.wire.http.Request;
import org.tepui.wire.http.RequestSink;
import org.tepui.wire.message.Inbound;

/** Sends each request of a port where it belongs: to a process as a message, or to an endpoint. */
public final class Dispatcher implements RequestSink {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final Routes routes;
    private final Predicate<String> processExists;
    private final Inbound messages;
    private final HttpGate gate;
    private final Counters counters;
    private final BadInputLog badInput;
    private volatile Optional<String> delegate = Optional.empty();
    private volatile boolean starting;

    public Dispatcher(Routes routes, Predicate<String> processExists, Inbound messages, HttpGate gate, Counters counters,
            BadInputLog badInput) {
        this.routes = routes;
        this.processExists = processExists;
        this.messages = messages;
        this.gate = gate;
        this.counters = counters;
        this.badInput = badInput;
    }

    public void delegate(String processId) {
        delegate = Optional.of(processId);
    }

    public void starting(boolean starting) {
        this.starting = starting;
    }

    @Override
    public void request(Request request, Exchange exchange) {
        try {
            Target target = Target.of(request.head().target());
            if (!target.path().startsWith("/")) {
                exchange.answer(HttpResponse.text(400, "Request URL path must start with '/'"));
            } else if (Inbound.isMessage(request.head())) {
                message(request, target, exchange);
            } else {
                endpoint(request, target, exchange);
            }
        } catch (RuntimeException e) {
            failed(request.head().target(), e, exchange);
        }
    }

    private void message(Request request, Target target, Exchange exchange) {
        int slash = target.path().indexOf('/', 1);
        String first = slash < 0 ? target.path().substring(1) : target.path().substring(1, slash);
        Optional<String> process = Percent.decode(first, false);
        if (process.isEmpty()) {
            counters.add(Counter.MESSAGES_REFUSED);
            badInput.report(BadInput.TARGET, exchange.peer(), "message to '" + first + "', which does not decode; answered 400");
            exchange.answer(HttpResponse.text(400, "The process id in the path has a bad escape"));
            return;
        }
        messages.receive(request, process.get(), slash < 0 ? "" : target.path().substring(slash + 1), exchange);
    }

    private void endpoint(Request request, Target target, Exchange exchange) {
        Optional<Map<String, String>> query = target.pairs();
        if (query.isEmpty()) {
            badInput.report(BadInput.TARGET, exchange.peer(), "query of '" + target.path() + "' does not decode; answered 400");
            exchange.answer(HttpResponse.text(400, "The query has a bad escape: '%' must be followed by two hexadecimal digits"));
            return;
        }
        Optional<Place> place = Place.of(target.path(), processExists, delegate);
        if (place.isEmpty()) {
            exchange.answer(noRoute());
            return;
        }
        Optional<HttpResponse> blocked = gate.blocked(place.get().path());
        if (blocked.isPresent()) {
            exchange.answer(blocked.get());
            return;
        }
        Optional<HttpEndpoint> endpoint = routes.find(place.get().process(), place.get().name());
        if (endpoint.isEmpty()) {
            exchange.answer(noRoute());
            return;
        }
        Optional.ofNullable(query.get().get("jsonp")).filter(name -> !name.isEmpty()).ifPresent(exchange::jsonp);
        admit(endpoint.get(), http(request, place.get(), query.get(), exchange, Optional.empty()), exchange);
    }

    private HttpResponse noRoute() {
        return starting ? Refusals.starting() : Refusals.notFound();
    }

    private static HttpRequest http(Request request, Place place, Map<String, String> query, Exchange exchange, Optional<String> principal) {
        return HttpRequest.of(request.head().method(), place.path(), query, request.head().headers(), request.body(), exchange.peer(),
                request.head().keepAlive(), principal);
    }

    private void admit(HttpEndpoint endpoint, HttpRequest request, Exchange exchange) {
        if (endpoint.realm().isEmpty()) {
            handle(endpoint, request, exchange);
            return;
        }
        gate.admit(endpoint, request).whenComplete((admission, error) -> {
            if (error != null) {
                failed(request.path(), error, exchange);
            } else if (admission.refusal().isPresent()) {
                exchange.answer(admission.refusal().get());
            } else {
                handle(endpoint, admission.principal().isEmpty() ? request : withPrincipal(request, admission.principal()), exchange);
            }
        });
    }

    private static HttpRequest withPrincipal(HttpRequest request, Optional<String> principal) {
        return HttpRequest.of(request.method(), request.path(), request.query(), request.headers(), request.body(), request.peer(),
                request.keepAlive(), principal);
    }

    private void handle(HttpEndpoint endpoint, HttpRequest request, Exchange exchange) {
        try {
            List<String> methods = endpoint.methods();
            if (!methods.isEmpty() && !methods.contains(request.method())) {
                exchange.answer(Refusals.methodNotAllowed(methods, request.method()));
                return;
            }
            CompletionStage<HttpResponse> answer = endpoint.handle(request);
            answer.whenComplete((response, error) -> {
                if (response != null) {
                    exchange.answer(response);
                } else {
                    failed(request.path(), error == null ? new IllegalStateException("the endpoint gave no answer") : error, exchange);
                }
            });
        } catch (RuntimeException | LinkageError e) {
            // A bundle that was just taken out shows itself as a LinkageError.
            failed(request.path(), e, exchange);
        }
    }

    private void failed(String path, Throwable error, Exchange exchange) {
        counters.add(Counter.ENDPOINT_FAILURES);
        LOG.warn("Answering {} failed; answered 500", BadInputLog.printable(path), error);
        exchange.answer(HttpResponse.text(500, "500 Internal Server Error."));
    }
}
