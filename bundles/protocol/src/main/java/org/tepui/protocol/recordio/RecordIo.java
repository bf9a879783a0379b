package org.tepui.protocol.recordio;

/** Framing of one record. */
public final class RecordIo {

    private RecordIo() {
    }

    /** The record with its length in front, in one array: written as one chunk, since some clients take a chunk for a record. */
    public static byte[] frame(byte[] record) {
        int digits = 1;
        for (int rest = record.length; rest >= 10; rest /= 10) {
            digits++;
        }
        byte[] framed = new byte[digits + 1 + record.length];
        int rest = record.length;
        for (int i = digits - 1; i >= 0; i--, rest /= 10) {
            framed[i] = (byte) ('0' + rest % 10);
        }
        framed[digits] = '\n';
        System.arraycopy(record, 0, framed, digits + 1, record.length);
        return framed;
    }
}
