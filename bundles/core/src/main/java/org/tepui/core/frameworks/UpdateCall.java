package org.tepui.core.frameworks;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.tepui.core.agents.Agent;
import org.tepui.core.line.Line;
import org.tepui.core.line.Verdicts;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.scheduler.Call;

/** UPDATE_FRAMEWORK: a connected framework changes its FrameworkInfo and suppressed roles, as a whole. */
public class UpdateCall {

    private final Line line;

    public UpdateCall(Line line) {
        this.line = line;
    }

    public void handle(Framework framework, long request, Call.UpdateFramework call, Verdicts verdicts) {
        FrameworkInfo info = call.getFrameworkInfo();
        if (!info.hasPrincipal() && framework.info.hasPrincipal()) {
            info = info.toBuilder().setPrincipal(framework.info.getPrincipal()).build();
        }
        List<String> suppressed = List.copyOf(new TreeSet<>(call.getSuppressedRolesList()));
        Optional<String> error = check(framework, info, suppressed, call);
        if (error.isPresent()) {
            line.out().reply(request, 400, error.get());
            return;
        }
        if (!verdicts.allows(0)) {
            line.out().reply(request, 403, FrameworkRules.unauthorized(info));
            return;
        }
        boolean same = framework.info.equals(info);
        line.frameworkDesk().renew(framework, info, suppressed);
        if (!same) {
            for (Agent agent : line.agents().all()) {
                line.out().send(agent.pid, line.frameworkDesk().updateMessage(framework));
            }
        }
        line.out().reply(request, 200, "");
    }

    private Optional<String> check(Framework framework, FrameworkInfo info, List<String> suppressed, Call.UpdateFramework call) {
        Optional<String> invalid = FrameworkRules.check(info).or(() -> line.frameworkDesk().room(info));
        if (invalid.isPresent()) {
            return Optional.of("Supplied FrameworkInfo is not valid: " + invalid.get());
        }
        Optional<String> fixed = fixed(framework.info, info);
        if (fixed.isPresent()) {
            return Optional.of("FrameworkInfo update is not valid: " + fixed.get());
        }
        Optional<String> strangers = FrameworkRules.suppressed(info, suppressed);
        if (strangers.isPresent()) {
            return Optional.of("'UpdateFramework' call is not valid: " + strangers.get());
        }
        return call.getOfferConstraints().getRoleConstraintsCount() == 0 ? Optional.empty()
                : Optional.of("'UpdateFramework' call is not valid: Offer constraints are not supported by this master");
    }

    private static Optional<String> fixed(FrameworkInfo old, FrameworkInfo info) {
        if (!old.getPrincipal().equals(info.getPrincipal())) {
            return Optional.of("Changing framework's principal is not allowed.");
        }
        if (!old.getUser().equals(info.getUser())) {
            return Optional.of("Updating 'FrameworkInfo.user' is unsupported; attempted to update from '" + old.getUser() + "' to '"
                    + info.getUser() + "'");
        }
        return old.getCheckpoint() == info.getCheckpoint() ? Optional.empty()
                : Optional.of("Updating 'FrameworkInfo.checkpoint' is unsupported; attempted to update from '" + old.getCheckpoint()
                        + "' to '" + info.getCheckpoint() + "'");
    }
}
