package org.tepui.agent.host;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.Optional;
import org.tepui.protocol.libprocess.Upid;

/** Names and addresses: of this machine, and of the master in {@code --master}. */
public final class HostAddress {

    private HostAddress() {
    }

    /**
     * The master's process from {@code host:port} or {@code master@host:port}; a host name is resolved now.
     *
     * @throws IOException one line that says what is wrong with the text
     */
    public static Upid master(String text) throws IOException {
        if (text.startsWith("zk://")) {
            throw new IOException("--master=" + text + ": finding the master in ZooKeeper is not built; give --master=HOST:PORT");
        }
        int at = text.indexOf('@');
        String id = at < 0 ? "master" : text.substring(0, at);
        String address = text.substring(at + 1);
        int colon = address.lastIndexOf(':');
        int port = colon < 0 ? -1 : port(address.substring(colon + 1));
        if (colon <= 0 || port <= 0 || id.isEmpty()) {
            throw new IOException("--master=" + text + " is not HOST:PORT");
        }
        String host = address.substring(0, colon);
        try {
            return new Upid(id, InetAddress.getByName(host).getHostAddress(), port);
        } catch (UnknownHostException e) {
            throw new IOException("--master=" + text + ": host '" + host + "' cannot be resolved", e);
        }
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            return port > 65535 ? -1 : port;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** The address peers can use when none is given: of the machine's name, else of the first interface that is up, else loopback. */
    public static String own() throws IOException {
        try {
            InetAddress named = InetAddress.getLocalHost();
            if (named instanceof Inet4Address && !named.isLoopbackAddress()) {
                return named.getHostAddress();
            }
        } catch (UnknownHostException e) {
            // The machine's own name is not known to its resolver, which is common in containers: ask the interfaces.
        }
        return firstOfInterfaces().orElse("127.0.0.1");
    }

    private static Optional<String> firstOfInterfaces() throws SocketException {
        for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            if (!network.isUp() || network.isLoopback()) {
                continue;
            }
            for (InetAddress address : Collections.list(network.getInetAddresses())) {
                if (address instanceof Inet4Address) {
                    return Optional.of(address.getHostAddress());
                }
            }
        }
        return Optional.empty();
    }

    /** The name of an address, or the address itself when it has none or names are not wanted. */
    public static String nameOf(String ip, boolean lookup) throws UnknownHostException {
        return lookup ? InetAddress.getByName(ip).getCanonicalHostName() : ip;
    }
}
