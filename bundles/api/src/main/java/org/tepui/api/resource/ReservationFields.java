package org.tepui.api.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The reservation of a resource as it stands on the wire, where two forms exist: a role beside an optional reservation
 * (older), or a list of reservations. A peer may send either, or both for a single reservation. Codecs fill this in and
 * {@link #upgrade}, or {@link #of} and write it out.
 */
public final class ReservationFields {
    /** Which fields are written. */
    public enum Format {
        /** Role and reservation only; refined reservations cannot be written. */
        PRE_REFINEMENT,
        /** The list only. */
        POST_REFINEMENT,
        /** The list, and the older fields too when there is at most one reservation: what operators read. */
        ENDPOINT
    }

    /** One reservation as sent; each part may be null (absent). {@code typeKnown} is false for a type number nobody knows. */
    public record Entry(Reservation.Type type, boolean typeKnown, String role, String principal, Labels labels) {
        /** A reservation with a known or absent type. */
        public static Entry of(Reservation.Type type, String role, String principal, Labels labels) {
            return new Entry(type, true, role, principal, labels);
        }
    }

    private final String role;
    private final Entry reservation;
    private final List<Entry> reservations;

    private ReservationFields(String role, Entry reservation, List<Entry> reservations) {
        this.role = role;
        this.reservation = reservation;
        this.reservations = List.copyOf(reservations);
    }

    /** As received: role and reservation may be null (absent). */
    public static ReservationFields of(String role, Entry reservation, List<Entry> reservations) {
        return new ReservationFields(role, reservation, reservations);
    }

    /** @throws ResourceException DOWNGRADE_REFINED for PRE_REFINEMENT of more than one reservation */
    public static ReservationFields of(List<Reservation> stack, Format format) {
        List<Entry> list = new ArrayList<>(stack.size());
        for (Reservation reservation : stack) {
            list.add(entry(reservation));
        }
        if (format == Format.POST_REFINEMENT || (format == Format.ENDPOINT && stack.size() > 1)) {
            return new ReservationFields(null, null, list);
        }
        if (stack.size() > 1) {
            throw ResourceException.of(ResourceError.DOWNGRADE_REFINED,
                    "Cannot downgrade resources containing refined reservations");
        }
        if (stack.isEmpty()) {
            return new ReservationFields(Roles.STAR, null, List.of());
        }
        Reservation single = stack.get(0);
        Entry older = single.isDynamic()
                ? Entry.of(null, null, single.principal().orElse(null), single.labels().orElse(null)) : null;
        return new ReservationFields(single.role(), older, format == Format.ENDPOINT ? list : List.of());
    }

    private static Entry entry(Reservation reservation) {
        return Entry.of(reservation.type(), reservation.role(), reservation.principal().orElse(null),
                reservation.labels().orElse(null));
    }

    public Optional<String> role() {
        return Optional.ofNullable(role);
    }

    public Optional<Entry> reservation() {
        return Optional.ofNullable(reservation);
    }

    public List<Entry> reservations() {
        return reservations;
    }

    /**
     * The stack of reservations, whichever form was used.
     *
     * @throws ResourceException ROLE_INVALID, RESERVATION_TYPE, RESERVATION_ROLE, RESERVATION_STAR,
     *     RESERVATION_REFINEMENT, RESERVATION_FORMAT
     */
    public List<Reservation> upgrade() {
        return reservations.isEmpty() ? upgradeOlder() : upgradeList();
    }

    private List<Reservation> upgradeOlder() {
        String owner = role == null ? Roles.STAR : role;
        Roles.validate(owner);
        if (reservation == null) {
            return owner.equals(Roles.STAR) ? List.of() : List.of(Reservation.ofStatic(owner));
        }
        if (reservation.type != null || !reservation.typeKnown) {
            throw ResourceException.of(ResourceError.RESERVATION_TYPE, "'Resource.ReservationInfo.type' must not be set"
                    + " for the 'Resource.reservation' field");
        }
        if (reservation.role != null) {
            throw ResourceException.of(ResourceError.RESERVATION_ROLE, "'Resource.ReservationInfo.role' must not be set"
                    + " for the 'Resource.reservation' field");
        }
        if (owner.equals(Roles.STAR)) {
            throw ResourceException.of(ResourceError.RESERVATION_STAR,
                    "Invalid reservation: role \"*\" cannot be dynamically reserved");
        }
        return List.of(Reservation.of(Reservation.Type.DYNAMIC, owner, reservation.principal, reservation.labels));
    }

    private List<Reservation> upgradeList() {
        for (Entry entry : reservations) {
            requireComplete(entry);
        }
        if (reservations.size() == 1) {
            requireAgreement(reservations.get(0));
        }
        List<Reservation> stack = new ArrayList<>(reservations.size());
        for (Entry entry : reservations) {
            if (entry.type == null) {
                throw ResourceException.of(ResourceError.RESERVATION_TYPE, "Unsupported 'Resource.ReservationInfo.Type'");
            }
            stack.add(Reservation.of(entry.type, entry.role, entry.principal, entry.labels));
        }
        ResourceRules.reservations(stack);
        if (reservations.size() > 1 && (role != null || reservation != null)) {
            throw ResourceException.of(ResourceError.RESERVATION_FORMAT, "Invalid resource format: 'Resource."
                    + (role != null ? "role" : "reservation")
                    + "' must not be set if there is more than one reservation in 'Resource.reservations'");
        }
        return stack;
    }

    private static void requireComplete(Entry entry) {
        if (entry.type == null && entry.typeKnown) {
            throw ResourceException.of(ResourceError.RESERVATION_TYPE,
                    "Invalid reservation: 'Resource.ReservationInfo.type' field must be set.");
        }
        if (entry.role == null) {
            throw ResourceException.of(ResourceError.RESERVATION_ROLE,
                    "Invalid reservation: 'Resource.ReservationInfo.role' field must be set.");
        }
        Roles.validate(entry.role);
        if (entry.role.equals(Roles.STAR)) {
            throw ResourceException.of(ResourceError.RESERVATION_STAR,
                    "Invalid reservation: role \"*\" cannot be reserved");
        }
    }

    private void requireAgreement(Entry single) {
        if (role != null && !role.equals(single.role)) {
            throw format("'Resource.role' field with '" + role + "' does not match the role '" + single.role
                    + "' in 'Resource.reservations'");
        }
        if (single.type == Reservation.Type.STATIC && reservation != null) {
            throw format("'Resource.reservation' must not be set if the single reservation in"
                    + " 'Resource.reservations' is STATIC");
        }
        if (single.type != Reservation.Type.DYNAMIC) {
            return;
        }
        if ((role != null) != (reservation != null)) {
            throw format("'Resource.role' and 'Resource.reservation' must either be both set or both not set if the"
                    + " single reservation in 'Resource.reservations' is DYNAMIC");
        }
        if (reservation != null) {
            requireSamePrincipalAndLabels(single);
        }
    }

    private void requireSamePrincipalAndLabels(Entry single) {
        String older = Objects.requireNonNullElse(reservation.principal, "");
        String newer = Objects.requireNonNullElse(single.principal, "");
        if (!older.equals(newer)) {
            throw format("'Resource.reservation.principal' field with '" + older + "' does not match the principal '"
                    + newer + "' in 'Resource.reservations'");
        }
        Labels olderLabels = Objects.requireNonNullElse(reservation.labels, Labels.EMPTY);
        Labels newerLabels = Objects.requireNonNullElse(single.labels, Labels.EMPTY);
        if (!olderLabels.equals(newerLabels)) {
            throw format("'Resource.reservation.labels' field with '" + olderLabels + "' does not match the labels '"
                    + newerLabels + "' in 'Resource.reservations'");
        }
    }

    private static ResourceException format(String what) {
        return ResourceException.of(ResourceError.RESERVATION_FORMAT, "Invalid resource format: " + what);
    }
}
