package org.tepui.core.module;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tepui.api.authentication.Authenticator;
import org.tepui.api.authentication.HttpAuthenticator;
import org.tepui.api.authentication.HttpIdentity;
import org.tepui.api.authentication.Step;
import org.tepui.api.authorization.Authorizer;
import org.tepui.api.http.HttpRequest;
import org.tepui.api.module.ModuleKind;

/** What sits where the module has gone: nobody is let in, nothing is allowed. */
public final class Closed {

    private static final String NAME = "none (refuses)";

    public static final Seated<Authorizer> AUTHORIZER = of(ModuleKind.AUTHORIZER,
            (subject, action) -> CompletableFuture.completedFuture(object -> false));

    public static final Seated<HttpAuthenticator> HTTP_AUTHENTICATOR = of(ModuleKind.HTTP_AUTHENTICATOR, new HttpAuthenticator() {
        @Override
        public String scheme() {
            return "None";
        }

        @Override
        public CompletionStage<HttpIdentity> authenticate(String realm, HttpRequest request) {
            return CompletableFuture.completedFuture(HttpIdentity.refuse("The authenticator of this realm has gone"));
        }
    });

    public static final Seated<Authenticator> AUTHENTICATOR = of(ModuleKind.AUTHENTICATOR, new Authenticator() {
        @Override
        public List<String> mechanisms() {
            return List.of();
        }

        @Override
        public Session open(String mechanism, String peer) {
            return data -> Step.failed();
        }
    });

    private Closed() {
    }

    private static <T> Seated<T> of(ModuleKind kind, T module) {
        return new Seated<>(kind, 0, List.of(NAME), List.of(module));
    }

    /** For kinds whose modules add something only: nobody is asked. */
    public static <T> Seated<T> nobody(ModuleKind kind) {
        return new Seated<>(kind, 0, List.of(), List.of());
    }
}
