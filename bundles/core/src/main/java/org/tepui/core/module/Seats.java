package org.tepui.core.module;

import org.tepui.api.authentication.Authenticator;
import org.tepui.api.authentication.HttpAuthenticator;
import org.tepui.api.authorization.Authorizer;
import org.tepui.api.firewall.FirewallRule;
import org.tepui.api.hook.Hook;
import org.tepui.api.module.ModuleKind;

/**
 * The seats that are read per request. The allocator has none: its place is in the planner, which changes it between two plans.
 *
 * @param authorizer at most one: flag {@code authorizers}; empty allows everything
 * @param authenticators of agents and drivers: flag {@code authenticators}
 * @param httpAuthenticators of the operator realms: flag {@code http_authenticators}
 * @param httpFrameworkAuthenticators of the scheduler realm: flag {@code http_framework_authenticators}
 * @param hooks in the order of the flag {@code hooks}
 * @param firewallRules flag {@code firewall_rules} and services, by service ranking
 */
public record Seats(Seat<Authorizer> authorizer, Seat<Authenticator> authenticators, Seat<HttpAuthenticator> httpAuthenticators,
        Seat<HttpAuthenticator> httpFrameworkAuthenticators, Seat<Hook> hooks, Seat<FirewallRule> firewallRules) {

    public static Seats empty() {
        return new Seats(new Seat<>(ModuleKind.AUTHORIZER), new Seat<>(ModuleKind.AUTHENTICATOR), new Seat<>(ModuleKind.HTTP_AUTHENTICATOR),
                new Seat<>(ModuleKind.HTTP_AUTHENTICATOR), new Seat<>(ModuleKind.HOOK), new Seat<>(ModuleKind.FIREWALL_RULE));
    }
}
