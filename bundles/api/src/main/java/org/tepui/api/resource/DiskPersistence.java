package org.tepui.api.resource;

import java.util.Objects;
import java.util.Optional;

/** What makes a disk a persistent volume: its id (unique in a role on an agent) and who created it. Equal by id alone. */
public final class DiskPersistence {
    private final String id;
    private final String principal;

    private DiskPersistence(String id, String principal) {
        this.id = Objects.requireNonNull(id, "id");
        this.principal = principal;
    }

    /** The principal may be null (absent). */
    public static DiskPersistence of(String id, String principal) {
        return new DiskPersistence(id, principal);
    }

    public static DiskPersistence of(String id) {
        return new DiskPersistence(id, null);
    }

    public String id() {
        return id;
    }

    public Optional<String> principal() {
        return Optional.ofNullable(principal);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DiskPersistence that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return id;
    }
}
