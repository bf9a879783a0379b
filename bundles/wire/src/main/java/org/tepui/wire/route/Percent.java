package org.tepui.wire.route;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Percent-decoding of targets, which arrive as one char a byte. */
final class Percent {

    private Percent() {
    }

    /** The text that the bytes mean as UTF-8; empty for a bad escape. */
    static Optional<String> decode(String raw, boolean plusIsBlank) {
        if (isPlain(raw, plusIsBlank)) {
            return Optional.of(raw);
        }
        byte[] out = new byte[raw.length()];
        int length = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                int high = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 1), 16) : -1;
                int low = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    return Optional.empty();
                }
                out[length++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                out[length++] = plusIsBlank && c == '+' ? (byte) ' ' : (byte) c;
            }
        }
        return Optional.of(new String(out, 0, length, StandardCharsets.UTF_8));
    }

    private static boolean isPlain(String raw, boolean plusIsBlank) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%' || c > 127 || plusIsBlank && c == '+') {
                return false;
            }
        }
        return true;
    }
}
