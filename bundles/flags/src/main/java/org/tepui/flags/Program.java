package org.tepui.flags;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A program with flags: what {@code --help} and {@code --version} say, and which flags let it start.
 *
 * @param name as typed, for example {@code tepui master}
 * @param versionLine what {@code --version} prints, without line end
 */
public record Program(String name, String versionLine, FlagTable table, FlagCheck checks) {

    /** Reads and checks flags. Touches nothing but the files and directories that flags name. */
    public Outcome start(List<String> args, Map<String, String> env) {
        Parsed parsed = FlagParser.parse(table, args, env);
        if (parsed.isHelpAsked()) {
            return new Outcome(OptionalInt.of(0), Usage.render(table, name), "", parsed, List.of());
        }
        if (parsed.isVersionAsked()) {
            return new Outcome(OptionalInt.of(0), versionLine + "\n", "", parsed, List.of());
        }
        List<FlagError> found = new ArrayList<>();
        if (parsed.errors().isEmpty()) {
            checks.check(parsed, env, found);
        }
        List<FlagError> all = parsed.allErrors(found);
        if (all.isEmpty()) {
            return new Outcome(OptionalInt.empty(), "", "", parsed, all);
        }
        StringBuilder err = new StringBuilder();
        all.forEach(error -> err.append(error.line()).append('\n'));
        if (!parsed.errors().isEmpty()) {
            err.append("\nSee `").append(name).append(" --help` for all flags.\n");
        }
        return new Outcome(OptionalInt.of(1), "", err.toString(), parsed, all);
    }
}
