package org.tepui.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Tables of recorded requests: tab-separated, the last column in an escaped form. */
final class Recorded {

    private Recorded() {
    }

    static List<String[]> table(String name) throws IOException {
        try (InputStream in = Recorded.class.getResourceAsStream("/" + name)) {
            List<String[]> rows = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n")) {
                if (!line.startsWith("#")) {
                    rows.add(line.split("\t", -1));
                }
            }
            return rows;
        }
    }

    static byte[] bytes(String escaped) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int i = 0;
        while (i < escaped.length()) {
            int star = escaped.charAt(i) == '{' ? escaped.indexOf('*', i) : -1;
            if (star > i && star - i <= 5 && escaped.indexOf('}', star) > 0) {
                int end = escaped.indexOf('}', star);
                repeat(escaped.substring(i + 1, star), Integer.parseInt(escaped.substring(star + 1, end)), out);
                i = end + 1;
            } else {
                i += one(escaped, i, out);
            }
        }
        return out.toByteArray();
    }

    private static void repeat(String what, int times, ByteArrayOutputStream out) {
        for (int n = 0; n < times; n++) {
            switch (what) {
                case "h" -> out.writeBytes(("X" + n + ": y\r\n").getBytes(StandardCharsets.US_ASCII));
                case "n" -> out.writeBytes(new byte[] {'\r', '\n'});
                default -> one(what, 0, out);
            }
        }
    }

    private static int one(String text, int at, ByteArrayOutputStream out) {
        if (text.charAt(at) != '\\') {
            out.write(text.charAt(at));
            return 1;
        }
        char kind = text.charAt(at + 1);
        if (kind == 'x') {
            out.write(Integer.parseInt(text.substring(at + 2, at + 4), 16));
            return 4;
        }
        out.write(kind == 'r' ? '\r' : kind == 'n' ? '\n' : kind == 't' ? '\t' : kind);
        return 2;
    }
}
