package org.tepui.core.offers;

import java.util.List;
import java.util.Optional;
import org.tepui.core.frameworks.Framework;
import org.tepui.core.frameworks.FrameworkRules;
import org.tepui.core.line.Line;
import org.tepui.core.snapshot.Counter;

/** REVIVE and SUPPRESS: whether a framework wants offers in some of its roles, or in all. One bad role drops the whole call. */
public class WantCalls {

    private final Line line;

    public WantCalls(Line line) {
        this.line = line;
    }

    /** Ends suppression and filters. */
    public void revive(Framework framework, List<String> roles) {
        line.tally().count(Counter.MESSAGES_REVIVE_OFFERS);
        if (refused(framework, roles, "REVIVE")) {
            return;
        }
        for (String role : roles.isEmpty() ? framework.roles : roles) {
            framework.suppressed.remove(role);
            line.filters().dropOfRole(framework, role);
        }
        line.frameworkDesk().changed(framework);
        line.planning().wantAll();
    }

    /** Outstanding offers stay outstanding. */
    public void suppress(Framework framework, List<String> roles) {
        line.tally().count(Counter.MESSAGES_SUPPRESS_OFFERS);
        if (refused(framework, roles, "SUPPRESS")) {
            return;
        }
        framework.suppressed.addAll(roles.isEmpty() ? framework.roles : roles);
        line.frameworkDesk().changed(framework);
    }

    private boolean refused(Framework framework, List<String> roles, String call) {
        for (String role : roles) {
            Optional<String> error = FrameworkRules.roleError(role);
            if (error.isPresent() || !framework.roles.contains(role)) {
                line.out().warning("Dropping " + call + " of framework " + framework + ": "
                        + error.orElse("it is not subscribed to role '" + role + "'"));
                return true;
            }
        }
        return false;
    }
}
