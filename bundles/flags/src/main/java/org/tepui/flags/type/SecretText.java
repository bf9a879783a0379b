package org.tepui.flags.type;

/**
 * A text that may hold a password, such as a ZooKeeper URL. Only {@link #value()} gives it away; {@link #toString()} gives the path when
 * the text came from a file, else the text with a password in a URL blotted out.
 */
public final class SecretText {
    private final String value;
    private final String shown;

    SecretText(String value, String shown) {
        this.value = value;
        this.shown = shown;
    }

    /** The text itself: for connecting, never for logs. */
    public String value() {
        return value;
    }

    @Override
    public String toString() {
        return shown;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretText that && that.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** {@code scheme://user:password@rest} with the password replaced; any other text with an {@code @} loses all before it. */
    static String blot(String text) {
        int scheme = text.indexOf("://");
        int start = scheme < 0 ? 0 : scheme + 3;
        int slash = text.indexOf('/', start);
        // A password may hold '@', and even '/': without a sure end of the credentials, hide up to the last '@' of the whole text.
        int at = text.lastIndexOf('@', slash < 0 ? text.length() : slash);
        if (at < start) {
            at = text.lastIndexOf('@');
        }
        if (at < start) {
            return text;
        }
        int colon = text.indexOf(':', start);
        String user = colon > start && colon < at ? text.substring(start, colon) + ":" : "";
        return text.substring(0, start) + user + "******" + text.substring(at);
    }
}
