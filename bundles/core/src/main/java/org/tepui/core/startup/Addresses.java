package org.tepui.core.startup;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Addresses and names of the master, by the rules of the flags {@code ip}, {@code hostname} and {@code hostname_lookup}. */
final class Addresses {

    private static final String ANY = "0.0.0.0";

    private Addresses() {
    }

    /** Address to listen on. */
    static String bind(Optional<String> ip) {
        return ip.orElse(ANY);
    }

    /**
     * Address that peers are told: the bound one, or, when that is the any address, what the machine's own name resolves to.
     *
     * @throws StartupException when the name does not resolve
     */
    static String advertise(MasterSettings settings) throws StartupException {
        if (settings.advertiseIp().isPresent()) {
            return settings.advertiseIp().get();
        }
        if (settings.bindIp().isPresent() && !settings.bindIp().get().equals(ANY)) {
            return settings.bindIp().get();
        }
        try {
            InetAddress local = InetAddress.getLocalHost();
            if (local instanceof Inet4Address) {
                return local.getHostAddress();
            }
            for (InetAddress address : InetAddress.getAllByName(local.getHostName())) {
                if (address instanceof Inet4Address) {
                    return address.getHostAddress();
                }
            }
            throw new StartupException("This machine's name has no IPv4 address: give --ip=ADDRESS and --hostname=NAME");
        } catch (UnknownHostException e) {
            throw new StartupException("This machine's own name does not resolve (" + e.getMessage()
                    + "): give --ip=ADDRESS and --hostname=NAME", e);
        }
    }

    /** Name that goes into MasterInfo: the flag, the name of the address, or the address. */
    static String hostname(MasterSettings settings, String ip) throws StartupException {
        if (settings.hostname().isPresent()) {
            return settings.hostname().get();
        }
        if (!settings.lookup()) {
            return ip;
        }
        try {
            return InetAddress.getByName(ip).getCanonicalHostName();
        } catch (UnknownHostException e) {
            throw new StartupException("No name was found for address " + ip + ": give --hostname=NAME or --no-hostname_lookup", e);
        }
    }

    /**
     * Why clients can hardly reach the master by the name that it tells them; empty when nothing speaks against it. Asks the name service,
     * which may take its time.
     */
    static Optional<String> doubt(String hostname) {
        String why;
        if (hostname.isEmpty()) {
            why = "is empty, clients are told the address instead";
        } else if (hostname.equals(ANY)) {
            why = "is no address that anybody can connect to";
        } else {
            try {
                InetAddress.getByName(hostname);
                return Optional.empty();
            } catch (UnknownHostException e) {
                why = "does not resolve on this machine";
            }
        }
        return Optional.of("The host name that redirects and clients use, '" + hostname + "', " + why
                + ": give --hostname=NAME with a name that they can resolve");
    }

    /** IPv4 address as MasterInfo has it: the four bytes in network order, read as they lie in a little-endian integer. */
    static int number(String ip) {
        int number = 0;
        String[] parts = ip.split("\\.");
        for (int i = parts.length - 1; i >= 0; i--) {
            number = number << 8 | Integer.parseInt(parts[i]);
        }
        return number;
    }
}
