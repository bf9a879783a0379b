package org.tepui.wire;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collections;
import java.util.Comparator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The address that peers are told when nothing else is configured. */
final class OwnAddress {

    private static final Logger LOG = LoggerFactory.getLogger(OwnAddress.class);
    private static final String LOOPBACK = "127.0.0.1";

    private OwnAddress() {
    }

    /** The bound address; for "all interfaces" the first IPv4 address by interface number that is not loopback, else loopback. */
    static String of(InetAddress bound) {
        if (!bound.isAnyLocalAddress()) {
            return bound.getHostAddress();
        }
        try {
            return NetworkInterface.networkInterfaces()
                    .sorted(Comparator.comparingInt(NetworkInterface::getIndex))
                    .flatMap(card -> Collections.list(card.getInetAddresses()).stream())
                    .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .map(InetAddress::getHostAddress)
                    .findFirst().orElse(LOOPBACK);
        } catch (SocketException e) {
            LOG.warn("The network interfaces cannot be listed, peers are told {}: {}", LOOPBACK, e.getMessage());
            return LOOPBACK;
        }
    }
}
