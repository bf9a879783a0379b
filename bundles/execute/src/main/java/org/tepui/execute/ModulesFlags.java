package org.tepui.execute;

import static org.tepui.flags.type.FlagTypes.PASSWORD;
import static org.tepui.flags.type.FlagTypes.SWITCH;
import static org.tepui.flags.type.FlagTypes.TEXT;

import org.tepui.flags.Flag;
import org.tepui.flags.FlagError;
import org.tepui.flags.FlagTable;
import org.tepui.flags.LoggingFlags;
import org.tepui.flags.Program;
import org.tepui.flags.type.SecretText;

/** The flags of {@code tepui modules}. */
final class ModulesFlags {

    private static final FlagTable.Builder ALL = FlagTable.builder("TEPUI_MODULES_");
    static final Flag<String> MASTER = ALL.add(Flag.of("master", TEXT).own().required().means("Where the master is: HOST:PORT."));
    static final Flag<String> PRINCIPAL = ALL.add(Flag.of("principal", TEXT).own().means("Who asks; needs --secret."));
    static final Flag<SecretText> SECRET = ALL.add(Flag.of("secret", PASSWORD).own()
        .means("The secret of the principal, with which every request is authenticated (scheme Basic)."));
    static final Flag<String> WHY = ALL.add(Flag.of("why", TEXT).own().defaultsTo("").means("One line for the record of changes."));
    static final Flag<Boolean> JSON = ALL.add(Flag.of("json", SWITCH).own().defaultsTo("false")
        .means("Print the modules as JSON, one object a line."));
    static final Program PROGRAM;

    static {
        ALL.add(LoggingFlags.HELP);
        PROGRAM = new Program("tepui modules", "mesos 1.12.0", ALL.build(), (parsed, env, errors) -> {
            if (SECRET.find(parsed).isPresent() != PRINCIPAL.find(parsed).isPresent()) {
                errors.add(FlagError.of(parsed, PRINCIPAL, "--principal and --secret go together"));
            }
        });
    }

    private ModulesFlags() {
    }
}
