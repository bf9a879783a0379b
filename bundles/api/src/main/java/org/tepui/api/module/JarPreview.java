package org.tepui.api.module;

import java.util.List;
import java.util.Objects;

/** What a jar would add if it was put into {@code deploy/} now. Nothing of it has been run. Immutable. */
public final class JarPreview {

    private final String bundle;
    private final String version;
    private final List<Offer> services;
    private final List<String> missing;
    private final List<String> refusals;

    private JarPreview(String bundle, String version, List<Offer> services, List<String> missing, List<String> refusals) {
        this.bundle = Objects.requireNonNull(bundle);
        this.version = Objects.requireNonNull(version);
        this.services = List.copyOf(services);
        this.missing = List.copyOf(missing);
        this.refusals = List.copyOf(refusals);
    }

    /**
     * @param bundle symbolic name; empty for what is no bundle
     * @param version as {@code bundle}
     * @param services that its components and capabilities declare; what an activator registers cannot be foreseen
     * @param missing a line for each package that nobody would provide in the range wanted
     * @param refusals a line for each reason for which it would not be installed; empty when it would
     */
    public static JarPreview of(String bundle, String version, List<Offer> services, List<String> missing, List<String> refusals) {
        return new JarPreview(bundle, version, services, missing, refusals);
    }

    public String bundle() {
        return bundle;
    }

    public String version() {
        return version;
    }

    public List<Offer> services() {
        return services;
    }

    public List<String> missing() {
        return missing;
    }

    public List<String> refusals() {
        return refusals;
    }

    /** Whether it would be installed and resolve. */
    public boolean wouldStart() {
        return missing.isEmpty() && refusals.isEmpty();
    }

    /** A service of the jar. Immutable. */
    public static final class Offer {

        private final String service;
        private final List<String> names;

        private Offer(String service, List<String> names) {
            this.service = Objects.requireNonNull(service);
            this.names = List.copyOf(names);
        }

        /**
         * @param service name of the interface, as {@link ModuleKind#service()} for modules
         * @param names by which flags could choose it; empty when it declares none
         */
        public static Offer of(String service, List<String> names) {
            return new Offer(service, names);
        }

        public String service() {
            return service;
        }

        public List<String> names() {
            return names;
        }
    }
}
