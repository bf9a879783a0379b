package org.tepui.wire.message;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/** Literal addresses. No name is ever resolved: a message must not be able to start a look-up. */
final class Addresses {

    private Addresses() {
    }

    static Optional<InetSocketAddress> of(String ip, int port) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(ip);
        if (bytes == null || port <= 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new InetSocketAddress(InetAddress.getByAddress(bytes), port));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Whether two texts mean one address; an IPv4 address inside IPv6 is the IPv4 address. */
    static boolean same(String one, String other) {
        byte[] first = NetUtil.createByteArrayFromIpAddressString(one);
        byte[] second = NetUtil.createByteArrayFromIpAddressString(other);
        return first != null && second != null && Arrays.equals(plain(first), plain(second));
    }

    private static byte[] plain(byte[] address) {
        boolean mapped = address.length == 16 && address[10] == -1 && address[11] == -1;
        for (int i = 0; mapped && i < 10; i++) {
            mapped = address[i] == 0;
        }
        return mapped ? Arrays.copyOfRange(address, 12, 16) : address;
    }
}
