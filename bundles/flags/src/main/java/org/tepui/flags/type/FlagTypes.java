package org.tepui.flags.type;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/** All kinds of flag values but JSON, which has {@link JsonType}. */
public final class FlagTypes {
    private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);
    private static final String UNSIGNED_MAX = "18446744073709551615";

    /** Any text, also the empty one. */
    public static final FlagType<String> TEXT = new Plain<>("text", Function.identity(), Function.identity());

    /** {@code true}, {@code false}, {@code 1}, {@code 0}; without a value true. */
    public static final FlagType<Boolean> SWITCH = new FlagType<>("switch") {
        @Override
        public Boolean parse(String text) {
            return switch (text) {
                case "true", "1" -> Boolean.TRUE;
                case "false", "0" -> Boolean.FALSE;
                default -> throw new BadValueException(Quoted.of(text) + " is neither true (1) nor false (0)");
            };
        }

        @Override
        public String print(Boolean value) {
            return value.toString();
        }

        @Override
        public boolean isSwitch() {
            return true;
        }
    };

    /** A whole number of 32 bits. */
    public static final FlagType<Integer> INT = new Plain<>("whole number", FlagTypes::parseInt, String::valueOf);

    /** An unsigned whole number of 64 bits; above {@link Long#MAX_VALUE} it is that value, which callers take as "no limit". */
    public static final FlagType<Long> SIZE = new FlagType<>("unsigned number") {
        @Override
        public Long parse(String text) {
            BigInteger value = Numbers.unsigned(text, 64);
            if (value == null) {
                throw new BadValueException(Quoted.of(text) + " is no whole number from 0 to " + UNSIGNED_MAX);
            }
            return value.min(LONG_MAX).longValueExact();
        }

        @Override
        public String print(Long value) {
            return value == Long.MAX_VALUE ? UNSIGNED_MAX : value.toString();
        }

        @Override
        public Long load(String given, Consumer<String> warnings) {
            return warnWrapped(given, super.load(given, warnings), this, warnings);
        }
    };

    /** A TCP port, 0..65535. */
    public static final FlagType<Integer> PORT = new FlagType<>("port") {
        @Override
        public Integer parse(String text) {
            BigInteger value = Numbers.unsigned(text, 16);
            if (value == null) {
                throw new BadValueException(Quoted.of(text) + " is no port; write a whole number from 0 to 65535");
            }
            return value.intValueExact();
        }

        @Override
        public String print(Integer value) {
            return value.toString();
        }

        @Override
        public Integer load(String given, Consumer<String> warnings) {
            return warnWrapped(given, super.load(given, warnings), this, warnings);
        }
    };

    /** A decimal number. */
    public static final FlagType<Double> DECIMAL = new Plain<>("number", FlagTypes::parseDecimal, Numbers::print);

    /** See {@link Durations}. */
    public static final FlagType<Duration> DURATION = new Plain<>("duration", Durations::parse, Durations::print);

    /** See {@link ByteSizes}. */
    public static final FlagType<Long> BYTES = new Plain<>("bytes", ByteSizes::parse, ByteSizes::print);

    /** A file name; a leading {@code file://} is cut off and the file is left to the one who uses it. */
    public static final FlagType<String> PATH = new FlagType<>("path") {
        @Override
        public String parse(String text) {
            return text.startsWith(FILE) ? text.substring(FILE.length()) : text;
        }

        @Override
        public String print(String value) {
            return value;
        }

        @Override
        public String load(String given, Consumer<String> warnings) {
            return parse(given);
        }
    };

    /** A text that may hold a password, or {@code file://PATH} of a file that holds it. */
    public static final FlagType<SecretText> SECRET = new FlagType<>("secret text") {
        @Override
        public SecretText parse(String text) {
            return new SecretText(text, SecretText.blot(text));
        }

        @Override
        public String print(SecretText value) {
            return value.toString();
        }

        @Override
        public SecretText load(String given, Consumer<String> warnings) {
            return given.startsWith(FILE) ? new SecretText(FlagFiles.read(given.substring(FILE.length())), given) : parse(given);
        }

        @Override
        public boolean isSecret() {
            return true;
        }
    };

    /** A secret of which nothing at all is shown. */
    public static final FlagType<SecretText> PASSWORD = new FlagType<>("password") {
        @Override
        public SecretText parse(String text) {
            return new SecretText(text, "******");
        }

        @Override
        public String print(SecretText value) {
            return value.toString();
        }

        @Override
        public boolean isSecret() {
            return true;
        }
    };

    /** Texts separated by commas; empty ones are dropped; sorted. */
    public static final FlagType<SortedSet<String>> TEXT_SET =
        new Plain<>("comma-separated list", FlagTypes::parseSet, set -> set.isEmpty() ? "{  }" : "{ " + String.join(", ", set) + " }");

    private FlagTypes() {}

    private static Integer parseInt(String text) {
        BigInteger value = Numbers.signed(text, 32);
        if (value == null) {
            throw new BadValueException(Quoted.of(text) + " is no whole number of 32 bits");
        }
        return value.intValueExact();
    }

    private static Double parseDecimal(String text) {
        Double value = Numbers.decimal(text);
        if (value == null) {
            throw new BadValueException(Quoted.of(text) + " is no decimal number");
        }
        return value;
    }

    private static SortedSet<String> parseSet(String text) {
        SortedSet<String> set = new TreeSet<>();
        for (String item : text.split(",")) {
            if (!item.isEmpty()) {
                set.add(item);
            }
        }
        return Collections.unmodifiableSortedSet(set);
    }

    private static <T> T warnWrapped(String given, T value, FlagType<T> type, Consumer<String> warnings) {
        if (given.strip().startsWith("-")) {
            warnings.accept("the negative number " + Quoted.of(given) + " is read as " + type.print(value));
        }
        return value;
    }

    private static final class Plain<T> extends FlagType<T> {
        private final Function<String, T> parser;
        private final Function<T, String> printer;

        Plain(String word, Function<String, T> parser, Function<T, String> printer) {
            super(word);
            this.parser = parser;
            this.printer = printer;
        }

        @Override
        public T parse(String text) {
            return parser.apply(text);
        }

        @Override
        public String print(T value) {
            return printer.apply(value);
        }
    }
}
