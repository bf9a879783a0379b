package org.tepui.api.resource;

import java.util.Objects;
import java.util.Optional;

/** What kind of disk a {@code disk} resource is. Equal by source and persistence; the volume does not count. */
public final class DiskInfo {
    public static final DiskInfo EMPTY = new DiskInfo(null, null, null);

    private final DiskPersistence persistence;
    private final DiskVolume volume;
    private final DiskSource source;

    private DiskInfo(DiskPersistence persistence, DiskVolume volume, DiskSource source) {
        this.persistence = persistence;
        this.volume = volume;
        this.source = source;
    }

    /** Each part may be null (absent). */
    public static DiskInfo of(DiskPersistence persistence, DiskVolume volume, DiskSource source) {
        return new DiskInfo(persistence, volume, source);
    }

    public static DiskInfo ofSource(DiskSource source) {
        return new DiskInfo(null, null, Objects.requireNonNull(source, "source"));
    }

    public Optional<DiskPersistence> persistence() {
        return Optional.ofNullable(persistence);
    }

    public Optional<DiskVolume> volume() {
        return Optional.ofNullable(volume);
    }

    public Optional<DiskSource> source() {
        return Optional.ofNullable(source);
    }

    /** The disk under a persistent volume, or null when that is plain space of the agent's root disk. */
    DiskInfo withoutVolume() {
        return source == null ? null : new DiskInfo(null, null, source);
    }

    boolean hasPersistence() {
        return persistence != null;
    }

    /** Whether two of these never become one. */
    boolean isSeparate() {
        return persistence != null || (source != null && source.isIndivisible());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DiskInfo that && Objects.equals(source, that.source)
                && Objects.equals(persistence, that.persistence);
    }

    @Override
    public int hashCode() {
        return 31 * Objects.hashCode(source) + Objects.hashCode(persistence);
    }

    @Override
    public String toString() {
        String text = source == null ? "" : source.toString();
        if (persistence != null) {
            text += (source == null ? "" : ",") + persistence.id();
        }
        return volume == null ? text : text + ":" + volume;
    }
}
