package org.tepui.api.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One resource: a name, a value, and what sets it apart from others of that name. Valid by construction. Equality looks
 * at everything but the details of the volume (paths, mode) and who created it.
 */
public final class Resource {
    final String name;
    final Value value;
    final List<Reservation> reservations;
    final DiskInfo disk;
    final boolean revocable;
    final boolean shared;
    final String allocationRole;
    final String providerId;
    /** Of all but the value, so that most unequal pairs are told apart by one comparison. */
    final int kindHash;

    private Resource(String name, Value value, List<Reservation> reservations, DiskInfo disk, boolean revocable,
            boolean shared, String allocationRole, String providerId) {
        this.name = name;
        this.value = value;
        this.reservations = reservations;
        this.disk = disk;
        this.revocable = revocable;
        this.shared = shared;
        this.allocationRole = allocationRole;
        this.providerId = providerId;
        this.kindHash = kindHash();
    }

    /** The same kind with another value of the same type: nothing to check, nothing to hash again. */
    private Resource(Resource kind, Value value) {
        this.name = kind.name;
        this.value = value;
        this.reservations = kind.reservations;
        this.disk = kind.disk;
        this.revocable = kind.revocable;
        this.shared = kind.shared;
        this.allocationRole = kind.allocationRole;
        this.providerId = kind.providerId;
        this.kindHash = kind.kindHash;
    }

    private int kindHash() {
        int hash = 31 * name.hashCode() + value.type().ordinal();
        hash = 31 * (31 * hash + reservations.hashCode()) + Objects.hashCode(disk);
        hash = 31 * (31 * hash + Objects.hashCode(allocationRole)) + Objects.hashCode(providerId);
        return 4 * hash + (revocable ? 2 : 0) + (shared ? 1 : 0);
    }

    /**
     * An unreserved, unallocated resource.
     *
     * @throws ResourceException NAME_EMPTY, TYPE_UNSUPPORTED (text) or SCALAR_NOT_POSITIVE (negative)
     */
    public static Resource of(String name, Value value) {
        ResourceRules.nameAndValue(name, value);
        return new Resource(name, value, List.of(), null, false, false, null, null);
    }

    /** @throws ResourceException as {@link #of(String, Value)} and {@link ScalarValue#of} */
    public static Resource scalar(String name, double amount) {
        return of(name, ScalarValue.of(amount));
    }

    public static Resource thousandths(String name, long thousandths) {
        return of(name, ScalarValue.ofThousandths(thousandths));
    }

    /** From one range, both ends included. */
    public static Resource range(String name, long begin, long end) {
        return of(name, RangesValue.of(begin, end));
    }

    public static Resource set(String name, String... items) {
        return of(name, SetValue.of(items));
    }

    /** @throws ResourceException as {@link #of(String, Value)}; TYPE_CONFLICT when the type is another one */
    public Resource withValue(Value newValue) {
        ResourceRules.nameAndValue(name, newValue);
        if (newValue.type() != value.type()) {
            throw ResourceException.of(ResourceError.TYPE_CONFLICT,
                    "Resource " + name + " is " + value.type() + ", not " + newValue.type());
        }
        return unchecked(newValue);
    }

    /** For values that come from arithmetic on valid ones of the same type. */
    Resource unchecked(Value newValue) {
        return new Resource(this, newValue);
    }

    /**
     * With these reservations, the outermost (oldest) first, in place of what there was.
     *
     * @throws ResourceException ROLE_INVALID, RESERVATION_STAR, RESERVATION_REFINEMENT
     */
    public Resource withReservations(List<Reservation> newReservations) {
        ResourceRules.reservations(newReservations);
        return new Resource(name, value, List.copyOf(newReservations), disk, revocable, shared, allocationRole, providerId);
    }

    public Resource withReservations(Reservation... newReservations) {
        return withReservations(List.of(newReservations));
    }

    /** With one more reservation on top. */
    public Resource pushReservation(Reservation reservation) {
        List<Reservation> stack = new ArrayList<>(reservations);
        stack.add(reservation);
        return withReservations(stack);
    }

    /** Without the innermost reservation. @throws ResourceException RESERVATION_MISSING */
    public Resource popReservation() {
        if (reservations.isEmpty()) {
            throw ResourceException.of(ResourceError.RESERVATION_MISSING, "Resource " + this + " is not reserved");
        }
        return withReservations(reservations.subList(0, reservations.size() - 1));
    }

    /** Null takes the disk information away. @throws ResourceException DISK_ON_OTHER_NAME, SHARED_NOT_VOLUME */
    public Resource withDisk(DiskInfo newDisk) {
        ResourceRules.diskAndShared(name, newDisk, shared);
        return new Resource(name, value, reservations, newDisk, revocable, shared, allocationRole, providerId);
    }

