package org.tepui.protocol.v1;

/** The two forms of a body in the v1 API. */
public enum Encoding {
    JSON("application/json"),
    PROTOBUF("application/x-protobuf");

    private final String contentType;

    Encoding(String contentType) {
        this.contentType = contentType;
    }

    /** The exact text of Content-Type and Accept. */
    public String contentType() {
        return contentType;
    }

    /** By the exact text, as the real master compares it: no parameters, no other case. Null when it is neither. */
    public static Encoding ofContentType(String text) {
        return JSON.contentType.equals(text) ? JSON : PROTOBUF.contentType.equals(text) ? PROTOBUF : null;
    }
}
