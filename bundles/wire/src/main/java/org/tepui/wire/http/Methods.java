package org.tepui.wire.http;

import java.nio.charset.StandardCharsets;

/** The methods that are read at all; their spelling is exact. CONNECT and the WebDAV verbs are not among them: nothing here answers them. */
final class Methods {

    private static final String[] NAMES = {"GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"};
    private static final byte[][] BYTES = bytes();

    private Methods() {
    }

    private static byte[][] bytes() {
        byte[][] all = new byte[NAMES.length][];
        for (int i = 0; i < NAMES.length; i++) {
            all[i] = (NAMES[i] + " ").getBytes(StandardCharsets.US_ASCII);
        }
        return all;
    }

    /** The method that these bytes begin with, blank included; null when they begin with none. */
    static String at(byte[] line, int from, int to) {
        for (int i = 0; i < BYTES.length; i++) {
            if (to - from >= BYTES[i].length && matches(BYTES[i], line, from, BYTES[i].length)) {
                return NAMES[i];
            }
        }
        return null;
    }

    /** Whether bytes could still become a method: lets other protocols be refused at their first byte. */
    static boolean possible(byte[] start, int length) {
        for (byte[] name : BYTES) {
            if (matches(name, start, 0, Math.min(length, name.length))) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(byte[] name, byte[] bytes, int from, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[from + i] != name[i]) {
                return false;
            }
        }
        return true;
    }
}