    public Resource withRevocable(boolean newRevocable) {
        return new Resource(name, value, reservations, disk, newRevocable, shared, allocationRole, providerId);
    }

    /** @throws ResourceException SHARED_NOT_VOLUME unless a persistent volume */
    public Resource withShared(boolean newShared) {
        ResourceRules.diskAndShared(name, disk, newShared);
        return new Resource(name, value, reservations, disk, revocable, newShared, allocationRole, providerId);
    }

    /** Allocated to the role; null takes the allocation away. */
    public Resource withAllocationRole(String role) {
        return Objects.equals(role, allocationRole) ? this
                : new Resource(name, value, reservations, disk, revocable, shared, role, providerId);
    }

    /** Null takes the resource provider away. */
    public Resource withProviderId(String newProviderId) {
        return new Resource(name, value, reservations, disk, revocable, shared, allocationRole, newProviderId);
    }

    /** The space a persistent volume was made of: no persistence, volume or shared mark. */
    public Resource withoutVolume() {
        return new Resource(name, value, reservations, disk == null ? null : disk.withoutVolume(), revocable, false,
                allocationRole, providerId);
    }

    public String name() {
        return name;
    }

    public Value value() {
        return value;
    }

    public Value.Type type() {
        return value.type();
    }

    /** Thousandths of a scalar; 0 for other types. */
    public long thousandths() {
        return value instanceof ScalarValue scalar ? scalar.thousandths() : 0;
    }

    /** Outermost first; empty when unreserved. */
    public List<Reservation> reservations() {
        return reservations;
    }

    public Optional<DiskInfo> disk() {
        return Optional.ofNullable(disk);
    }

    public Optional<String> allocationRole() {
        return Optional.ofNullable(allocationRole);
    }

    public Optional<String> providerId() {
        return Optional.ofNullable(providerId);
    }

    /** Role of the innermost reservation; {@code *} when unreserved. */
    public String reservationRole() {
        return reservations.isEmpty() ? Roles.STAR : reservations.get(reservations.size() - 1).role();
    }

    /** The reservations both have in common, from the outermost on: what stays when one is made into the other. */
    public List<Reservation> commonReservations(Resource that) {
        int same = 0;
        while (same < reservations.size() && same < that.reservations.size()
                && reservations.get(same).equals(that.reservations.get(same))) {
            same++;
        }
        return reservations.subList(0, same);
    }

    public boolean isScalar() {
        return value.type() == Value.Type.SCALAR;
    }

    public boolean isUnreserved() {
        return reservations.isEmpty();
    }

    public boolean isReserved() {
        return !reservations.isEmpty();
    }

    public boolean isReserved(String role) {
        return isReserved() && reservationRole().equals(role);
    }

    public boolean isDynamicallyReserved() {
        return isReserved() && reservations.get(reservations.size() - 1).isDynamic();
    }

    public boolean hasRefinedReservations() {
        return reservations.size() > 1;
    }

    /** Unreserved, or reserved to the role or a role above it. */
    public boolean isAllocatableTo(String role) {
        return isUnreserved() || Roles.isInSubtree(role, reservationRole());
    }

    public boolean isReservedToRoleSubtree(String role) {
        return isReserved() && Roles.isInSubtree(reservationRole(), role);
    }

    public boolean isAllocatedToRoleSubtree(String role) {
        return allocationRole != null && Roles.isInSubtree(allocationRole, role);
    }

    public boolean isRevocable() {
        return revocable;
    }

    public boolean isShared() {
        return shared;
    }

    public boolean isPersistentVolume() {
        return disk != null && disk.hasPersistence();
    }

    public boolean isDisk(DiskSource.Type type) {
        return disk != null && disk.source().isPresent() && disk.source().get().type() == type;
    }

    public boolean hasResourceProvider() {
        return providerId != null;
    }

    /** Zero, no ranges, no items. */
    public boolean isEmpty() {
        return ResourceAlgebra.isEmpty(value);
    }

    /** Whether the other one could be taken out of this one. */
    public boolean contains(Resource that) {
        return ResourceAlgebra.contains(this, that);
    }

    /** Equal in all but the value. */
    boolean sameKind(Resource that) {
        return this == that || (kindHash == that.kindHash && name.equals(that.name) && type() == that.type()
                && revocable == that.revocable && shared == that.shared
                && Objects.equals(allocationRole, that.allocationRole) && reservations.equals(that.reservations)
                && Objects.equals(disk, that.disk) && Objects.equals(providerId, that.providerId));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Resource that && sameKind(that) && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return 31 * kindHash + value.hashCode();
    }

    /** As the original prints it: {@code cpus(allocated: role)(reservations: [(STATIC,role)])[disk]{REV}<SHARED>:1}. */
    @Override
    public String toString() {
        return ResourceText.print(this);
    }
}
