package org.tepui.flags.type;

/** Foreign text made fit for one line of a message: control characters escaped, long text cut. */
public final class Quoted {
    private static final int CHARS_MAX = 120;

    private Quoted() {}

    /** The text in single quotes; at most 120 characters of it, and nothing that could start a new line or move a cursor. */
    public static String of(String text) {
        return '\'' + bare(text) + '\'';
    }

    /** The same without quotes. */
    public static String bare(String text) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), CHARS_MAX) + 8);
        for (int i = 0; i < text.length() && i < CHARS_MAX; i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                out.append("\\n");
            } else if (c < ' ' || c == 0x7f || (c >= 0x80 && c < 0xa0) || c == '\u2028' || c == '\u2029') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        if (text.length() > CHARS_MAX) {
            out.append("...");
        }
        return out.toString();
    }
}
