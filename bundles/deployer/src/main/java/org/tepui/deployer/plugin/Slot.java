package org.tepui.deployer.plugin;

import org.osgi.framework.Bundle;
import org.tepui.api.module.Deployment;
import org.tepui.api.module.DeploymentState;

/** What belongs to one file of {@code deploy/}. Changed by the deployer's thread alone. */
final class Slot {

    /** A bundle that is installed. */
    record Installed(Bundle bundle, Content content) {
    }

    final String file;
    /** Whether the file is there. */
    boolean present = true;
    /** What should run: the latest content, until it runs or has failed. */
    Content wanted;
    /** What the latest start was for. */
    Content starting;
    /** Digest of a content that was stuck; empty without. */
    String stuckDigest = "";
    /** What runs. */
    Installed current;
    /** Installed, not started yet. */
    Installed candidate;
    /** What ran before and comes back when {@link #wanted} fails. */
    Content fallback;
    /** Work under way: nothing else of this slot may begin. */
    Operation operation;
    DeploymentState state = DeploymentState.PENDING;
    String reason = "";
    /** The round of {@link Plugins} in which it was last tried. */
    long triedRound = -1;

    Slot(String file) {
        this.file = file;
    }

    void be(DeploymentState next, String why) {
        state = next;
        reason = why;
    }

    boolean isBusy() {
        return operation != null;
    }

    boolean has(Bundle bundle) {
        return current != null && current.bundle().equals(bundle) || candidate != null && candidate.bundle().equals(bundle);
    }

    Deployment asDeployment() {
        boolean tried = state == DeploymentState.FAILED || state == DeploymentState.STUCK || state == DeploymentState.UNRESOLVED;
        Content shown = current != null ? current.content() : wanted != null ? wanted : tried ? starting : null;
        return shown == null ? Deployment.of(file, "", "", state, reason)
                : Deployment.of(file, shown.jar().symbolicName(), shown.version().toString(), state, reason);
    }
}
