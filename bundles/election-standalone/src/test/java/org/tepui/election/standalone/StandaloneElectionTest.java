package org.tepui.election.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.tepui.api.election.Leader;

class StandaloneElectionTest {

    private final StandaloneElection election = new StandaloneElectionService();

    @Test
    void nobodyLeadsAtFirstAndTheDetectorWaits() {
        assertFalse(detect(Optional.empty()).isDone());
    }

    @Test
    void contendingAppointsTheCandidateAtOnce() {
        CompletableFuture<Optional<Leader>> waiting = detect(Optional.empty());
        CompletableFuture<String> lost = contend("m1");
        assertEquals(Optional.of(leader("m1")), waiting.join());
        assertFalse(lost.isDone());
    }

    @Test
    void aDetectorWithAnOldAnswerHearsAtOnce() {
        contend("m1");
        assertEquals(Optional.of(leader("m1")), detect(Optional.empty()).join());
        assertFalse(detect(Optional.of(leader("m1"))).isDone());
    }

    @Test
    void withdrawingEndsTheCandidacyAndLeavesNoLeader() {
        CompletableFuture<String> lost = contend("m1");
        CompletableFuture<Optional<Leader>> waiting = detect(Optional.of(leader("m1")));
        election.withdraw();
        assertEquals("the candidacy was withdrawn", lost.join());
        assertEquals(Optional.empty(), waiting.join());
        election.withdraw();
    }

    @Test
    void aSecondCandidateTakesOver() {
        CompletableFuture<String> first = contend("m1");
        CompletableFuture<String> second = contend("m2");
        assertEquals("another candidate was entered", first.join());
        assertFalse(second.isDone());
        assertEquals(Optional.of(leader("m2")), detect(Optional.of(leader("m1"))).join());
    }

    @Test
    void whatHangsOnALostCandidacyMayContendAgain() {
        CompletableFuture<String> first = contend("m1");
        first.thenAccept(reason -> contend("m3"));
        election.withdraw();
        assertEquals(Optional.of(leader("m3")), detect(Optional.empty()).join());
    }

    @Test
    void detectionsAreLimited() {
        for (int i = 0; i < StandaloneElection.WAITING_MAX; i++) {
            detect(Optional.empty());
        }
        assertTrue(detect(Optional.empty()).isCompletedExceptionally());
    }

    @Test
    void closingEndsDetectionAndRefusesCandidates() {
        CompletableFuture<Optional<Leader>> waiting = detect(Optional.empty());
        election.close();
        assertTrue(waiting.isCompletedExceptionally());
        assertTrue(detect(Optional.empty()).isCompletedExceptionally());
        assertTrue(election.contend(leader("m1")).toCompletableFuture().isCompletedExceptionally());
    }

    private CompletableFuture<String> contend(String id) {
        return election.contend(leader(id)).toCompletableFuture().join().toCompletableFuture();
    }

    private CompletableFuture<Optional<Leader>> detect(Optional<Leader> previous) {
        return election.detect(previous).toCompletableFuture();
    }

    private static Leader leader(String id) {
        return Leader.of(id, "master@127.0.0.1:5050", "localhost", 5050, new byte[0]);
    }
}
