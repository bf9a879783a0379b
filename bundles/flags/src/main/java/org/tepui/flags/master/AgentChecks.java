package org.tepui.flags.master;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.tepui.flags.FlagError;
import org.tepui.flags.Parsed;
import org.tepui.flags.type.BadValueException;
import org.tepui.flags.type.Quoted;
import org.tepui.flags.type.Rate;

/** Rules about agents that stay away. */
final class AgentChecks {
    private static final Duration REREGISTER_MIN = Duration.ofMinutes(10);

    private AgentChecks() {}

    static void removalRate(Parsed parsed, List<FlagError> errors) {
        MasterFlags.AGENT_REMOVAL_RATE_LIMIT.find(parsed).ifPresent(text ->
            MasterFlagChecks.tell(parsed, MasterFlags.AGENT_REMOVAL_RATE_LIMIT, errors, () -> Rate.parse(text)));
    }

    static void timeouts(Parsed parsed, List<FlagError> errors) {
        if (MasterFlags.AGENT_REREGISTER_TIMEOUT.get(parsed).compareTo(REREGISTER_MIN) < 0) {
            errors.add(FlagError.of(parsed, MasterFlags.AGENT_REREGISTER_TIMEOUT, "the value must be at least 10mins"));
        }
        MasterFlagChecks.tell(parsed, MasterFlags.RECOVERY_AGENT_REMOVAL_LIMIT, errors,
            () -> parseShare(MasterFlags.RECOVERY_AGENT_REMOVAL_LIMIT.get(parsed)));
    }

    /** A percentage such as {@code 50%} as a number from 0 to 1. @throws BadValueException otherwise */
    static double parseShare(String text) {
        String number = text.endsWith("%") ? text.substring(0, text.length() - 1) : "";
        if (!number.matches("-?[0-9]{1,10}(\\.[0-9]{1,10})?")) {
            throw new BadValueException(Quoted.of(text) + " is no share; write a number from 0 to 100 and '%'");
        }
        double share = new BigDecimal(number).doubleValue() / 100;
        if (share < 0 || share > 1) {
            throw new BadValueException(Quoted.of(text) + " is not between 0% and 100%");
        }
        return share;
    }
}
