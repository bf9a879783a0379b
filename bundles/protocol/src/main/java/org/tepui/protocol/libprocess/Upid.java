package org.tepui.protocol.libprocess;

import java.util.Objects;

/** Process id {@code id@ip:port}. {@link #EMPTY} ({@code @0.0.0.0:0}) counts as "no process". */
public record Upid(String id, String ip, int port) {

    public static final Upid EMPTY = new Upid("", "0.0.0.0", 0);

    public Upid {
        Objects.requireNonNull(id);
        Objects.requireNonNull(ip);
    }

    /** Reads the text form with a literal IPv4 or IPv6 address; anything else gives {@link #EMPTY}. Names are not resolved here. */
    public static Upid parse(String text) {
        int at = text.indexOf('@');
        int colon = text.lastIndexOf(':');
        if (at < 0 || colon <= at + 1 || colon == text.length() - 1) {
            return EMPTY;
        }
        String ip = text.substring(at + 1, colon);
        int port = parsePort(text, colon + 1);
        return port < 0 || !isLiteralAddress(ip) ? EMPTY : new Upid(text.substring(0, at), ip, port);
    }

    private static int parsePort(String text, int from) {
        int port = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            port = port * 10 + (c - '0');
            if (port > 65535) {
                return -1;
            }
        }
        return port;
    }

    private static boolean isLiteralAddress(String ip) {
        if (ip.indexOf(':') >= 0) {
            return ip.chars().allMatch(c -> c == ':' || c == '.' || Character.digit(c, 16) >= 0);
        }
        String[] parts = ip.split("\\.", -1);
        if (parts.length != 4) {
            return false;
        }
        for (String part : parts) {
            int value = parsePort(part, 0);
            if (part.isEmpty() || part.length() > 3 || value < 0 || value > 255) {
                return false;
            }
        }
        return true;
    }

    public boolean isEmpty() {
        return id.isEmpty() && port == 0;
    }

    /** {@code ip:port}: the address that links and connections are made for. */
    public String address() {
        return ip + ":" + port;
    }

    /** Another process at the same address. */
    public Upid sibling(String otherId) {
        return new Upid(otherId, ip, port);
    }

    @Override
    public String toString() {
        return id + "@" + ip + ":" + port;
    }
}
