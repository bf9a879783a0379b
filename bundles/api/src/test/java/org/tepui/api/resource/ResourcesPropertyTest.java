package org.tepui.api.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Laws that hold for any resources; each runs over many seeds, and a failure names its seed. */
class ResourcesPropertyTest {
    private static final int SEEDS = 3_000;

    private interface Law {
        void check(RandomResources random, String seed);
    }

    private static void forAll(Law law) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            law.check(new RandomResources(seed), "seed " + seed);
        }
    }

    /** Sets and ranges swallow what is there already, so laws of counting need operands that have nothing in common there. */
    private static Resources countable(Resources resources) {
        return resources.filter(resource -> resource.isScalar() && !(resource.isPersistentVolume() && !resource.isShared()));
    }

    @Test
    void whatIsAddedCanBeTakenAwayAgain() {
        forAll((random, seed) -> {
            Resources a = countable(random.resources());
            Resources b = countable(random.resources());
            assertEquals(a, a.plus(b).minus(b), seed);
        });
    }

    @Test
    void aSumContainsBothParts() {
        forAll((random, seed) -> {
            Resources a = random.resources();
            Resources b = random.resources();
            Resources sum = a.plus(b);
            assertTrue(sum.contains(a), seed);
            assertTrue(sum.contains(b), seed);
        });
    }

    @Test
    void orderOfASumDoesNotMatter() {
        forAll((random, seed) -> {
            Resources a = random.resources();
            Resources b = random.resources();
            assertEquals(a.plus(b), b.plus(a), seed);
            assertEquals(a.plus(b).hashCode(), b.plus(a).hashCode(), seed);
            assertEquals(a.plus(b).quantities(), b.plus(a).quantities(), seed);
        });
    }

    @Test
    void groupingOfASumDoesNotMatter() {
        forAll((random, seed) -> {
            Resources a = random.resources();
            Resources b = random.resources();
            Resources c = random.resources();
            assertEquals(a.plus(b).plus(c), a.plus(b.plus(c)), seed);
        });
    }

    @Test
    void shufflingDoesNotChangeEqualityAndHash() {
        forAll((random, seed) -> {
            Resources a = random.resources().nonShared();
            Resources shuffled = Resources.of(random.shuffled(a));
            assertEquals(a, shuffled, seed);
            assertEquals(a.hashCode(), shuffled.hashCode(), seed);
        });
    }

    @Test
    void aDifferenceIsNeverBelowZeroAndWithinTheFirst() {
        forAll((random, seed) -> {
            Resources a = random.resources();
            Resources difference = a.minus(random.resources());
            for (int i = 0; i < difference.size(); i++) {
                assertTrue(difference.get(i).thousandths() >= 0 && !difference.get(i).isEmpty(), seed);
                assertTrue(difference.copies(i) > 0, seed);
            }
            assertTrue(a.contains(difference), seed);
            assertEquals(Resources.EMPTY, a.minus(a), seed);
        });
    }

    @Test
    void whatIsContainedCanBeTakenOutAndPutBack() {
        forAll((random, seed) -> {
            Resources a = random.resources();
            Resources part = a.filter(resource -> random.chance(2));
            assertTrue(a.contains(part), seed);
            assertEquals(a, a.minus(part).plus(part), seed);
        });
    }

    @Test
    void quantitiesAddUpLikeTheResources() {
        forAll((random, seed) -> {
            Resources a = random.resources().nonShared();
            Resources b = random.resources().nonShared();
            assertEquals(a.quantities().plus(b.quantities()), a.plus(b).quantities(), seed);
            for (String name : a.names()) {
                assertEquals(a.thousandths(name), a.quantities().thousandths(name), seed);
            }
        });
    }

    @Test
    void filtersSplitInTwo() {
        forAll((random, seed) -> {
            Resources a = random.resources();
            assertEquals(a, a.reserved().plus(a.unreserved()), seed);
            assertEquals(a, a.revocable().plus(a.nonRevocable()), seed);
            assertEquals(a, a.shared().plus(a.nonShared()), seed);
        });
    }

    @Test
    void aReservationPushedAndPoppedLeavesNoTrace() {
        forAll((random, seed) -> {
            Resources a = random.resources().unreserved();
            assertEquals(a, a.pushReservation(Reservation.ofDynamic("d", "p")).popReservation(), seed);
        });
    }

    @Test
    void unreservingKeepsTheQuantities() {
        forAll((random, seed) -> {
            Resources a = random.resources().nonShared();
            assertEquals(a.quantities(), a.toUnreserved().quantities(), seed);
            assertTrue(a.toUnreserved().reserved().isEmpty(), seed);
        });
    }

    @Test
    void allocationComesAndGoes() {
        forAll((random, seed) -> {
            Resources a = random.resources().unallocate();
            Resources allocated = a.allocate("x");
            assertEquals(a, allocated.unallocate(), seed);
            assertEquals(a.isEmpty() ? List.of() : List.of("x"), List.copyOf(allocated.allocations().keySet()), seed);
        });
    }

    @Test
    void reservationsByRoleAddUpToTheReserved() {
        forAll((random, seed) -> {
            Resources a = random.resources();
            Resources sum = Resources.EMPTY;
            for (Resources part : a.reservations().values()) {
                sum = sum.plus(part);
            }
            assertEquals(a.reserved(), sum, seed);
        });
    }

    @Test
    void bothReservationFormatsSayTheSame() {
        forAll((random, seed) -> {
            List<Reservation> stack = random.chance(4) ? List.of() : random.stack();
            for (ReservationFields.Format format : ReservationFields.Format.values()) {
                if (format != ReservationFields.Format.PRE_REFINEMENT || stack.size() < 2) {
                    assertEquals(stack, ReservationFields.of(stack, format).upgrade(), seed);
                }
            }
        });
    }

    @Test
    void shrinkingStaysWithinTheTargetAndTheSource() {
        forAll((random, seed) -> {
            Resources a = random.resources().scalars().nonShared();
            Quantities target = random.resources().quantities();
            Resources shrunk = a.shrink(target, null);
            assertTrue(target.contains(shrunk.quantities()), seed);
            assertTrue(a.contains(shrunk), seed);
            Limits limits = Limits.ofThousandths(target.toMap());
            Resources limited = a.shrink(limits, null);
            assertTrue(limits.contain(limited.quantities()), seed);
            assertTrue(a.contains(limited), seed);
        });
    }

    @Test
    void textReadsBack() {
        forAll((random, seed) -> {
            List<Resource> list = new ArrayList<>();
            for (Resource resource : random.resources()) {
                Resource plain = Resource.of(resource.name(), resource.value());
                list.add(random.chance(2) ? plain.withReservations(Reservation.ofStatic("a/b")) : plain);
            }
            Resources resources = Resources.of(list);
            StringBuilder text = new StringBuilder();
            for (Resource resource : resources) {
                text.append(resource.name()).append(resource.isReserved() ? "(a/b)" : "").append(':')
                        .append(resource.value()).append(';');
            }
            assertEquals(resources, Resources.parse(text.toString()), seed);
            assertEquals(resources.toString(), Resources.parse(text.toString()).toString(), seed);
        });
    }
}
