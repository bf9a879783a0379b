package org.tepui.flags;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The values of a program's flags as given by command line, environment and defaults. Immutable. */
public final class Parsed {
    /** A value and how it came in: name without dashes, and the place to name in messages. */
    record Loaded(Object value, String name, String source) {}

    private final FlagTable table;
    private final Map<String, Loaded> loaded;
    private final List<FlagError> errors;
    private final List<FlagError> refusals;
    private final List<String> warnings;
    private final boolean help;
    private final boolean version;

    Parsed(FlagTable table, Map<String, Loaded> loaded, List<FlagError> errors, List<FlagError> refusals, List<String> warnings,
           boolean help, boolean version) {
        this.table = table;
        this.loaded = Collections.unmodifiableMap(new LinkedHashMap<>(loaded));
        this.errors = List.copyOf(errors);
        this.refusals = List.copyOf(refusals);
        this.warnings = List.copyOf(warnings);
        this.help = help;
        this.version = version;
    }

    public FlagTable table() {
        return table;
    }

    /** What could not be read or is out of range, in the order of flag names; the first is the one that Mesos would show. */
    public List<FlagError> errors() {
        return errors;
    }

    /** Flags whose feature is missing in this release and which must not be ignored, in the order of flag names. */
    public List<FlagError> refusals() {
        return refusals;
    }

    /** Lines for the log: deprecated names, flags without effect, odd values. */
    public List<String> warnings() {
        return warnings;
    }

    /** Whether usage is to be shown: {@code --help}, and no error in a name that sorts before it. */
    public boolean isHelpAsked() {
        return help;
    }

    /** Whether the version is to be shown: {@code --version}, and no error in a name that sorts before it. */
    public boolean isVersionAsked() {
        return version;
    }

    public boolean isGiven(Flag<?> flag) {
        return loaded.containsKey(own(flag).name());
    }

    /** The value given, else the default. @throws NoSuchElementException when there is neither */
    public <T> T get(Flag<T> flag) {
        return find(flag).orElseThrow(() -> new NoSuchElementException(flag + " has no value"));
    }

    /** The value given, else the default, else nothing. */
    @SuppressWarnings("unchecked")
    public <T> Optional<T> find(Flag<T> flag) {
        Loaded value = loaded.get(own(flag).name());
        return value == null ? flag.defaultValue() : Optional.of((T) value.value());
    }

    /** The name under which the flag was given; an alias when that was used. */
    public Optional<String> loadedName(Flag<?> flag) {
        return Optional.ofNullable(loaded.get(flag.name())).map(Loaded::name);
    }

    /** Where the flag was given, for messages: {@code --name} or the variable; {@code --name} too when it was not given. */
    public String source(Flag<?> flag) {
        Loaded value = loaded.get(flag.name());
        return value == null ? "--" + flag.name() : value.source();
    }

    public String string(String name) {
        return typed(name, String.class);
    }

    public Optional<String> optionalString(String name) {
        return optional(name, String.class);
    }

    public Duration duration(String name) {
        return typed(name, Duration.class);
    }

    public Optional<Duration> optionalDuration(String name) {
        return optional(name, Duration.class);
    }

    public boolean bool(String name) {
        return typed(name, Boolean.class);
    }

    public int integer(String name) {
        return typed(name, Integer.class);
    }

    /** An unsigned number; {@link Long#MAX_VALUE} stands for that and everything above. */
    public long size(String name) {
        return typed(name, Long.class);
    }

    public long bytes(String name) {
        return typed(name, Long.class);
    }

    public double decimal(String name) {
        return typed(name, Double.class);
    }

    /**
     * All values as text, as {@code /flags} shows them: under the name that was used to give them, optional ones only when given, Tepui's
     * own only when given (so that an untouched master shows what a Mesos master shows), no secrets.
     */
    public SortedMap<String, String> printed() {
        SortedMap<String, String> all = new TreeMap<>();
        for (Flag<?> flag : table.flags()) {
            if (!flag.isOwn() || isGiven(flag)) {
                print(flag, all);
            }
        }
        return all;
    }

    private <T> void print(Flag<T> flag, SortedMap<String, String> all) {
        find(flag).ifPresent(value -> all.put(loadedName(flag).orElse(flag.name()), flag.type().print(value)));
    }

    private <T> T typed(String name, Class<T> type) {
        return optional(name, type).orElseThrow(() -> new NoSuchElementException("--" + name + " has no value"));
    }

    private <T> Optional<T> optional(String name, Class<T> type) {
        Flag<?> flag = table.find(name).orElseThrow(() -> new NoSuchElementException("no flag has the name " + name));
        return find(flag).map(type::cast);
    }

    private Flag<?> own(Flag<?> flag) {
        if (table.find(flag.name()).orElse(null) != flag) {
            throw new IllegalArgumentException(flag + " belongs to another table");
        }
        return flag;
    }

    /** All errors and refusals of these values, then those found by others. */
    List<FlagError> allErrors(List<FlagError> found) {
        List<FlagError> all = new ArrayList<>(errors);
        all.addAll(found);
        all.addAll(refusals);
        return all;
    }
}
