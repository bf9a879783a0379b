package org.tepui.flags;

/**
 * One thing that is wrong with the flags; ends the start with status 1.
 *
 * @param flag the name of the flag or variable, without dashes; when the value itself cannot be read the name as given (possibly an alias)
 * @param source where it was given: {@code --name} or an environment variable
 * @param text what is wrong and what to do, one line; never a secret
 */
public record FlagError(String flag, String source, String text) {

    /** An error about a flag, at the place where it was given. */
    public static FlagError of(Parsed parsed, Flag<?> flag, String text) {
        return new FlagError(flag.name(), parsed.source(flag), text);
    }

    /** The whole line. */
    public String line() {
        return source + ": " + text;
    }
}
