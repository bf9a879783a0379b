package org.tepui.api.resource;

import java.util.Objects;
import java.util.Optional;

/** Where disk space comes from. PATH can be cut in pieces; MOUNT and BLOCK cannot, RAW only without an id. */
public final class DiskSource {
    public enum Type { PATH, MOUNT, BLOCK, RAW }

    private final Type type;
    private final Root path;
    private final Root mount;
    private final String vendor;
    private final String id;
    private final Labels metadata;
    private final String profile;

    /** A path or mount entry, whose root may be absent. */
    private record Root(String root) { }

    private DiskSource(Type type, Root path, Root mount, String vendor, String id, Labels metadata, String profile) {
        this.type = Objects.requireNonNull(type, "type");
        this.path = path;
        this.mount = mount;
        this.vendor = vendor;
        this.id = id;
        this.metadata = metadata;
        this.profile = profile;
        requireNoPathOrMount();
    }

    private void requireNoPathOrMount() {
        if (type == Type.PATH || type == Type.MOUNT || (path == null && mount == null)) {
            return;
        }
        throw ResourceException.of(ResourceError.DISK_SOURCE_FIELDS,
                (mount != null ? "Mount" : "Path") + " should not be set for " + type + " disk source");
    }

    /** A source of the type and nothing else. */
    public static DiskSource of(Type type) {
        return new DiskSource(type, null, null, null, null, null, null);
    }

    public static DiskSource path(String root) {
        return of(Type.PATH).withPath(root);
    }

    public static DiskSource mount(String root) {
        return of(Type.MOUNT).withMount(root);
    }

    /** With a path entry; the root may be null (absent). Not for BLOCK and RAW. */
    public DiskSource withPath(String root) {
        return new DiskSource(type, new Root(root), mount, vendor, id, metadata, profile);
    }

    /** With a mount entry; the root may be null (absent). Not for BLOCK and RAW. */
    public DiskSource withMount(String root) {
        return new DiskSource(type, path, new Root(root), vendor, id, metadata, profile);
    }

    public DiskSource withVendor(String newVendor) {
        return new DiskSource(type, path, mount, newVendor, id, metadata, profile);
    }

    public DiskSource withId(String newId) {
        return new DiskSource(type, path, mount, vendor, newId, metadata, profile);
    }

    public DiskSource withMetadata(Labels newMetadata) {
        return new DiskSource(type, path, mount, vendor, id, newMetadata, profile);
    }

    public DiskSource withProfile(String newProfile) {
        return new DiskSource(type, path, mount, vendor, id, metadata, newProfile);
    }

    public Type type() {
        return type;
    }

    public boolean hasPath() {
        return path != null;
    }

    public boolean hasMount() {
        return mount != null;
    }

    public Optional<String> pathRoot() {
        return path == null ? Optional.empty() : Optional.ofNullable(path.root);
    }

    public Optional<String> mountRoot() {
        return mount == null ? Optional.empty() : Optional.ofNullable(mount.root);
    }

    public Optional<String> vendor() {
        return Optional.ofNullable(vendor);
    }

    public Optional<String> id() {
        return Optional.ofNullable(id);
    }

    public Optional<Labels> metadata() {
        return Optional.ofNullable(metadata);
    }

    public Optional<String> profile() {
        return Optional.ofNullable(profile);
    }

    /** Whether the disk is taken whole or not at all. */
    public boolean isIndivisible() {
        return type == Type.MOUNT || type == Type.BLOCK || (type == Type.RAW && id != null);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DiskSource that && type == that.type && Objects.equals(path, that.path)
                && Objects.equals(mount, that.mount) && Objects.equals(vendor, that.vendor)
                && Objects.equals(id, that.id) && Objects.equals(metadata, that.metadata)
                && Objects.equals(profile, that.profile);
    }

    @Override
    public int hashCode() {
        int hash = 31 * type.ordinal() + Objects.hashCode(path);
        hash = 31 * (31 * hash + Objects.hashCode(mount)) + Objects.hashCode(vendor);
        return 31 * (31 * hash + Objects.hashCode(id)) + Objects.hashCode(profile);
    }

    @Override
    public String toString() {
        if (id != null || profile != null) {
            return type + "(" + Objects.toString(vendor, "") + "," + Objects.toString(id, "") + ","
                    + Objects.toString(profile, "") + ")";
        }
        Root shown = type == Type.MOUNT ? mount : type == Type.PATH ? path : null;
        return shown == null || shown.root == null ? type.name() : type + ":" + shown.root;
    }
}
