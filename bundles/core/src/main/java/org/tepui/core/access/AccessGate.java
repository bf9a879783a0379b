package org.tepui.core.access;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tepui.api.authentication.HttpAuthenticator;
import org.tepui.api.authentication.HttpIdentity;
import org.tepui.api.firewall.FirewallRule;
import org.tepui.api.http.HttpEndpoint;
import org.tepui.api.http.HttpRequest;
import org.tepui.api.http.HttpResponse;
import org.tepui.api.http.Permission;
import org.tepui.api.identity.Principal;
import org.tepui.api.module.ModuleKind;
import org.tepui.core.authorization.Approvers;
import org.tepui.core.authorization.View;
import org.tepui.core.guard.Guard;
import org.tepui.core.guard.Guarded;
import org.tepui.core.guard.RefusedException;
import org.tepui.core.module.Seated;
import org.tepui.core.module.Seats;
import org.tepui.protocol.libprocess.HttpGate;
import org.tepui.protocol.libprocess.LocalClients;

/**
 * The gate of a master's port: every firewall rule, then the authenticators of the realm in their order, the first that knows the principal
 * decides. A realm whose flag is off lets everybody in without a principal; one whose flag is on and which has no authenticator (before the
 * start has come to it, or in the gap of a change) lets in nobody. Requests of one connection are let in in their order. Then the authorizer,
 * for endpoints that need a permission.
 */
public final class AccessGate implements HttpGate {

    static final String NO_VALUE = "The request's authenticated principal contains claims, but no value string. The master currently requires that "
            + "principals have a value";
    private static final String ERROR = "500 Internal Server Error.";
    private static final HttpResponse FORBIDDEN = HttpResponse.text(403, "403 Forbidden.");
    private static final CompletionStage<Admission> NOBODY = CompletableFuture.completedStage(Admission.as(Optional.empty()));

    private final AccessSettings settings;
    private final Seats seats;
    private final Approvers approvers;
    private final Guard guard;
    private final AccessCounters counters;
    private final InOrder order = new InOrder();
    private final InOrder screened = new InOrder();
    private final FaultLog log = new FaultLog();

    AccessGate(AccessSettings settings, Seats seats, Approvers approvers, Guard guard, AccessCounters counters) {
        this.settings = settings;
        this.seats = seats;
        this.approvers = approvers;
        this.guard = guard;
        this.counters = counters;
    }

