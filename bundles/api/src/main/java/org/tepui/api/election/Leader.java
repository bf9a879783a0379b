package org.tepui.api.election;

import java.util.Objects;

/** A master as contenders publish it. Equality is that of id and pid. Immutable. */
public final class Leader {

    private final String id;
    private final String pid;
    private final String hostname;
    private final int port;
    private final byte[] wire;

    private Leader(String id, String pid, String hostname, int port, byte[] wire) {
        this.id = Objects.requireNonNull(id);
        this.pid = Objects.requireNonNull(pid);
        this.hostname = Objects.requireNonNull(hostname);
        this.port = port;
        this.wire = Objects.requireNonNull(wire);
    }

    /** @param wire MasterInfo, serialized; handed over */
    public static Leader of(String id, String pid, String hostname, int port, byte[] wire) {
        return new Leader(id, pid, hostname, port, wire);
    }

    public String id() {
        return id;
    }

    /** {@code master@ip:port}. */
    public String pid() {
        return pid;
    }

    public String hostname() {
        return hostname;
    }

    public int port() {
        return port;
    }

    /** MasterInfo, serialized; not to be modified. */
    public byte[] wire() {
        return wire;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Leader leader && id.equals(leader.id) && pid.equals(leader.pid);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, pid);
    }

    @Override
    public String toString() {
        return pid;
    }
}
