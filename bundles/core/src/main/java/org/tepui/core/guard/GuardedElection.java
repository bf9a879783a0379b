package org.tepui.core.guard;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.api.election.Leader;
import org.tepui.api.election.MasterContender;
import org.tepui.api.election.MasterDetector;

/** Contender and detector whose methods have to return in time; what they announce may take as long as it takes. */
public final class GuardedElection {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedElection.class);

    private GuardedElection() {
    }

    public static MasterContender contender(Guard guard, Guarded module, MasterContender contender) {
        return new MasterContender() {
            @Override
            public CompletionStage<CompletionStage<String>> contend(Leader candidate) {
                return guard.begin(module, "contend", null, () -> contender.contend(candidate));
            }

            /** Waits for it, as long as a call may take. */
            @Override
            public void withdraw() {
                try {
                    guard.begin(module, "withdraw", null, () -> {
                        contender.withdraw();
                        return CompletableFuture.completedFuture(true);
                    }).join();
                } catch (CompletionException e) {
                    LOG.warn("The candidacy could not be withdrawn: {}", Evidence.line(e.getCause() == null ? e : e.getCause()));
                }
            }
        };
    }

    public static MasterDetector detector(Guard guard, Guarded module, MasterDetector detector) {
        return previous -> guard.begin(module, "detect", previous.map(Leader::pid).orElse("nobody"), () -> detector.detect(previous));
    }
}