    @Override
    public Optional<HttpResponse> blocked(HttpRequest request) {
        Seated<FirewallRule> rules = seats.firewallRules().current();
        for (int i = 0; i < rules.modules().size(); i++) {
            Optional<HttpResponse> refusal = refusal(rules.names().get(i), rules.modules().get(i), request);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    /** Rules of plugins are asked on other threads: one that hangs must not hold up those of the port, which nobody can replace. */
    @Override
    public CompletionStage<Optional<HttpResponse>> screen(HttpRequest request) {
        Seated<FirewallRule> rules = seats.firewallRules().current();
        for (String name : rules.names()) {
            if (!guard.module(ModuleKind.FIREWALL_RULE, name).isBuiltIn()) {
                return screened.after(request.peer(), screen(rules, 0, request));
            }
        }
        return CompletableFuture.completedStage(blocked(request));
    }

    private CompletableFuture<Optional<HttpResponse>> screen(Seated<FirewallRule> rules, int index, HttpRequest request) {
        if (index == rules.modules().size()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        String name = rules.names().get(index);
        FirewallRule rule = rules.modules().get(index);
        return guard.call(guard.module(ModuleKind.FIREWALL_RULE, name), "refuse", request, () -> {
            Optional<HttpResponse> refusal = rule.refuse(request);
            return refusal == null ? null : CompletableFuture.completedFuture(refusal);
        }).handle((refusal, failure) -> {
            if (failure == null) {
                refusal.ifPresent(answer -> counters.count(AccessCounters.Firewall.BLOCKED));
                return refusal;
            }
            return Optional.of(failed(name, failure));
        }).thenCompose(refusal -> refusal.isPresent() ? CompletableFuture.completedFuture(refusal) : screen(rules, index + 1, request));
    }

    private HttpResponse failed(String rule, Throwable failure) {
        counters.count(AccessCounters.Firewall.FAILED);
        log.report("Firewall rule " + rule, failure, "the request is answered 500");
        return HttpResponse.text(500, ERROR);
    }

    @Override
    public CompletionStage<HttpResponse> ask(String name, HttpEndpoint endpoint, HttpRequest request) {
        Guarded module = guard.module(ModuleKind.HTTP_ENDPOINT, name);
        return module.isBuiltIn() ? endpoint.handle(request) : guard.call(module, "handle", request, () -> endpoint.handle(request))
                .exceptionally(failure -> unavailable(name, failure));
    }

    /** An endpoint that is not called is not there for now; one that fails is a fault of the server. */
    private HttpResponse unavailable(String name, Throwable failure) {
        boolean refused = failure instanceof RefusedException;
        log.report("HTTP endpoint " + name, failure, "the request is answered " + (refused ? "503" : "500"));
        return refused ? HttpResponse.text(503, failure.getMessage()) : HttpResponse.text(500, ERROR);
    }

    private Optional<HttpResponse> refusal(String name, FirewallRule rule, HttpRequest request) {
        try {
            Optional<HttpResponse> refusal = guard.section(guard.module(ModuleKind.FIREWALL_RULE, name), "refuse", request,
                    () -> rule.refuse(request));
            refusal.ifPresent(answer -> counters.count(AccessCounters.Firewall.BLOCKED));
            return refusal;
        } catch (RefusedException e) {
            return Optional.of(failed(name, e));
        }
    }

    @Override
    public CompletionStage<Admission> admit(String realm, HttpRequest request) {
        Realm known = Realm.of(realm);
        if (!settings.isOn(known)) {
            return NOBODY;
        }
        Seated<HttpAuthenticator> seated = known == Realm.SCHEDULER ? seats.httpFrameworkAuthenticators().current()
                : seats.httpAuthenticators().current();
        if (seated.isEmpty()) {
            counters.refused(known);
            return CompletableFuture.completedStage(Admission.refused(
                    HttpResponse.text(503, "There is no authenticator for realm " + realm + " now").with("Retry-After", "1")));
        }
        return order.after(request.peer(), new Asking(known, realm, request, seated).ask(0));
    }

    @Override
    public CompletionStage<Optional<HttpResponse>> permit(Permission permission, HttpRequest request) {
        Optional<HttpResponse> stranger = LocalClients.refusal(request);
        return stranger.isPresent() ? CompletableFuture.completedStage(stranger)
                : View.may(approvers, request.identity(), permission).thenApply(may -> may ? Optional.empty() : Optional.of(FORBIDDEN));
    }

    /** One request on its way from authenticator to authenticator; each step after the one before. */
    private final class Asking {

        private final Realm known;
        private final String realm;
        private final HttpRequest request;
        private final Seated<HttpAuthenticator> seated;
        private final Refusals refusals;

        Asking(Realm known, String realm, HttpRequest request, Seated<HttpAuthenticator> seated) {
            this.known = known;
            this.realm = realm;
            this.request = request;
            this.seated = seated;
            this.refusals = new Refusals(seated.modules().size() > 1);
        }

        CompletableFuture<Admission> ask(int index) {
            if (index == seated.modules().size()) {
                AccessCounters.Http why = refusals.why();
                if (why == AccessCounters.Http.REFUSED) {
                    counters.refused(known);
                } else {
                    counters.refused(known, why);
                }
                return CompletableFuture.completedFuture(Admission.refused(refusals.answer()));
            }
            HttpAuthenticator authenticator = seated.modules().get(index);
            String name = seated.names().get(index);
            return guard.call(guard.module(ModuleKind.HTTP_AUTHENTICATOR, name), "authenticate", request,
                    () -> authenticator.authenticate(realm, request))
                    .handle((identity, failure) -> answered(index, name, identity, failure)).thenCompose(next -> next);
        }

        private CompletableFuture<Admission> answered(int index, String name, HttpIdentity identity, Throwable failure) {
            if (failure != null) {
                counters.failed(known);
                log.report("HTTP authenticator " + name, failure, "it lets nobody in");
                refusals.addFailure(name);
            } else if (identity.principal().isPresent()) {
                return CompletableFuture.completedFuture(known(identity.principal().get()));
            } else {
                refusals.add(scheme(index, name), identity);
            }
            return ask(index + 1);
        }

        /** A principal of claims alone would be nobody to rules and frameworks, who know principals by their value. */
        private Admission known(Principal principal) {
            if (principal.value().filter(value -> !value.isEmpty()).isPresent()) {
                return Admission.as(Optional.of(principal));
            }
            counters.refused(known, AccessCounters.Http.FORBIDDEN);
            return Admission.refused(HttpResponse.text(403, NO_VALUE));
        }

        private String scheme(int index, String name) {
            try {
                return guard.section(guard.module(ModuleKind.HTTP_AUTHENTICATOR, name), "scheme", null, seated.modules().get(index)::scheme);
            } catch (RefusedException e) {
                counters.failed(known);
                log.report("HTTP authenticator " + name, e, "its name stands for its scheme");
                return name;
            }
        }
    }
}
