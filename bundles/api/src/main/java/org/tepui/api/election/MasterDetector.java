package org.tepui.api.election;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/** Tells who leads. */
@ConsumerType
public interface MasterDetector {

    /** Completes as soon as the leader differs from {@code previous} (empty: nobody leads); fails when detection has ended for good. */
    CompletionStage<Optional<Leader>> detect(Optional<Leader> previous);
}
