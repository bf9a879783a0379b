package org.tepui.api.resource;

/** The value of a resource or attribute. {@code toString} gives the text that peers know ({@code 0.5}, {@code [1-2, 5-6]}, {@code {a, b}}). */
public sealed interface Value permits ScalarValue, RangesValue, SetValue, TextValue {

    /** Kinds of values, named as on the wire. Resources are never TEXT, attributes never SET. */
    enum Type { SCALAR, RANGES, SET, TEXT }

    Type type();

    /**
     * Reads the text form: {@code 1.5}, {@code [1-5, 9-9]}, {@code {a,b}}; anything else is text. Blanks do not count.
     * Negative and infinite numbers are text, as they are for the original.
     *
     * @throws ResourceException TEXT_SYNTAX for brackets or ranges that do not fit
     */
    static Value parse(String text) {
        return ValueText.parse(text);
    }
}
