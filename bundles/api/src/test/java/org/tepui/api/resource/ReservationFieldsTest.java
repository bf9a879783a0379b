package org.tepui.api.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tepui.api.resource.ReservationFields.Entry;
import org.tepui.api.resource.ReservationFields.Format;

class ReservationFieldsTest {
    private static final Entry STATIC_A = Entry.of(Reservation.Type.STATIC, "a", null, null);
    private static final Entry DYNAMIC_A = Entry.of(Reservation.Type.DYNAMIC, "a", "p", null);
    private static final Entry OLDER = Entry.of(null, null, "p", null);

    private static List<Reservation> upgrade(String role, Entry reservation, Entry... list) {
        return ReservationFields.of(role, reservation, List.of(list)).upgrade();
    }

    private static void refused(String message, String role, Entry reservation, Entry... list) {
        assertEquals(message, assertThrows(ResourceException.class, () -> upgrade(role, reservation, list)).getMessage());
    }

    @Test
    void noFieldOrStarIsUnreserved() {
        assertEquals(List.of(), upgrade(null, null));
        assertEquals(List.of(), upgrade("*", null));
    }

    @Test
    void aRoleAloneIsAStaticReservation() {
        assertEquals(List.of(Reservation.ofStatic("a")), upgrade("a", null));
    }

    @Test
    void aRoleWithAReservationIsADynamicOne() {
        assertEquals(List.of(Reservation.ofDynamic("a", "p")), upgrade("a", OLDER));
    }

    @Test
    void bothFormsMayComeWhenTheyAgree() {
        assertEquals(List.of(Reservation.ofDynamic("a", "p")), upgrade("a", OLDER, DYNAMIC_A));
        assertEquals(List.of(Reservation.ofStatic("a")), upgrade("a", null, STATIC_A));
    }

    @Test
    void theOlderFormHasItsFaults() {
        refused("'Resource.ReservationInfo.type' must not be set for the 'Resource.reservation' field", null, DYNAMIC_A);
        refused("'Resource.ReservationInfo.role' must not be set for the 'Resource.reservation' field", "a",
                Entry.of(null, "a", null, null));
        refused("Invalid reservation: role \"*\" cannot be dynamically reserved", "*", OLDER);
        refused("Role 'a/' cannot end with a slash", "a/", null);
    }

    @Test
    void theListHasItsFaults() {
        refused("Invalid reservation: 'Resource.ReservationInfo.type' field must be set.", null, null,
                Entry.of(null, "a", null, null));
        refused("Invalid reservation: 'Resource.ReservationInfo.role' field must be set.", null, null,
                Entry.of(Reservation.Type.STATIC, null, null, null));
        refused("Invalid reservation: role \"*\" cannot be reserved", null, null,
                Entry.of(Reservation.Type.DYNAMIC, "*", null, null));
        refused("Unsupported 'Resource.ReservationInfo.Type'", null, null, new Entry(null, false, "a", null, null));
        refused("Invalid refined reservation: role 'b' is not a refinement of 'a'", null, null, STATIC_A,
                Entry.of(Reservation.Type.DYNAMIC, "b", null, null));
    }

    @Test
    void formsThatDisagreeAreRefused() {
        refused("Invalid resource format: 'Resource.role' field with 'b' does not match the role 'a' in"
                + " 'Resource.reservations'", "b", null, STATIC_A);
        refused("Invalid resource format: 'Resource.reservation' must not be set if the single reservation in"
                + " 'Resource.reservations' is STATIC", "a", OLDER, STATIC_A);
        refused("Invalid resource format: 'Resource.role' and 'Resource.reservation' must either be both set or both not"
                + " set if the single reservation in 'Resource.reservations' is DYNAMIC", "a", null, DYNAMIC_A);
        refused("Invalid resource format: 'Resource.reservation.principal' field with 'q' does not match the principal"
                + " 'p' in 'Resource.reservations'", "a", Entry.of(null, null, "q", null), DYNAMIC_A);
        refused("Invalid resource format: 'Resource.reservation.labels' field with '{k: v}' does not match the labels"
                + " '{}' in 'Resource.reservations'", "a", Entry.of(null, null, "p", Labels.of(Label.of("k", "v"))), DYNAMIC_A);
        Entry refined = Entry.of(Reservation.Type.DYNAMIC, "a/b", null, null);
        refused("Invalid resource format: 'Resource.role' must not be set if there is more than one reservation in"
                + " 'Resource.reservations'", "a/b", null, STATIC_A, refined);
        refused("Invalid resource format: 'Resource.reservation' must not be set if there is more than one reservation in"
                + " 'Resource.reservations'", null, OLDER, STATIC_A, refined);
    }

    @Test
    void operatorsGetBothFormsOfOneReservation() {
        ReservationFields fields = ReservationFields.of(List.of(Reservation.ofDynamic("a", "p")), Format.ENDPOINT);
        assertEquals("a", fields.role().orElseThrow());
        assertEquals("p", fields.reservation().orElseThrow().principal());
        assertEquals(1, fields.reservations().size());
        assertEquals("*", ReservationFields.of(List.of(), Format.ENDPOINT).role().orElseThrow());
        assertTrue(ReservationFields.of(List.of(Reservation.ofStatic("a")), Format.PRE_REFINEMENT).reservation().isEmpty());
    }

    @Test
    void refinedReservationsCannotBeDowngraded() {
        List<Reservation> refined = List.of(Reservation.ofStatic("a"), Reservation.ofDynamic("a/b"));
        ResourceException error = assertThrows(ResourceException.class,
                () -> ReservationFields.of(refined, Format.PRE_REFINEMENT));
        assertEquals(ResourceError.DOWNGRADE_REFINED, error.code());
        assertTrue(ReservationFields.of(refined, Format.ENDPOINT).role().isEmpty());
    }
}
