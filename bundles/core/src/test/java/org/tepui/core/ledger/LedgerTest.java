package org.tepui.core.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tepui.api.planner.Change;
import org.tepui.api.resource.DiskInfo;
import org.tepui.api.resource.DiskPersistence;
import org.tepui.api.resource.DiskVolume;
import org.tepui.api.resource.Reservation;
import org.tepui.api.resource.Resource;
import org.tepui.api.resource.Resources;
import org.tepui.core.line.Breach;

class LedgerTest {

    private final Feed feed = new Feed();
    private final Ledger ledger = new Ledger(feed, List.of("eng", "ops"));

    private static Resources of(String text) {
        return Resources.parse(text);
    }

    @Test
    void whatIsOfferedOrAllocatedIsNotFree() {
        ledger.open(0, of("cpus:4;mem:100"));
        Holding offer = ledger.offer(0, 1, 0, of("cpus:3"));
        ledger.allocate(0, 1, 1, of("mem:60"));
        assertEquals(of("cpus:1;mem:40"), ledger.free(0));
        assertEquals(of("cpus:3").allocate("eng"), ledger.offered(0));
        assertEquals(of("mem:60").allocate("ops"), ledger.used(0));
        ledger.release(offer);
        assertEquals(of("cpus:4;mem:40"), ledger.free(0));
        assertEquals(3, feed.take().size());
        ledger.verify();
    }

    @Test
    void anOfferBeyondWhatIsFreeIsABreach() {
        ledger.open(0, of("cpus:4"));
        ledger.offer(0, 1, 0, of("cpus:3"));
        assertThrows(Breach.class, () -> ledger.offer(0, 1, 0, of("cpus:2")));
    }

    @Test
    void aHoldingIsGivenBackOnce() {
        ledger.open(0, of("cpus:4"));
        Holding offer = ledger.offer(0, 1, 0, of("cpus:3"));
        ledger.release(offer);
        assertThrows(Breach.class, () -> ledger.release(offer));
    }

    @Test
    void anAccountWithHoldingsCanNotBeClosed() {
        ledger.open(0, of("cpus:4"));
        ledger.offer(0, 1, 0, of("cpus:3"));
        assertThrows(Breach.class, () -> ledger.close(0));
    }

    @Test
    void anAgentThatShrinksIsOvercommittedUntilEnoughIsGivenBack() {
        ledger.open(0, of("cpus:4;mem:100"));
        Holding first = ledger.allocate(0, 1, 0, of("cpus:2"));
        ledger.allocate(0, 1, 0, of("cpus:2"));
        ledger.resize(0, of("cpus:3;mem:100"));
        assertTrue(ledger.isOvercommitted(0));
        assertEquals(of("mem:100"), ledger.free(0));
        ledger.verify();
        ledger.release(first);
        assertFalse(ledger.isOvercommitted(0));
        assertEquals(of("cpus:1;mem:100"), ledger.free(0));
        ledger.verify();
    }

    @Test
    void portsThatTwoTasksHoldAreFreeOnlyWhenBothAreOver() {
        ledger.open(0, of("ports:[1-10]"));
        Holding first = ledger.allocate(0, 1, 0, of("ports:[1-5]"));
        Holding second = ledger.allocate(0, 1, 0, of("ports:[3-7]"));
        assertTrue(ledger.isOvercommitted(0));
        ledger.release(first);
        assertEquals(of("ports:[1-2,8-10]"), ledger.free(0));
        assertFalse(ledger.isOvercommitted(0));
        ledger.release(second);
        assertEquals(of("ports:[1-10]"), ledger.free(0));
        assertEquals(Resources.EMPTY, ledger.used(0));
        ledger.verify();
    }

    @Test
    void aSharedVolumeIsNeverUsedUp() {
        Resource volume = Resource.scalar("disk", 10).withReservations(Reservation.ofDynamic("eng"))
                .withDisk(DiskInfo.of(DiskPersistence.of("v"), DiskVolume.of(DiskVolume.Mode.RW, "p"), null)).withShared(true);
        ledger.open(0, Resources.of(volume));
        ledger.offer(0, 1, 0, Resources.of(volume));
        Holding second = ledger.offer(0, 2, 0, Resources.of(volume));
        assertEquals(2, ledger.offered(0).copies(0));
        assertEquals(Resources.of(volume), ledger.free(0));
        ledger.release(second);
        assertEquals(1, ledger.offered(0).copies(0));
        ledger.verify();
    }

    @Test
    void changesComeInOrder() {
        ledger.open(0, of("cpus:4"));
        Holding offer = ledger.offer(0, 7, 1, of("cpus:1"));
        ledger.release(offer);
        assertEquals(List.of(new Change.AllocationAdded(0, 7, 1, of("cpus:1")), new Change.AllocationRemoved(0, 7, 1, of("cpus:1"))),
                feed.take());
    }

    @Test
    void anyMixKeepsTheSums() {
        Random random = new Random(5);
        for (int agent = 0; agent < 5; agent++) {
            ledger.open(agent, of("cpus:10;mem:1000;ports:[1-100]"));
        }
        List<Holding> holdings = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            int agent = random.nextInt(5);
            int port = 1 + random.nextInt(100);
            Resources wanted = of("cpus:" + (1 + random.nextInt(30)) / 10.0 + ";ports:[" + port + "-" + Math.min(100, port + 3) + "]");
            if (random.nextBoolean() && !holdings.isEmpty()) {
                ledger.release(holdings.remove(random.nextInt(holdings.size())));
            } else if (random.nextBoolean() && ledger.free(agent).contains(wanted)) {
                holdings.add(ledger.offer(agent, random.nextInt(3), random.nextInt(2), wanted));
            } else {
                holdings.add(ledger.allocate(agent, random.nextInt(3), random.nextInt(2), wanted));
            }
            if (random.nextInt(50) == 0) {
                ledger.resize(agent, of("cpus:" + (5 + random.nextInt(10)) + ";mem:1000;ports:[1-100]"));
            }
            ledger.verify();
        }
        holdings.forEach(ledger::release);
        ledger.verify();
        assertEquals(Resources.EMPTY, ledger.frameworkUsed(0));
    }

    @Test
    void anAccountThatWasInOrderOnceIsLookedAtAgainWhenAnythingOfItChanged() {
        Account account = new Account(of("cpus:4"), List.of("eng"));
        account.hold(new Holding(1, Holding.Kind.OFFERED, 0, 0, 0, of("cpus:3")));
        assertEquals(of("cpus:3").allocate("eng"), account.verify(0).get(0));
        assertEquals(of("cpus:3").allocate("eng"), account.verify(0).get(0));
        account.free = of("cpus:2");
        assertThrows(Breach.class, () -> account.verify(0));
        account.free = of("cpus:1");
        account.holdings.put(2L, new Holding(2, Holding.Kind.OFFERED, 0, 0, 0, of("cpus:1")));
        assertThrows(Breach.class, () -> account.verify(0));
        account.holdings.remove(2L);
        account.offered = Resources.EMPTY;
        assertThrows(Breach.class, () -> account.verify(0));
        account.offered = of("cpus:3").allocate("eng");
        account.verify(0);
        assertThrows(Breach.class, () -> account.verify(1));
    }
}
