package org.tepui.core.startup;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.osgi.framework.BundleContext;
import org.tepui.api.authentication.Authenticator;
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
        SortedMap<String, String> parameters = settings.parameters();
        List<String> names = List.of(settings.authenticator());
        seats.authenticators().take(names, find(authenticators, names, "--authenticators", parameters, finder, Authenticator::configure));
        if (settings.readOnly() || settings.readWrite()) {
            seats.httpAuthenticators().take(settings.httpAuthenticators(), find(httpAuthenticators, settings.httpAuthenticators(),
                    "--http_authenticators", parameters, finder, HttpAuthenticator::configure));
        }
        if (settings.scheduler()) {
            seats.httpFrameworkAuthenticators().take(settings.httpFrameworkAuthenticators(), find(httpAuthenticators,
                    settings.httpFrameworkAuthenticators(), "--http_framework_authenticators", parameters, finder,
                    HttpAuthenticator::configure));
        }
        return settings.toString();
    }

    private static <T> List<T> find(NamedServices<T> services, List<String> names, String flag, SortedMap<String, String> parameters,
            Finder finder, BiConsumer<T, SortedMap<String, String>> configure) throws StartupException, InterruptedException {
        List<T> found = new ArrayList<>();
        for (String name : names) {
            T module = named(services, name, flag, finder);
            try {
                configure.accept(module, new TreeMap<>(parameters));
            } catch (RuntimeException | LinkageError e) {
                throw new StartupException(flag + ": '" + name + "' does not take its parameters: " + e.getMessage(), e);
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
