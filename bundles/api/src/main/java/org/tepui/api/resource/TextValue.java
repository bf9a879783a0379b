package org.tepui.api.resource;

import java.util.Objects;

/** Plain text; only attributes have it. */
public final class TextValue implements Value {
    private final String text;

    private TextValue(String text) {
        this.text = Objects.requireNonNull(text, "text");
    }

    public static TextValue of(String text) {
        return new TextValue(text);
    }

    public String text() {
        return text;
    }

    @Override
    public Type type() {
        return Type.TEXT;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TextValue that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
