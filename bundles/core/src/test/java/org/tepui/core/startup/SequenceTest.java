package org.tepui.core.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SequenceTest {

    private final AtomicLong clock = new AtomicLong(1000);
    private final Sequence sequence = new Sequence(clock::get);

    private List<Step.State> states() {
        return sequence.steps().stream().map(Step::state).collect(Collectors.toList());
    }

    @Test
    void stepsRunInOrderAndTellWhatCameOfThem() throws Exception {
        sequence.step("first", progress -> {
            clock.addAndGet(5);
            return "a";
        }).step("second", progress -> "b");
        assertEquals(List.of(Step.State.PENDING, Step.State.PENDING), states());
        sequence.run();
        assertEquals(List.of(new Step("first", Step.State.DONE, 0, 5, Optional.empty(), "a"),
                new Step("second", Step.State.DONE, 5, 0, Optional.empty(), "b")), sequence.steps());
    }

    @Test
    void aStepThatFailsEndsTheSequence() {
        sequence.step("first", progress -> {
            throw new StartupException("no such thing");
        }).step("second", progress -> "never");
        StartupException failure = assertThrows(StartupException.class, sequence::run);
        assertEquals("no such thing", failure.getMessage());
        assertEquals(List.of(Step.State.FAILED, Step.State.PENDING), states());
        assertEquals("no such thing", sequence.steps().get(0).detail());
    }

    @Test
    void aStepWithNothingToDoIsSkippedAndTheNextOneRuns() throws Exception {
        sequence.step("first", progress -> {
            throw Sequence.skipped("none given");
        }).step("second", progress -> "b");
        sequence.run();
        assertEquals(List.of(Step.State.SKIPPED, Step.State.DONE), states());
    }

    @Test
    void whatAStepWaitsForCanBeRead() throws Exception {
        sequence.step("first", progress -> {
            progress.waitsFor("allocator 'x'");
            clock.addAndGet(7);
            Step waiting = sequence.steps().get(0);
            assertEquals(new Step("first", Step.State.WAITING, 0, 7, Optional.of("allocator 'x'"), ""), waiting);
            progress.goesOn();
            assertEquals(Step.State.RUNNING, sequence.steps().get(0).state());
            return "";
        });
        sequence.run();
    }
}
