package org.tepui.wire.route;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.api.http.HttpEndpoint;
import org.tepui.api.http.HttpRequest;
import org.tepui.api.http.HttpResponse;
import org.tepui.protocol.libprocess.HttpGate;
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
    private final Counters counters;
    private final BadInputLog badInput;
    private volatile HttpGate gate = HttpGate.OPEN;
    private volatile Optional<String> delegate = Optional.empty();
    private volatile HttpResponse unknown = Refusals.notFound();

    public Dispatcher(Routes routes, Predicate<String> processExists, Inbound messages, Counters counters, BadInputLog badInput) {
        this.routes = routes;
        this.processExists = processExists;
        this.messages = messages;
        this.counters = counters;
        this.badInput = badInput;
    }

    public void delegate(String processId) {
        delegate = Optional.of(processId);
    }

    public void gate(HttpGate newGate) {
        gate = newGate;
    }

    /** Answer to a path that nothing is routed to; 404 again when closed. */
    public AutoCloseable unknown(HttpResponse answer) {
        unknown = answer;
        return () -> unknown = Refusals.notFound();
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
            exchange.answer(unknown);
            return;
        }
        HttpRequest asked = http(request, place.get(), query.get(), exchange);
        HttpGate now = gate;
        now.screen(asked).whenComplete((blocked, error) -> {
            if (error != null) {
                failed(asked.path(), error, exchange);
            } else if (blocked.isPresent()) {
                exchange.answer(blocked.get());
            } else {
                passed(now, place.get(), asked, exchange);
            }
        });
    }

    private void passed(HttpGate now, Place place, HttpRequest asked, Exchange exchange) {
        Optional<HttpEndpoint> endpoint = routes.find(place.process(), place.name());
        if (endpoint.isEmpty()) {
            exchange.answer(unknown);
            return;
        }
        asked.query("jsonp").filter(name -> !name.isEmpty()).ifPresent(exchange::jsonp);
        admit(now, endpoint.get(), asked, exchange);
    }

    private static HttpRequest http(Request request, Place place, Map<String, String> query, Exchange exchange) {
        return HttpRequest.of(request.head().method(), place.path(), query, request.head().headers(), request.body(), exchange.peer(),
                request.head().keepAlive(), Optional.empty());
    }

    private void admit(HttpGate now, HttpEndpoint endpoint, HttpRequest request, Exchange exchange) {
        Optional<String> realm = endpoint.realm();
        if (realm.isEmpty()) {
            permit(now, endpoint, request, exchange);
            return;
        }
        now.admit(realm.get(), request).whenComplete((admission, error) -> {
            if (error != null) {
                failed(request.path(), error, exchange);
            } else if (admission.refusal().isPresent()) {
                exchange.answer(admission.refusal().get());
            } else {
                permit(now, endpoint, admission.principal().map(request::as).orElse(request), exchange);
            }
        });
    }

    private void permit(HttpGate now, HttpEndpoint endpoint, HttpRequest request, Exchange exchange) {
        if (endpoint.permission().isEmpty()) {
            handle(endpoint, request, exchange);
            return;
        }
        now.permit(endpoint.permission().get(), request).whenComplete((refusal, error) -> {
            if (error != null) {
                failed(request.path(), error, exchange);
            } else if (refusal.isPresent()) {
                exchange.answer(refusal.get());
            } else {
                handle(endpoint, request, exchange);
            }
        });
    }

    private void handle(HttpEndpoint endpoint, HttpRequest request, Exchange exchange) {
        answer(endpoint, request).thenAccept(exchange::answer);
    }

    /** Asks an endpoint for a request from within this process; its path begins with the process. */
    public CompletionStage<HttpResponse> ask(HttpRequest request) {
        Optional<Place> place = Place.of(request.path(), processExists, delegate);
        return place.flatMap(at -> routes.find(at.process(), at.name())).map(endpoint -> answer(endpoint, request))
                .orElseGet(() -> CompletableFuture.completedStage(unknown));
    }

    /** The endpoint's answer, or the one to an endpoint that fails; the stage itself never does. */
    private CompletionStage<HttpResponse> answer(HttpEndpoint endpoint, HttpRequest request) {
        Thread thread = Thread.currentThread();
        ClassLoader loader = thread.getContextClassLoader();
        try {
            List<String> methods = endpoint.methods();
            if (!methods.isEmpty() && !methods.contains(request.method())) {
                return CompletableFuture.completedStage(Refusals.methodNotAllowed(methods, request.method()));
            }
            CompletionStage<HttpResponse> asked = endpoint instanceof KnownEndpoint known ? gate.ask(known.name(), known, request)
                    : endpoint.handle(request);
            return asked.handle((response, error) -> response != null ? response
                    : failure(request.path(), error == null ? new IllegalStateException("the endpoint gave no answer") : error));
        } catch (RuntimeException | LinkageError e) {
            // A bundle that was just taken out shows itself as a LinkageError.
            return CompletableFuture.completedStage(failure(request.path(), e));
        } finally {
            if (thread.getContextClassLoader() != loader) {
                // A plugin's must not outlive it on a thread that serves others.
                thread.setContextClassLoader(loader);
            }
        }
    }

    private void failed(String path, Throwable error, Exchange exchange) {
        exchange.answer(failure(path, error));
    }

    private HttpResponse failure(String path, Throwable error) {
        counters.add(Counter.ENDPOINT_FAILURES);
        LOG.warn("Answering {} failed; answered 500", BadInputLog.printable(path), error);
        return HttpResponse.text(500, "500 Internal Server Error.");
    }
}
