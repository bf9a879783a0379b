package org.tepui.wire.http;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.tepui.wire.base.BadInput;
import org.tepui.wire.base.ByteBudget;

/** The body of the request being received. Grows with what has arrived, never by what was merely announced. */
final class BodyBuffer {

    private static final byte[] NONE = new byte[0];
    private static final int FIRST_BYTES_MAX = 16 * 1024;

    private final ByteBudget budget;
    private final int bytesMax;
    private byte[] bytes = NONE;
    private int length;

    BodyBuffer(ByteBudget budget, int bytesMax) {
        this.budget = budget;
        this.bytesMax = bytesMax;
    }

    int length() {
        return length;
    }

    /** @param announced bytes that follow at least; refused when they could never fit */
    void announce(long announced) throws BadRequest {
        if (announced > bytesMax - length) {
            throw new BadRequest(BadInput.TOO_LARGE, 413, "The body of the request is larger than " + bytesMax + " bytes",
                    "body of more than " + bytesMax + " bytes");
        }
    }

    void read(ByteBuf in, int number, long stillExpected) throws BadRequest {
        if (bytes.length - length < number) {
            grow(number, stillExpected);
        }
        in.readBytes(bytes, length, number);
        length += number;
    }

    private void grow(int number, long stillExpected) throws BadRequest {
        long wanted = Math.max(length + number, bytes.length == 0 ? Math.min(stillExpected, FIRST_BYTES_MAX) : 2L * bytes.length);
        int size = (int) Math.min(Math.max(wanted, length + (long) number), Math.min(bytesMax, length + Math.max(stillExpected, number)));
        if (!budget.take(size - bytes.length)) {
            throw new BadRequest(BadInput.TOO_MANY, 503, "Too many request bodies at once, try again", "bodies on all connections too large");
        }
        bytes = Arrays.copyOf(bytes, size);
    }

    /** Hands the body over and starts anew. */
    byte[] take() {
        byte[] body = bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
        clear();
        return body;
    }

    void clear() {
        budget.give(bytes.length);
        bytes = NONE;
        length = 0;
    }
}
