package org.tepui.core.access;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.api.firewall.FirewallRule;
import org.tepui.api.http.HttpRequest;
import org.tepui.api.http.HttpResponse;
import org.tepui.core.module.Seat;
import org.tepui.protocol.libprocess.HttpGate;

/** Asks the firewall rules and nobody else. The first refusal counts; a rule that fails in any way refuses with 500. */
public final class FirewallGate implements HttpGate {

    private static final Logger LOG = LoggerFactory.getLogger(FirewallGate.class);

    private final Seat<FirewallRule> rules;

    public FirewallGate(Seat<FirewallRule> rules) {
        this.rules = rules;
    }

    @Override
    public Optional<HttpResponse> blocked(HttpRequest request) {
        for (FirewallRule rule : rules.current().modules()) {
            Optional<HttpResponse> refusal = ask(rule, request);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    private static Optional<HttpResponse> ask(FirewallRule rule, HttpRequest request) {
        try {
            Optional<HttpResponse> refusal = rule.refuse(request);
            if (refusal != null) {
                return refusal;
            }
            LOG.warn("Firewall rule {} gave null; the request is answered 500", rule.getClass().getName());
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("Firewall rule {} failed; the request is answered 500", rule.getClass().getName(), e);
        }
        return Optional.of(HttpResponse.text(500, "500 Internal Server Error."));
    }

    @Override
    public CompletionStage<Admission> admit(String realm, HttpRequest request) {
        return OPEN.admit(realm, request);
    }
}
