package org.tepui.api.resource;

import java.util.Objects;
import java.util.Optional;

/** Where a volume is mounted. Fields nobody here interprets (image, source) travel as opaque wire bytes. */
public final class DiskVolume {
    public enum Mode { RW, RO }

    private static final byte[] NOTHING = new byte[0];

    private final Mode mode;
    private final String containerPath;
    private final String hostPath;
    private final byte[] rest;

    private DiskVolume(Mode mode, String containerPath, String hostPath, byte[] rest) {
        this.mode = Objects.requireNonNull(mode, "mode");
        this.containerPath = Objects.requireNonNull(containerPath, "containerPath");
        this.hostPath = hostPath;
        this.rest = rest;
    }

    /** The host path may be null (absent). */
    public static DiskVolume of(Mode mode, String containerPath, String hostPath) {
        return new DiskVolume(mode, containerPath, hostPath, NOTHING);
    }

    public static DiskVolume of(Mode mode, String containerPath) {
        return new DiskVolume(mode, containerPath, null, NOTHING);
    }

    /** The same volume with the wire bytes of its further fields. */
    public DiskVolume withRest(byte[] wire) {
        return new DiskVolume(mode, containerPath, hostPath, wire.length == 0 ? NOTHING : wire.clone());
    }

    public Mode mode() {
        return mode;
    }

    public String containerPath() {
        return containerPath;
    }

    public Optional<String> hostPath() {
        return Optional.ofNullable(hostPath);
    }

    /** Wire bytes of the fields not modelled here; empty when there are none. A copy. */
    public byte[] rest() {
        return rest.length == 0 ? NOTHING : rest.clone();
    }

    @Override
    public String toString() {
        return hostPath == null ? containerPath : hostPath + ":" + containerPath + (mode == Mode.RO ? ":ro" : ":rw");
    }
}
