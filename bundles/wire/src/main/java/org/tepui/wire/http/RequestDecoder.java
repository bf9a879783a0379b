package org.tepui.wire.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.ByteToMessageDecoder;
import org.tepui.wire.base.BadInput;
import org.tepui.wire.base.ByteBudget;

/** Turns the bytes of one connection into requests, one at a time, so that reading can pause between two. Used by one event loop. */
final class RequestDecoder {

    private enum State { HEAD, FIXED, CHUNK_SIZE, CHUNK_DATA, CHUNK_END, TRAILER, FAILED }

    private static final int BLANK_LINES_MAX = 16;
    private static final int CHUNK_LINE_MAX = 4096;

    private final ByteBufAllocator allocator;
    private final int headBytesMax;
    private final BodyBuffer body;

    private final byte[] start = new byte[8];
    private ByteBuf bytes;
    private boolean methodKnown;
    private State state = State.HEAD;
    private RequestHead head;
    private long remaining;
    private int scanned;
    private int lineStart;
    private int blankLines;
    private int trailerBytes;

    RequestDecoder(ByteBufAllocator allocator, int headBytesMax, int bodyBytesMax, ByteBudget budget) {
        this.allocator = allocator;
        this.headBytesMax = headBytesMax;
        this.body = new BodyBuffer(budget, bodyBytesMax);
    }

    /** Takes over the buffer. */
    void feed(ByteBuf in) {
        if (state == State.FAILED) {
            in.release();
            return;
        }
        bytes = bytes == null ? in : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(allocator, bytes, in);
    }

    /** The next whole request; null when more bytes are needed. */
    Request next() throws BadRequest {
        if (state == State.FAILED) {
            return null;
        }
        try {
            return advance();
        } catch (BadRequest e) {
            close();
            throw e;
        }
    }

    /** Some of a request has arrived, not all of it. */
    boolean inRequest() {
        return state != State.HEAD && state != State.FAILED || state == State.HEAD && bytes != null && bytes.isReadable();
    }

    boolean inBody() {
        return state != State.HEAD && state != State.FAILED;
    }

    /** The client waits for an interim answer: nothing of the body has arrived. */
    boolean awaitsContinue() {
        return inBody() && head.expectContinue() && body.length() == 0 && (bytes == null || !bytes.isReadable());
    }

    void close() {
        state = State.FAILED;
        body.clear();
        if (bytes != null) {
            bytes.release();
            bytes = null;
        }
    }

    private Request advance() throws BadRequest {
        while (bytes != null) {
            boolean more = switch (state) {
                case HEAD -> head();
                case FIXED, CHUNK_DATA -> data();
                case CHUNK_SIZE -> chunkSize();
                case CHUNK_END -> chunkEnd();
                case TRAILER -> trailer();
                case FAILED -> false;
            };
            if (state == State.HEAD && head != null) {
                Request request = new Request(head, body.take());
                head = null;
                releaseIfRead();
                return request;
            }
            if (!more) {
                releaseIfRead();
                return null;
            }
        }
        return null;
    }

    private void releaseIfRead() {
        if (bytes != null && !bytes.isReadable()) {
            bytes.release();
            bytes = null;
        }
    }

    private boolean head() throws BadRequest {
        int from = bytes.readerIndex();
        int readable = bytes.readableBytes();
        if (!methodKnown) {
            checkMethod(readable);
        }
        while (scanned < readable) {
            int newline = bytes.indexOf(from + scanned, from + readable, (byte) '\n');
            if (newline < 0) {
                scanned = readable;
                break;
            }
            int lineLength = newline - from - lineStart;
            boolean empty = lineLength == 0 || lineLength == 1 && bytes.getByte(newline - 1) == '\r';
            scanned = newline + 1 - from;
            if (empty && lineStart == 0) {
                skipBlankLine();
                return true;
            }
            if (lineStart == 0 && scanned > headBytesMax) {
                throw tooLargeHead(true);
            }
            lineStart = scanned;
            if (empty) {
                readHead();
                return true;
            }
        }
        checkUnfinishedHead(readable);
        return false;
    }

    /** Other protocols are refused at their first bytes, not when a line end happens to come. */
    private void checkMethod(int readable) throws BadRequest {
        int length = Math.min(readable, start.length);
        bytes.getBytes(bytes.readerIndex(), start, 0, length);
        if (length == 0 || start[0] == '\r' || start[0] == '\n') {
            return;
        }
        if (!Methods.possible(start, length)) {
            throw BadRequest.silent(BadInput.REQUEST_LINE, "no HTTP request");
        }
        methodKnown = length == start.length;
    }

