package org.tepui.protocol.libprocess;

import java.util.Optional;

/**
 * What a port is opened with.
 *
 * @param bindIp address to listen on
 * @param port TCP port; 0 takes a free one
 * @param advertiseIp address that peers are told; empty: the bound one
 * @param advertisePort port that peers are told; empty: the bound one
 * @param requirePeerAddressMatch flag {@code require_peer_address_ip_match}
 * @param bodyBytesMax largest request or message body after decoding; more is answered 413 and the connection closed
 * @param connectionsMax connections open at once; more are closed at once, with a counter
 * @param tls empty: every connection is plain
 */
public record PortConfig(String bindIp, int port, Optional<String> advertiseIp, Optional<Integer> advertisePort,
        boolean requirePeerAddressMatch, int bodyBytesMax, int connectionsMax, Optional<PortTls> tls) {

    /** In plain. */
    public PortConfig(String bindIp, int port, Optional<String> advertiseIp, Optional<Integer> advertisePort,
            boolean requirePeerAddressMatch, int bodyBytesMax, int connectionsMax) {
        this(bindIp, port, advertiseIp, advertisePort, requirePeerAddressMatch, bodyBytesMax, connectionsMax, Optional.empty());
    }

    public PortConfig with(Optional<PortTls> other) {
        return new PortConfig(bindIp, port, advertiseIp, advertisePort, requirePeerAddressMatch, bodyBytesMax, connectionsMax, other);
    }

    public static PortConfig of(String bindIp, int port) {
        return new PortConfig(bindIp, port, Optional.empty(), Optional.empty(), false, 64 * 1024 * 1024, 50_000);
    }
}
