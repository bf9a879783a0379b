package org.tepui.wire.base;

import java.util.Locale;

/** What a port counts. The name in lower case is the key in {@code Port.counters()}. */
public enum Counter {
    CONNECTIONS_ACCEPTED,
    CONNECTIONS_OPEN,
    CONNECTIONS_REFUSED,
    CONNECTIONS_STALLED,
    REQUESTS_RECEIVED,
    REQUESTS_TIMED_OUT,
    ANSWERS_SENT,
    STREAMS_OPENED,
    STREAMS_OPEN,
    STREAMS_CLOSED_SLOW,
    ENDPOINT_FAILURES,
    MESSAGES_RECEIVED,
    MESSAGES_UNROUTED,
    MESSAGES_REFUSED,
    MESSAGE_HANDLER_FAILURES,
    MESSAGES_SENT,
    MESSAGES_LOCAL,
    MESSAGES_DROPPED,
    PEER_CONNECTS,
    PEER_CONNECT_FAILURES,
    LINKS_OPEN,
    LINK_EXITS,
    /** Connections of peers that are secure. */
    TLS_HANDSHAKES,
    /** Plain connections of peers on a port that takes both. */
    TLS_PLAIN_ACCEPTED,
    /** Connections that we opened and that did not become secure. */
    TLS_CONNECT_FAILURES,
    /** Peers that do not speak TLS and were spoken to in plain, as it was asked for. */
    TLS_PLAIN_CONNECTS;

    private final String key = name().toLowerCase(Locale.ROOT);

    public String key() {
        return key;
    }
}
