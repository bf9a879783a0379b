package org.tepui.testkit.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A message of Mesos in its wire form, put together by the numbers of its fields (those of the v1 protos); nothing of protobuf is needed. */
public final class WireMessage {

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH_DELIMITED = 2;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** A {@code string} field. */
    public WireMessage text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    /** A {@code bytes} field. */
    public WireMessage bytes(int field, byte[] value) {
        tag(field, LENGTH_DELIMITED);
        varint(value.length);
        out.writeBytes(value);
        return this;
    }

    /** A field that is itself a message; several of one number are a list. */
    public WireMessage message(int field, WireMessage value) {
        return bytes(field, value.bytes());
    }

    /** An integer, {@code bool} or enum field. */
    public WireMessage number(int field, long value) {
        tag(field, VARINT);
        varint(value);
        return this;
    }

    /** A {@code double} field. */
    public WireMessage real(int field, double value) {
        tag(field, FIXED64);
        for (long bits = Double.doubleToRawLongBits(value), i = 0; i < Long.BYTES; i++, bits >>>= Byte.SIZE) {
            out.write((int) bits);
        }
        return this;
    }

    public byte[] bytes() {
        return out.toByteArray();
    }

    private void tag(int field, int type) {
        varint((long) field << 3 | type);
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
