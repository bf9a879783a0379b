package org.tepui.flags;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.tepui.flags.type.FlagType;

/**
 * Everything that is known about one flag, and the typed key to its value: {@code MasterFlags.PORT.get(parsed)}.
 *
 * @param <T> the type of its value
 */
public final class Flag<T> {
    private final String name;
    private final FlagType<T> type;
    private final List<String> aliases;
    private final String defaultText;
    private final T defaultValue;
    private final String group;
    private final String meaning;
    private final boolean required;
    private final boolean own;
    private final Feature feature;
    private final Predicate<T> harmless;
    private final Function<T, Optional<String>> check;

    private Flag(Spec<T> spec) {
        this.name = spec.name;
        this.type = spec.type;
        this.aliases = List.copyOf(spec.aliases);
        this.defaultText = spec.defaultText;
        this.defaultValue = spec.defaultText == null ? null : spec.type.parse(spec.defaultText);
        this.group = spec.group;
        this.meaning = spec.meaning;
        this.required = spec.required;
        this.own = spec.own;
        this.feature = spec.feature;
        this.harmless = spec.harmless;
        this.check = spec.check;
    }

    /** Begins the definition of a flag; optional and built unless told otherwise. */
    public static <T> Spec<T> of(String name, FlagType<T> type) {
        return new Spec<>(name, type);
    }

    /** The value given, else the default. @throws java.util.NoSuchElementException when there is neither */
    public T get(Parsed parsed) {
        return parsed.get(this);
    }

    /** The value given, else the default, else nothing. */
    public Optional<T> find(Parsed parsed) {
        return parsed.find(this);
    }

    /** Whether command line or environment gave a value. */
    public boolean isGiven(Parsed parsed) {
        return parsed.isGiven(this);
    }

    public String name() {
        return name;
    }

    public FlagType<T> type() {
        return type;
    }

    /** Deprecated other names. */
    public List<String> aliases() {
        return aliases;
    }

    public Optional<T> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }

    /** The default as it is written in the table. */
    public Optional<String> defaultText() {
        return Optional.ofNullable(defaultText);
    }

    public String group() {
        return group;
    }

    public String meaning() {
        return meaning;
    }

    public boolean isRequired() {
        return required;
    }

    /** Whether this flag is Tepui's, unknown to Mesos. */
    public boolean isOwn() {
        return own;
    }

    public Feature feature() {
        return feature;
    }

    /** Whether a value asks for nothing that is missing: the default always, others as the table says. */
    boolean isHarmless(T value) {
        return feature.state() == Feature.State.BUILT || value.equals(defaultValue) || harmless.test(value);
    }

    /** What is wrong with a value that is well-formed; only rules that concern this flag alone. */
    Optional<String> check(T value) {
        return check.apply(value);
    }

    @Override
    public String toString() {
        return "--" + name;
    }

    /**
     * A flag in the making.
     *
     * @param <T> the type of its value
     */
    public static final class Spec<T> {
        private final String name;
        private final FlagType<T> type;
        private final List<String> aliases = new ArrayList<>();
        private String defaultText;
        private String group = "other";
        private String meaning = "";
        private boolean required;
        private boolean own;
        private Feature feature = Feature.BUILT;
        private Predicate<T> harmless = value -> false;
        private Function<T, Optional<String>> check = value -> Optional.empty();

        private Spec(String name, FlagType<T> type) {
            this.name = name;
            this.type = type;
        }

        /** A deprecated other name. */
        public Spec<T> alias(String alias) {
            aliases.add(alias);
            return this;
        }

        public Spec<T> defaultsTo(String text) {
            defaultText = text;
            return this;
        }

        /** What the flag is for, in one or two sentences. */
        public Spec<T> means(String text) {
            meaning = text;
            return this;
        }

        public Spec<T> group(String text) {
            group = text;
            return this;
        }

        public Spec<T> required() {
            required = true;
            return this;
        }

        /** Marks a flag that Mesos does not have. */
        public Spec<T> own() {
            own = true;
            return this;
        }

        public Spec<T> feature(Feature state) {
            feature = state;
            return this;
        }

        /** Values that ask for nothing, so that a missing feature need not be mentioned. */
        public Spec<T> harmlessWhen(Predicate<T> test) {
            harmless = test;
            return this;
        }

        /** A rule on the value; answers what is wrong. */
        public Spec<T> check(Function<T, Optional<String>> rule) {
            check = rule;
            return this;
        }

        /** A rule on the value with one text for all that break it. */
        public Spec<T> check(Predicate<T> rule, String otherwise) {
            return check(value -> rule.test(value) ? Optional.empty() : Optional.of(otherwise));
        }

        public Flag<T> build() {
            return new Flag<>(this);
        }
    }
}
