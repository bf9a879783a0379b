package org.tepui.api.module;

/** What became of a file in {@code deploy/}. */
public enum DeploymentState {

    /** Seen, but not whole yet, or being started. */
    PENDING("pending"),
    /** Started; its services are offered. A fragment: attached with its host. */
    ACTIVE("active"),
    /** A requirement has no provider; tried again when other bundles come. */
    UNRESOLVED("unresolved"),
    /** It would change the platform, or is not safe to open. */
    REFUSED("refused"),
    /** Its start ended with an error. */
    FAILED("failed"),
    /** Its start or stop overran the deadline; it is not touched again in this process. */
    STUCK("stuck"),
    /** It was stuck when this process, or one before it, ran; not started. */
    SKIPPED("skipped"),
    /** No bundle. */
    IGNORED("ignored");

    private final String text;

    DeploymentState(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return text;
    }
}
