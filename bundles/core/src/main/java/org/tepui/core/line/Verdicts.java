package org.tepui.core.line;

import java.util.List;

/**
 * What the authorizer said about an input before it came in, in the order of its questions: data, so that the line stays deterministic.
 * One verdict for a subscription, an update, a (re-)registration and a teardown; of an ACCEPT one a task, over all launches in order.
 *
 * @param asked false: there is no authorizer, everything is allowed
 */
public record Verdicts(boolean asked, List<Boolean> allowed) {

    public static final Verdicts NOT_ASKED = new Verdicts(false, List.of());

    public Verdicts {
        allowed = List.copyOf(allowed);
    }

    public static Verdicts of(List<Boolean> allowed) {
        return new Verdicts(true, allowed);
    }

    /** What was asked and not answered is denied. */
    public boolean allows(int question) {
        return !asked || (question < allowed.size() && allowed.get(question));
    }
}