    private void skipBlankLine() throws BadRequest {
        bytes.skipBytes(scanned);
        scanned = 0;
        if (++blankLines > BLANK_LINES_MAX) {
            throw BadRequest.silent(BadInput.REQUEST_LINE, "blank lines without a request");
        }
    }

    private void checkUnfinishedHead(int readable) throws BadRequest {
        if (readable > headBytesMax) {
            throw tooLargeHead(lineStart == 0);
        }
    }

    private BadRequest tooLargeHead(boolean inRequestLine) {
        return inRequestLine
                ? new BadRequest(BadInput.TOO_LARGE, 414, "The request line is larger than " + headBytesMax + " bytes", "request line too large")
                : new BadRequest(BadInput.TOO_LARGE, 431, "The headers are larger than " + headBytesMax + " bytes", "headers too large");
    }

    private void readHead() throws BadRequest {
        if (scanned > headBytesMax) {
            throw tooLargeHead(false);
        }
        byte[] copy = new byte[scanned];
        bytes.readBytes(copy);
        scanned = 0;
        lineStart = 0;
        blankLines = 0;
        methodKnown = false;
        head = HeadParser.parse(copy, 0, copy.length);
        if (head.chunked()) {
            trailerBytes = 0;
            state = State.CHUNK_SIZE;
        } else if (head.contentLength() > 0) {
            body.announce(head.contentLength());
            remaining = head.contentLength();
            state = State.FIXED;
        }
    }

    private boolean data() throws BadRequest {
        int number = (int) Math.min(remaining, bytes.readableBytes());
        if (number == 0) {
            return false;
        }
        body.read(bytes, number, remaining);
        remaining -= number;
        if (remaining == 0) {
            state = state == State.FIXED ? State.HEAD : State.CHUNK_END;
        }
        return true;
    }

    private boolean chunkSize() throws BadRequest {
        int newline = lineEnd(CHUNK_LINE_MAX);
        if (newline < 0) {
            return false;
        }
        int at = bytes.readerIndex();
        long size = 0;
        int digits = 0;
        for (int digit = hex(bytes.getByte(at)); digit >= 0; digit = hex(bytes.getByte(++at))) {
            size = size << 4 | digit;
            if (++digits > 15) {
                throw BadRequest.body(BadInput.CHUNK, "chunk size with more than 15 digits");
            }
        }
        byte behind = bytes.getByte(at);
        boolean ends = behind == ';' || behind == ' ' || behind == '\t' || at == newline || behind == '\r' && at + 1 == newline;
        if (digits == 0 || !ends) {
            throw BadRequest.body(BadInput.CHUNK, "chunk size is no hexadecimal number");
        }
        bytes.readerIndex(newline + 1);
        body.announce(size);
        remaining = size;
        state = size == 0 ? State.TRAILER : State.CHUNK_DATA;
        return true;
    }

    private boolean chunkEnd() throws BadRequest {
        if (!bytes.isReadable()) {
            return false;
        }
        int at = bytes.readerIndex();
        boolean crlf = bytes.getByte(at) == '\r';
        if (crlf && bytes.readableBytes() < 2) {
            return false;
        }
        if (bytes.getByte(crlf ? at + 1 : at) != '\n') {
            throw BadRequest.body(BadInput.CHUNK, "no line end behind a chunk");
        }
        bytes.skipBytes(crlf ? 2 : 1);
        state = State.CHUNK_SIZE;
        return true;
    }

    /** Trailers are read and dropped: nothing here has a use for them, and they must not become headers. */
    private boolean trailer() throws BadRequest {
        int newline = lineEnd(headBytesMax - trailerBytes);
        if (newline < 0) {
            return false;
        }
        int length = newline - bytes.readerIndex();
        boolean empty = length == 0 || length == 1 && bytes.getByte(newline - 1) == '\r';
        trailerBytes += length + 1;
        bytes.readerIndex(newline + 1);
        if (empty) {
            state = State.HEAD;
        }
        return true;
    }

    private int lineEnd(int bytesMax) throws BadRequest {
        int newline = bytes.indexOf(bytes.readerIndex(), bytes.writerIndex(), (byte) '\n');
        if (newline < 0 ? bytes.readableBytes() > bytesMax : newline - bytes.readerIndex() > bytesMax) {
            throw BadRequest.body(BadInput.CHUNK, "line between chunks too long");
        }
        return newline;
    }

    private static int hex(byte b) {
        if (b >= '0' && b <= '9') {
            return b - '0';
        }
        if (b >= 'a' && b <= 'f') {
            return b - 'a' + 10;
        }
        return b >= 'A' && b <= 'F' ? b - 'A' + 10 : -1;
    }
}
