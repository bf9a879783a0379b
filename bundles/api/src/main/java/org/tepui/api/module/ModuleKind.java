package org.tepui.api.module;

import java.util.Optional;

/** The kinds of modules that a master looks for, each a service interface. */
public enum ModuleKind {

    ALLOCATOR("allocator", "org.tepui.api.allocator.Allocator"),
    AUTHORIZER("authorizer", "org.tepui.api.authorization.Authorizer"),
    AUTHENTICATOR("authenticator", "org.tepui.api.authentication.Authenticator"),
    HTTP_AUTHENTICATOR("http_authenticator", "org.tepui.api.authentication.HttpAuthenticator"),
    HOOK("hook", "org.tepui.api.hook.Hook"),
    ANONYMOUS("anonymous", "org.tepui.api.module.Anonymous"),
    MASTER_CONTENDER("master_contender", "org.tepui.api.election.MasterContender"),
    MASTER_DETECTOR("master_detector", "org.tepui.api.election.MasterDetector"),
    STORAGE("registry", "org.tepui.api.registry.Storage"),
    FIREWALL_RULE("firewall_rule", "org.tepui.api.firewall.FirewallRule"),
    HTTP_ENDPOINT("http_endpoint", "org.tepui.api.http.HttpEndpoint");

    private final String text;
    private final String service;

    ModuleKind(String text, String service) {
        this.text = text;
        this.service = service;
    }

    /** As flags, documents and commands spell it, such as {@code http_authenticator}. */
    public String text() {
        return text;
    }

    /** Name of the service interface. */
    public String service() {
        return service;
    }

    public static Optional<ModuleKind> of(String text) {
        for (ModuleKind kind : values()) {
            if (kind.text.equals(text)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
