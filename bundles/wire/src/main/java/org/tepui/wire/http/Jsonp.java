package org.tepui.wire.http;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Wraps JSON for {@code jsonp=NAME}. The name is checked, so that nobody can have a script of his own sent from this address. */
final class Jsonp {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*(\\.[A-Za-z_$][A-Za-z0-9_$]*|\\[[0-9]{1,9}\\])*");
    private static final int NAME_CHARS_MAX = 128;

    private Jsonp() {
    }

    static boolean valid(String name) {
        return name.length() <= NAME_CHARS_MAX && NAME.matcher(name).matches();
    }

    static byte[] wrap(String name, byte[] json) {
        byte[] start = (name + "(").getBytes(StandardCharsets.US_ASCII);
        byte[] out = new byte[start.length + json.length + 1];
        System.arraycopy(start, 0, out, 0, start.length);
        System.arraycopy(json, 0, out, start.length, json.length);
        out[out.length - 1] = ')';
        return out;
    }
}
