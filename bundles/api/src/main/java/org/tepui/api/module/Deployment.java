package org.tepui.api.module;

import java.util.Objects;

/** One file of {@code deploy/} as it is now. Immutable. */
public final class Deployment {

    private final String file;
    private final String bundle;
    private final String version;
    private final DeploymentState state;
    private final String reason;

    private Deployment(String file, String bundle, String version, DeploymentState state, String reason) {
        this.file = Objects.requireNonNull(file);
        this.bundle = Objects.requireNonNull(bundle);
        this.version = Objects.requireNonNull(version);
        this.state = Objects.requireNonNull(state);
        this.reason = Objects.requireNonNull(reason);
    }

    /**
     * @param file name in {@code deploy/}
     * @param bundle symbolic name; empty while it is not known, and for what is no bundle
     * @param version of the bundle that runs, else of the one in the file; empty as {@code bundle}
     * @param reason one line: why it is not active, or what keeps a newer jar from taking its place; empty when all is well
     */
    public static Deployment of(String file, String bundle, String version, DeploymentState state, String reason) {
        return new Deployment(file, bundle, version, state, reason);
    }

    public String file() {
        return file;
    }

    public String bundle() {
        return bundle;
    }

    public String version() {
        return version;
    }

    public DeploymentState state() {
        return state;
    }

    public String reason() {
        return reason;
    }

    @Override
    public String toString() {
        return file + (bundle.isEmpty() ? "" : " (" + bundle + " " + version + ")") + ": " + state + (reason.isEmpty() ? "" : ", " + reason);
    }
}
