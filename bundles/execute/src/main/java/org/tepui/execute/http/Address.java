package org.tepui.execute.http;

import java.io.IOException;
import java.util.Optional;
import org.tepui.flags.tls.Tls;

/**
 * Host and port of a master.
 *
 * @param tls how it is spoken to; empty: in plain
 */
public record Address(String host, int port, Optional<Tls> tls) {

    /** Spoken to in plain. */
    public Address(String host, int port) {
        this(host, port, Optional.empty());
    }

    /** The same place, spoken to in another way. */
    public Address with(Optional<Tls> other) {
        return new Address(host, port, other);
    }

    /** @throws IOException one line for a text that is not {@code HOST:PORT} (a leading {@code master@} is cut off) */
    public static Address parse(String text) throws IOException {
        String rest = text.substring(text.indexOf('@') + 1);
        int colon = rest.lastIndexOf(':');
        int port;
        try {
            port = colon <= 0 ? -1 : Integer.parseInt(rest.substring(colon + 1));
        } catch (NumberFormatException e) {
            port = -1;
        }
        if (port < 1 || port > 65535) {
            throw new IOException("'" + text + "' is not HOST:PORT");
        }
        String host = rest.substring(0, colon);
        return new Address(host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host, port);
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
