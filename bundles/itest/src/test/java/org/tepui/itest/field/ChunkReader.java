package org.tepui.itest.field;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The chunks of an answer as they were cut by its sender. */
final class ChunkReader {

    private static final int HEX = 16;

    private final InputStream in;

    /** Reads the head away. */
    ChunkReader(InputStream in) throws IOException {
        this.in = in;
        String field;
        do {
            field = line();
        } while (!field.isEmpty());
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
