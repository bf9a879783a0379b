package org.tepui.protocol;

import java.util.Objects;

/**
 * Bytes from outside that cannot be read. {@link #getMessage} is one line fit for an answer's body; {@link #code} is stable and meant for
 * counters. Carries no stack trace: hostile input must stay cheap.
 */
public final class ProtocolException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What kind of reading failed. */
    public enum Code {
        /** The text is not JSON, is nested too deep, or a number in it is out of range. */
        JSON_SYNTAX,
        /** The text is JSON but does not fit the message: wrong types, missing required fields. */
        JSON_CONVERT,
        /** The bytes are not this protobuf message, are nested too deep, or lack required fields. */
        PROTOBUF,
        /** The length of a record is no number or is above the limit. */
        RECORDIO
    }

    private final Code code;

    public ProtocolException(Code code, String text) {
        super(text, null, false, false);
        this.code = Objects.requireNonNull(code);
    }

    public Code code() {
        return code;
    }

    /** The same failure with words in front that say what was being read. */
    public ProtocolException prefixed(String prefix) {
        return new ProtocolException(code, prefix + getMessage());
    }
}
