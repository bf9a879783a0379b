package org.tepui.herd.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.tepui.flags.tls.Tls;
import org.tepui.protocol.libprocess.Upid;

/**
 * Host and port of a master.
 *
 * @param tls how it is spoken to; empty: in plain
 */
public record MasterAddress(String host, int port, Optional<Tls> tls) {

    /** The same master, spoken to in another way. */
    public MasterAddress with(Optional<Tls> other) {
        return new MasterAddress(host, port, other);
    }

    /** @throws IOException one line for a text that is not {@code HOST:PORT} (a leading {@code master@} is cut off) */
    public static MasterAddress parse(String text) throws IOException {
        String rest = text.substring(text.indexOf('@') + 1);
        int colon = rest.lastIndexOf(':');
        int port;
        try {
            port = colon <= 0 ? -1 : Integer.parseInt(rest.substring(colon + 1));
        } catch (NumberFormatException e) {
            port = -1;
        }
        if (port < 1 || port > 65535) {
            throw new IOException("--master=" + text + " is not HOST:PORT");
        }
        return new MasterAddress(rest.substring(0, colon), port, Optional.empty());
    }

    /** The master's process. @throws IOException when the host has no address */
    public Upid pid() throws IOException {
        try {
            return new Upid("master", InetAddress.getByName(host).getHostAddress(), port);
        } catch (UnknownHostException e) {
            throw new IOException("--master=" + this + ": host '" + host + "' cannot be resolved", e);
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
