package org.tepui.core.startup;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.osgi.framework.BundleContext;
import org.tepui.api.authentication.Authenticator;
import org.tepui.api.authentication.Credentials;
import org.tepui.api.authentication.HttpAuthenticator;
import org.tepui.core.access.AccessSettings;
import org.tepui.core.module.Seats;

/** Looks for the authenticators that the flags name, tells them the credentials, and gives them their seats. */
final class AccessStart implements AutoCloseable {

    private final NamedServices<Authenticator> authenticators;
    private final NamedServices<HttpAuthenticator> httpAuthenticators;

    AccessStart(BundleContext context) {
        this.authenticators = new NamedServices<>(context, Authenticator.class, "authenticator");
        this.httpAuthenticators = new NamedServices<>(context, HttpAuthenticator.class, "HTTP authenticator");
    }

    void open() {
        authenticators.open();
        httpAuthenticators.open();
    }

    /** How a module is waited for. */
    interface Finder {
        <T> T find(NamedServices<T> services, String name) throws StartupException, InterruptedException;
    }

    /** Fills the seats of the realms and peers that are guarded; authenticators of agents always have theirs. */
    String fill(AccessSettings settings, Seats seats, Finder finder) throws StartupException, InterruptedException {
        Credentials credentials = settings.credentials();
        List<String> names = List.of(settings.authenticator());
        seats.authenticators().take(names, find(authenticators, names, "--authenticators", credentials, finder, Authenticator::configure));
        if (settings.readOnly() || settings.readWrite()) {
            seats.httpAuthenticators().take(settings.httpAuthenticators(), find(httpAuthenticators, settings.httpAuthenticators(),
                    "--http_authenticators", credentials, finder, HttpAuthenticator::configure));
        }
        if (settings.scheduler()) {
            seats.httpFrameworkAuthenticators().take(settings.httpFrameworkAuthenticators(), find(httpAuthenticators,
                    settings.httpFrameworkAuthenticators(), "--http_framework_authenticators", credentials, finder,
                    HttpAuthenticator::configure));
        }
        return settings.toString();
    }

    private static <T> List<T> find(NamedServices<T> services, List<String> names, String flag, Credentials credentials,
            Finder finder, BiConsumer<T, Credentials> configure) throws StartupException, InterruptedException {
        List<T> found = new ArrayList<>();
        for (String name : names) {
            T module = named(services, name, flag, finder);
            try {
                configure.accept(module, credentials);
            } catch (RuntimeException | LinkageError e) {
                throw new StartupException(flag + ": '" + name + "' does not take the credentials: " + e.getMessage(), e);
            }
            found.add(module);
        }
        return found;
    }

    private static <T> T named(NamedServices<T> services, String name, String flag, Finder finder)
            throws StartupException, InterruptedException {
        try {
            return finder.find(services, name);
        } catch (StartupException e) {
            throw new StartupException(flag + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        httpAuthenticators.close();
        authenticators.close();
    }
}
