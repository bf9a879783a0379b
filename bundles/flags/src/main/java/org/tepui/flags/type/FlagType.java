package org.tepui.flags.type;

import java.util.function.Consumer;

/**
 * One kind of flag value.
 *
 * @param <T> what readers of the flag get; immutable
 */
public abstract class FlagType<T> {
    static final String FILE = "file://";

    private final String word;

    protected FlagType(String word) {
        this.word = word;
    }

    /** What the type is called in documentation, for example {@code duration}. */
    public final String word() {
        return word;
    }

    /** Reads a value from its text. @throws BadValueException when the text is none */
    public abstract T parse(String text);

    /** The text shown at {@code /flags} and in the log. Never a secret. */
    public abstract String print(T value);

    /**
     * Reads a value as given on the command line or in the environment. {@code file://PATH} stands for the content of that file,
     * unchanged, so a line end in it counts.
     *
     * @param warnings takes one line for each thing that works but should be written differently
     * @throws BadValueException when the file cannot be read or its content is no value
     */
    public T load(String given, Consumer<String> warnings) {
        return given.startsWith(FILE) ? parse(FlagFiles.read(given.substring(FILE.length()))) : parse(given);
    }

    /** Whether {@code --name} and {@code --no-name} work without a value. */
    public boolean isSwitch() {
        return false;
    }

    /** Whether a text given for this type must stay out of messages. */
    public boolean isSecret() {
        return false;
    }
}
