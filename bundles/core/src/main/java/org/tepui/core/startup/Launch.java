package org.tepui.core.startup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.tepui.api.module.Deployments;

/** What the launcher says: which command runs with which arguments, and the way to end the process. */
public final class Launch {

    private static final String COMMAND = "tepui.command";
    private static final String ARGS = "tepui.args";
    private static final String EXIT_FILTER = "(tepui.exit=true)";

    private final BundleContext context;

    public Launch(BundleContext context) {
        this.context = context;
    }

    /** {@code master} or {@code agent}; empty in a framework that nobody launched for either. */
    public Optional<String> command() {
        return Optional.ofNullable(context.getProperty(COMMAND));
    }

    /** Arguments of the command, from the framework property {@code tepui.args}: a JSON array of text. */
    public List<String> arguments() throws StartupException {
        String text = context.getProperty(ARGS);
        if (text == null) {
            return List.of();
        }
        List<String> arguments = new ArrayList<>();
        try (JsonParser json = new JsonFactory().createParser(text)) {
            boolean array = json.nextToken() == JsonToken.START_ARRAY;
            while (array && json.nextToken() == JsonToken.VALUE_STRING) {
                arguments.add(json.getText());
            }
            if (!array || json.currentToken() != JsonToken.END_ARRAY) {
                throw new StartupException("framework property " + ARGS + " is not a JSON array of text");
            }
        } catch (IOException e) {
            throw new StartupException("framework property " + ARGS + " is not a JSON array of text: " + e.getMessage(), e);
        }
        return List.copyOf(arguments);
    }

    /**
     * True once the launcher has started every bundle, and the deployer, where there is one, every bundle of its first look at
     * {@code deploy/}: what is not there now was not installed.
     */
    public boolean settled() {
        return context.getBundle(0).getState() == Bundle.ACTIVE && deployed();
    }

    private boolean deployed() {
        return of(Deployments::settled, true);
    }

    /** True once the deployer, where there is one, has looked into {@code conf/}. */
    public boolean configured() {
        return of(Deployments::configured, context.getBundle(0).getState() == Bundle.ACTIVE);
    }

    /** Whether there is a file for that configuration now, read or not. */
    public boolean hasConfiguration(String pid) {
        String home = context.getProperty("tepui.home");
        String given = context.getProperty("tepui.conf");
        if (home == null) {
            return false;
        }
        Path folder = given == null || given.isEmpty() ? Path.of(home, "conf") : Path.of(given);
        return Files.exists(folder.resolve(pid + ".cfg")) || Files.exists(folder.resolve(pid + ".json"));
    }

    private boolean of(Predicate<Deployments> question, boolean without) {
        ServiceReference<Deployments> reference = context.getServiceReference(Deployments.class);
        Deployments deployments = reference == null ? null : context.getService(reference);
        if (deployments == null) {
            return without;
        }
        try {
            return question.test(deployments);
        } finally {
            context.ungetService(reference);
        }
    }

    /** Ends the process with this status; without a launcher, nothing but a line in the log tells. */
    public boolean exit(int status) {
        try {
            for (ServiceReference<IntConsumer> reference : context.getServiceReferences(IntConsumer.class, EXIT_FILTER)) {
                IntConsumer exit = context.getService(reference);
                if (exit != null) {
                    exit.accept(status);
                    return true;
                }
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("the filter is a constant", e);
        }
        return false;
    }
}
