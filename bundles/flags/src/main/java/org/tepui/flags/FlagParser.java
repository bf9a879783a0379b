package org.tepui.flags;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tepui.flags.type.BadValueException;
import org.tepui.flags.type.Quoted;

/**
 * Reads flags by the rules of Mesos: {@code --name=value}, {@code --name} and {@code --no-name} for switches, names in any case, the
 * command line before the environment before defaults. Unlike Mesos it goes on after an error, so that all are told at once; the first
 * is the one Mesos would stop at, because names are read in alphabetical order.
 */
public final class FlagParser {
    private static final String NEGATION = "no-";

    private final FlagTable table;
    private final Map<String, Parsed.Loaded> loaded = new LinkedHashMap<>();
    private final List<FlagError> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private boolean help;
    private boolean version;

    /** A name as written (lower case, possibly with {@code no-}), its value if any, and where it stood. */
    private record Given(String name, String value, String source) {}

    private FlagParser(FlagTable table) {
        this.table = table;
    }

    /**
     * Reads all flags of a table.
     *
     * @param args the arguments behind the program's name
     * @param env the environment; only variables with the table's prefix and a known name are looked at
     * @return values together with all errors, never null; see {@link Parsed#errors()}
     */
    public static Parsed parse(FlagTable table, List<String> args, Map<String, String> env) {
        FlagParser parser = new FlagParser(table);
        parser.collect(args, env).values().forEach(list -> list.forEach(parser::load));
        parser.validate();
        List<FlagError> refusals = parser.features();
        return new Parsed(table, parser.loaded, parser.errors, refusals, parser.warnings, parser.help, parser.version);
    }

    private TreeMap<String, List<Given>> collect(List<String> args, Map<String, String> env) {
        TreeMap<String, List<Given>> all = new TreeMap<>();
        for (String raw : args) {
            String arg = raw.strip();
            if (arg.equals("--")) {
                break;
            }
            if (!arg.startsWith("--")) {
                warnings.add("argument " + Quoted.of(arg) + " is ignored; flags have the form --name=value");
                continue;
            }
            int equals = arg.indexOf('=');
            String name = (equals < 0 ? arg.substring(2) : arg.substring(2, equals)).toLowerCase(Locale.ROOT);
            String value = equals < 0 ? null : arg.substring(equals + 1);
            all.computeIfAbsent(name, key -> new ArrayList<>()).add(new Given(name, value, "--" + Quoted.bare(name)));
        }
        // Sorted, so that of two spellings of one variable always the same one wins (upper case sorts first).
        new TreeMap<>(env).forEach((variable, value) -> {
            if (variable.startsWith(table.envPrefix())) {
                String name = variable.substring(table.envPrefix().length()).toLowerCase(Locale.ROOT);
                if (find(name).isPresent()) {
                    all.computeIfAbsent(name, key -> new ArrayList<>(List.of(new Given(name, value, variable))));
                }
            }
        });
        return all;
    }

    private void load(Given given) {
        boolean negated = table.find(given.name()).isEmpty() && given.name().startsWith(NEGATION);
        String name = negated ? given.name().substring(NEGATION.length()) : given.name();
        Optional<Flag<?>> flag = table.find(name);
        if (flag.isEmpty()) {
            error(name, given, "unknown flag" + Suggestion.of(name, table.names()).map(near -> "; did you mean --" + near + "?").orElse(""));
        } else {
            load(flag.get(), name, negated, given);
        }
    }

    private <T> void load(Flag<T> flag, String name, boolean negated, Given given) {
        Parsed.Loaded before = loaded.get(flag.name());
        if (before != null) {
            String what = before.source().equals(given.source()) ? "" : ", also as " + before.source();
            error(name, given, "given more than once" + what + "; give it once");
        } else if (!flag.type().isSwitch() && negated) {
            error(name, given, "this flag takes a value and cannot be negated; write --" + name + "=VALUE");
        } else if (!flag.type().isSwitch() && given.value() == null) {
            error(name, given, "the value is missing; write --" + name + "=VALUE (with '=', not with a blank)");
        } else if (negated && given.value() != null && !given.value().isEmpty()) {
            error(name, given, "a negated switch takes no value; write --" + given.name() + " alone");
        } else {
            String text = negated ? "false" : given.value() == null || (flag.type().isSwitch() && given.value().isEmpty())
                ? "true" : given.value();
            try {
                T value = flag.type().load(text, warning -> warnings.add(given.source() + ": " + warning));
                loaded.put(flag.name(), new Parsed.Loaded(value, name, given.source()));
                loadedWell(flag, name, given, value);
            } catch (BadValueException e) {
                error(name, given, e.getMessage());
            }
        }
    }

    private <T> void loadedWell(Flag<T> flag, String name, Given given, T value) {
        if (!name.equals(flag.name())) {
            warnings.add(given.source() + ": deprecated name; write --" + flag.name());
        }
        if (errors.isEmpty() && Boolean.TRUE.equals(value)) {
            help |= flag.name().equals("help");
            version |= flag.name().equals("version");
        }
    }

    private void error(String name, Given given, String text) {
        errors.add(new FlagError(name, given.source(), text));
    }

    private void validate() {
        boolean complete = errors.isEmpty();
        for (Flag<?> flag : table.flags()) {
            if (complete && flag.isRequired() && !loaded.containsKey(flag.name())) {
                errors.add(new FlagError(flag.name(), "--" + flag.name(), "this flag is required, but it is not given"));
            }
            validate(flag);
        }
    }

    @SuppressWarnings("unchecked")
    private <T> void validate(Flag<T> flag) {
        Parsed.Loaded given = loaded.get(flag.name());
        if (given != null) {
            flag.check((T) given.value()).ifPresent(text -> errors.add(new FlagError(given.name(), given.source(), text)));
        }
    }

    private List<FlagError> features() {
        List<FlagError> refusals = new ArrayList<>();
        for (Flag<?> flag : table.flags()) {
            feature(flag, refusals);
        }
        return refusals;
    }

    @SuppressWarnings("unchecked")
    private <T> void feature(Flag<T> flag, List<FlagError> refusals) {
        Parsed.Loaded given = loaded.get(flag.name());
        if (given == null || flag.isHarmless((T) given.value())) {
            return;
        }
        Feature feature = flag.feature();
        if (feature.state() == Feature.State.REFUSE) {
            refusals.add(new FlagError(given.name(), given.source(), "refused, " + feature.reason()));
        } else {
            warnings.add(given.source() + ": accepted without effect, " + feature.reason());
        }
    }

    private Optional<Flag<?>> find(String name) {
        Optional<Flag<?>> flag = table.find(name);
        return flag.isPresent() || !name.startsWith(NEGATION) ? flag : table.find(name.substring(NEGATION.length()));
    }
}
