package org.tepui.itest.field;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;

/** The chunks of an answer as they were cut by its sender. */
final class ChunkReader {

    private static final int HEX = 16;

    private final InputStream in;
    private final Map<String, String> head = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** Reads the head. */
    ChunkReader(InputStream in) throws IOException {
        this.in = in;
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            head.put(colon < 0 ? "" : line.substring(0, colon), line.substring(colon + 1).strip());
        }
    }

    /** A field of the head by its name in any case. */
    String field(String name) {
        return head.get(name);
    }

    byte[] next() throws IOException {
        byte[] chunk = in.readNBytes(Integer.parseInt(line(), HEX));
        line();
        return chunk;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection ended");
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }
}
