package org.tepui.execute.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of a chunked body as they come. A read gives what is there, at most to the end of a chunk. */
final class ChunkedInput extends InputStream {

    private final HttpConnection connection;
    private int left;
    private boolean first = true;
    private boolean ended;

    ChunkedInput(HttpConnection connection) {
        this.connection = connection;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        if (left == 0 && !ended) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        int got = connection.read(bytes, offset, Math.min(count, left));
        if (got < 0) {
            throw new EOFException("the connection closed inside a stream");
        }
        left -= got;
        return got;
    }

    private void nextChunk() throws IOException {
        if (!first) {
            connection.line();
        }
        first = false;
        String size = connection.line();
        int extension = size.indexOf(';');
        try {
            left = Integer.parseUnsignedInt((extension < 0 ? size : size.substring(0, extension)).strip(), 16);
        } catch (NumberFormatException e) {
            throw new IOException("chunk size '" + size + "' cannot be read", e);
        }
        if (left < 0) {
            throw new IOException("chunk size '" + size + "' is too large");
        }
        if (left == 0) {
            ended = true;
            while (!connection.line().isEmpty()) {
                // Trailers are not used.
            }
        }
    }
}
