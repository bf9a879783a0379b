package org.tepui.wire.base;

import java.util.Locale;

/** The classes of bad input: each has its counter ({@code bad_input_...}) and its own, rate-limited log line. */
public enum BadInput {
    /** No HTTP: unknown method, bad target or version, bytes of another protocol. */
    REQUEST_LINE,
    /** A header that does not parse. */
    HEADER,
    /** Content-Length and Transfer-Encoding that contradict each other or themselves. */
    FRAMING,
    /** A chunk that does not parse. */
    CHUNK,
    /** A line, header or body beyond its limit. */
    TOO_LARGE,
    /** A gzip body that does not inflate. */
    BODY_CODING,
    /** A path or query that does not decode. */
    TARGET,
    /** A message whose sender is not believed. */
    SENDER,
    /** A request that does not get finished. */
    UNFINISHED,
    /** A client that does not take its answers. */
    SLOW_READER,
    /** More connections or requests than are let in. */
    TOO_MANY,
    /** A handshake that fails or does not end, or bytes that are no TLS. */
    TLS,
    /** A plain connection to a port that speaks TLS. */
    PLAIN;

    private final String key = "bad_input_" + name().toLowerCase(Locale.ROOT);

    public String key() {
        return key;
    }
}
