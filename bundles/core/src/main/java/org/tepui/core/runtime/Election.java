package org.tepui.core.runtime;

import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.api.election.Leader;
import org.tepui.api.election.MasterContender;
import org.tepui.api.election.MasterDetector;
import org.tepui.core.line.Input;

/** Contends and watches who leads. Becoming the leader is an input; losing the lead ends the process, as in Mesos. */
final class Election {

    private static final Logger LOG = LoggerFactory.getLogger(Election.class);

    private final Leader self;
    private final MasterContender contender;
    private final MasterDetector detector;
    private final Inbox inbox;
    private final Consumer<String> lost;
    private boolean leading;
    private volatile boolean stopped;

    Election(Leader self, MasterContender contender, MasterDetector detector, Inbox inbox, Consumer<String> lost) {
        this.self = self;
        this.contender = contender;
        this.detector = detector;
        this.inbox = inbox;
        this.lost = lost;
    }

    void start() {
        contend();
        detect(Optional.empty());
    }

    void stop() {
        stopped = true;
        contender.withdraw();
    }

    private void contend() {
        contender.contend(self).whenComplete((candidacy, failure) -> {
            if (failure != null) {
                end("Could not contend for the lead: " + failure.getMessage());
                return;
            }
            candidacy.whenComplete((reason, broken) -> candidacyLost(broken != null ? broken.getMessage() : reason));
        });
    }

    private synchronized void candidacyLost(String reason) {
        if (stopped) {
            return;
        }
        if (leading) {
            end("Lost candidacy while leading: " + reason);
        } else {
            LOG.warn("Lost candidacy ({}); contending again", reason);
            contend();
        }
    }

    private void detect(Optional<Leader> previous) {
        if (stopped) {
            return;
        }
        detector.detect(previous).whenComplete((leader, failure) -> {
            if (failure != null) {
                end("Could not detect the leading master: " + failure.getMessage());
                return;
            }
            detected(leader);
            detect(leader);
        });
    }

    private synchronized void detected(Optional<Leader> leader) {
        boolean self = leader.isPresent() && leader.get().equals(this.self);
        if (self && !leading) {
            leading = true;
            LOG.info("Elected as the leading master");
            inbox.put(new Input.Elected());
        } else if (!self && leading) {
            end("Lost the lead to " + leader.map(Leader::pid).orElse("nobody"));
        } else if (!self) {
            LOG.info("The leading master is {}", leader.map(Leader::pid).orElse("not known"));
        }
    }

    private void end(String reason) {
        if (!stopped) {
            lost.accept(reason);
        }
    }
}
