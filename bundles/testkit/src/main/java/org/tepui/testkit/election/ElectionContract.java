package org.tepui.testkit.election;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.tepui.api.election.Leader;
import org.tepui.api.election.MasterContender;
import org.tepui.api.election.MasterDetector;

/** What contender and detector of one election must do together. Extend it, hand in a pair that nobody has used, and run it with JUnit 5. */
public abstract class ElectionContract {

    /** Longest time that an answer may take, in seconds. */
    protected static final long ANSWER_SECONDS = 30;

    /** A contender and the detector that sees it. */
    public record Election(MasterContender contender, MasterDetector detector) { }

    /** An election without candidates, for one test. */
    protected abstract Election election() throws Exception;

    /** A master to contend with. */
    protected static Leader candidate(String id) {
        return Leader.of(id, "master@10.0.0.1:5050", "master.example.org", 5050, new byte[] {0, 10, -1});
    }

    @Test
    public void theOnlyCandidateLeadsAndIsKnownWhole() throws Exception {
        Election election = election();
        CompletionStage<String> lost = get(election.contender().contend(candidate("a")));
        Leader leader = get(election.detector().detect(Optional.empty())).orElseThrow();
        assertEquals(candidate("a"), leader);
        assertEquals("master.example.org", leader.hostname());
        assertEquals(5050, leader.port());
        assertArrayEquals(candidate("a").wire(), leader.wire());
        assertFalse(lost.toCompletableFuture().isDone(), "its candidacy is in force");
    }

    @Test
    public void whoKnowsTheLeaderIsToldOfTheNextOneOnly() throws Exception {
        Election election = election();
        get(election.contender().contend(candidate("a")));
        Optional<Leader> leader = get(election.detector().detect(Optional.empty()));
        CompletableFuture<Optional<Leader>> next = election.detector().detect(leader).toCompletableFuture();
        // Another question that has an answer already: when it is answered, the one before has been looked at.
        get(election.detector().detect(Optional.of(candidate("of before"))));
        assertFalse(next.isDone());
        election.contender().withdraw();
        assertEquals(Optional.empty(), get(next));
    }

    @Test
    public void whoWithdrawsIsToldThatTheCandidacyIsOver() throws Exception {
        Election election = election();
        CompletionStage<String> lost = get(election.contender().contend(candidate("a")));
        get(election.detector().detect(Optional.empty()));
        election.contender().withdraw();
        assertFalse(get(lost).isEmpty());
        assertEquals(Optional.empty(), get(election.detector().detect(Optional.of(candidate("a")))));
    }

    @Test
    public void whoWithdrewMayContendAgain() throws Exception {
        Election election = election();
        get(election.contender().contend(candidate("a")));
        election.contender().withdraw();
        get(election.contender().contend(candidate("b")));
        assertEquals(Optional.of(candidate("b")), get(election.detector().detect(Optional.of(candidate("a")))).or(() -> again(election)));
    }

    /** A detector may have seen the gap between the two. */
    private static Optional<Leader> again(Election election) {
        try {
            return get(election.detector().detect(Optional.empty()));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    public void toWithdrawWithoutACandidacyIsNothing() throws Exception {
        Election election = election();
        election.contender().withdraw();
        get(election.contender().contend(candidate("a")));
        assertEquals(Optional.of(candidate("a")), get(election.detector().detect(Optional.empty())));
    }

    protected static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(ANSWER_SECONDS, TimeUnit.SECONDS);
    }
}
