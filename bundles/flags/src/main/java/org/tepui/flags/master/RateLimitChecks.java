package org.tepui.flags.master;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tepui.flags.FlagError;
import org.tepui.flags.Parsed;
import org.tepui.flags.type.BadValueException;
import org.tepui.flags.type.Quoted;

/** Rules inside {@code --rate_limits}: each principal once, every rate above zero. */
final class RateLimitChecks {

    private RateLimitChecks() {}

    static void check(Parsed parsed, List<FlagError> errors) {
        MasterFlags.RATE_LIMITS.find(parsed).ifPresent(json ->
            MasterFlagChecks.tell(parsed, MasterFlags.RATE_LIMITS, errors, () -> check(json.tree())));
    }

    private static void check(Map<String, Object> limits) {
        Set<Object> principals = new HashSet<>();
        Object listed = limits.get("limits");
        List<?> list = listed instanceof List<?> several ? several : listed == null ? List.of() : List.of(listed);
        for (Object entry : list) {
            Map<?, ?> limit = (Map<?, ?>) entry;
            Object principal = limit.get("principal");
            if (!principals.add(principal)) {
                throw new BadValueException("principal " + Quoted.of(String.valueOf(principal)) + " is there twice");
            }
            positive(limit.get("qps"), "qps of principal " + Quoted.of(String.valueOf(principal)));
        }
        positive(limits.get("aggregate_default_qps"), "aggregate_default_qps");
    }

    private static void positive(Object value, String what) {
        if (value != null && new BigDecimal(value.toString().strip()).signum() <= 0) {
            throw new BadValueException(what + " must be above zero");
        }
    }
}
