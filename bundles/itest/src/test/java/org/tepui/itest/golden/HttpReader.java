package org.tepui.itest.golden;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Reads heads and bodies of HTTP/1.1 off a socket, in either direction. */
final class HttpReader {

    private static final int HEX = 16;

    private final InputStream in;

    HttpReader(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** Start line under the empty name, then the fields by lower-case name. */
    Map<String, String> head() throws IOException {
        Map<String, String> head = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        head.put("", line());
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            head.put(line.substring(0, colon).trim(), line.substring(colon + 1).trim());
        }
        return head;
    }

    /** Hands the body over piece by piece. */
    void body(Map<String, String> head, Consumer<byte[]> sink) throws IOException {
        if ("chunked".equalsIgnoreCase(head.get("Transfer-Encoding"))) {
            int size;
            do {
                size = Integer.parseInt(line().split(";")[0].trim(), HEX);
                sink.accept(exactly(size));
                line();
            } while (size > 0);
        } else if (head.containsKey("Content-Length")) {
            sink.accept(exactly(Integer.parseInt(head.get("Content-Length"))));
        }
    }

    private byte[] exactly(int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException("the connection ended inside a body");
        }
        return bytes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection ended");
            }
            line.write(c);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
