package org.tepui.flags;

import java.util.List;
import java.util.Map;

/** Rules that need more than one flag, the environment or a file. Called once all values could be read. */
@FunctionalInterface
public interface FlagCheck {
    /** Adds what is wrong, in the order in which the start would come to it. */
    void check(Parsed parsed, Map<String, String> env, List<FlagError> errors);
}
