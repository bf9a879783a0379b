package org.tepui.protocol.recordio;

import java.util.Arrays;
import java.util.function.Consumer;
import org.tepui.protocol.ProtocolException;
import org.tepui.protocol.ProtocolException.Code;

/**
 * Cuts a stream of bytes into records, wherever the stream itself was cut. Not thread-safe: one for each stream.
 *
 * <p>Memory follows the bytes that came, not the length that was announced. After a failure the place of the next record is lost for good:
 * every further call fails likewise.
 */
public final class RecordIoDecoder {

    private static final int FIRST_BYTES = 8 * 1024;

    private final int recordBytesMax;
    private byte[] record = new byte[0];
    /** Bytes of the record that have come. */
    private int filled;
    /** Length of the record; while its digits are still coming, what they say so far. */
    private int length;
    private int digits;
    private boolean inRecord;
    private String failure;

    /** @param recordBytesMax records longer than this are refused before their bytes are taken */
    public RecordIoDecoder(int recordBytesMax) {
        if (recordBytesMax < 0) {
            throw new IllegalArgumentException("recordBytesMax must not be negative: " + recordBytesMax);
        }
        this.recordBytesMax = recordBytesMax;
    }

    /**
     * Takes the next bytes of the stream and hands over each record that is complete with them, in order; the arrays are the taker's.
     *
     * @throws ProtocolException RECORDIO, when a length is no number or above the limit
     */
    public void feed(byte[] bytes, int offset, int count, Consumer<byte[]> records) throws ProtocolException {
        if (failure != null) {
            throw new ProtocolException(Code.RECORDIO, failure);
        }
        int at = offset;
        int end = offset + count;
        while (at < end) {
            if (inRecord) {
                int taken = Math.min(end - at, length - filled);
                append(bytes, at, taken);
                at += taken;
            } else {
                lengthByte(bytes[at++]);
            }
            if (inRecord && filled == length) {
                records.accept(take());
            }
        }
    }

    /** Whether the stream may end here: no record has begun. */
    public boolean atBoundary() {
        return failure == null && !inRecord && digits == 0;
    }

    private void lengthByte(byte b) throws ProtocolException {
        if (b == '\n' && digits > 0) {
            inRecord = true;
            return;
        }
        if (b < '0' || b > '9') {
            throw fail("Failed to decode the length of a record: not a digit: " + (b > ' ' ? "'" + (char) b + "'" : "byte " + (b & 0xff)));
        }
        long announced = length * 10L + (b - '0');
        // The digits are limited too, or zeros could come for ever.
        if (announced > recordBytesMax || ++digits > 20) {
            throw fail("Length of a record is above the limit of " + recordBytesMax + " bytes");
        }
        length = (int) announced;
    }

    private ProtocolException fail(String text) {
        failure = text;
        record = new byte[0];
        return new ProtocolException(Code.RECORDIO, text);
    }

    private void append(byte[] bytes, int from, int count) {
        if (record.length < filled + count) {
            int roomy = (int) Math.min(length, Math.max(FIRST_BYTES, 2L * record.length));
            record = Arrays.copyOf(record, Math.max(filled + count, roomy));
        }
        System.arraycopy(bytes, from, record, filled, count);
        filled += count;
    }

    private byte[] take() {
        byte[] whole = record.length == length ? record : Arrays.copyOf(record, length);
        record = new byte[0];
        filled = 0;
        length = 0;
        digits = 0;
        inRecord = false;
        return whole;
    }
}
