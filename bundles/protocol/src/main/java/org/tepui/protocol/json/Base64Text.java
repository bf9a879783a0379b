package org.tepui.protocol.json;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.tepui.protocol.ProtocolException;
import org.tepui.protocol.ProtocolException.Code;

/** Base64 as clients may send it: blanks between characters, padding missing or too much, anything after the first {@code =} ignored. */
final class Base64Text {

    private Base64Text() {
    }

    /** @throws ProtocolException JSON_CONVERT, {@code Invalid character '*'} */
    static ByteString decode(String text) throws ProtocolException {
        StringBuilder digits = new StringBuilder(text.length());
        for (int i = 0; i < text.length() && text.charAt(i) != '='; i++) {
            char c = text.charAt(i);
            if (isDigit(c)) {
                digits.append(c);
            } else if (c != ' ' && (c < '\t' || c > '\r')) {
                throw new ProtocolException(Code.JSON_CONVERT, "Invalid character '" + (c < ' ' ? '?' : c) + "'");
            }
        }
        if (digits.length() % 4 == 1) {
            // Six bits make no byte.
            digits.setLength(digits.length() - 1);
        }
        return ByteString.copyFrom(Base64.getDecoder().decode(digits.toString().getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static boolean isDigit(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/';
    }
}
