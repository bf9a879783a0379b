package org.tepui.flags;

import java.util.List;
import java.util.OptionalInt;

/**
 * What a program's flags come to.
 *
 * @param exit the status to end with at once; empty when the start goes on
 * @param out for standard output, complete with line ends
 * @param err for standard error, complete with line ends
 * @param parsed the values, also when the start ends
 * @param errors everything that ended the start, the first one first
 */
public record Outcome(OptionalInt exit, String out, String err, Parsed parsed, List<FlagError> errors) {

    public Outcome {
        errors = List.copyOf(errors);
    }

    public boolean goesOn() {
        return exit.isEmpty();
    }
}
