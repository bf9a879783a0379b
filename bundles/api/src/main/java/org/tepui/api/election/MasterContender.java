package org.tepui.api.election;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/** Enters a master for election. */
@ConsumerType
public interface MasterContender {

    /**
     * Enters the candidate.
     *
     * @return completes when the candidacy is in force, with a stage that completes when it is lost (reason in one line); fails when it
     *     could not be entered
     */
    CompletionStage<CompletionStage<String>> contend(Leader candidate);

    /** Withdraws the candidacy, if any. */
    void withdraw();
}
