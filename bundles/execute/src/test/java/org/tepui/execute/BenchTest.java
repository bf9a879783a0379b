package org.tepui.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tepui.execute.bench.Percentiles;
import org.tepui.protocol.mesos.TaskState;

class BenchTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        return Bench.run(List.of(args), Map.of(), new PrintStream(out, true), new PrintStream(err, true));
    }

    @Test
    void percentilesAreTakenFromTheSortedTimes() {
        Percentiles times = new Percentiles(new long[] {4_000_000, 1_000_000, 3_000_000, 2_000_000});
        assertEquals(2.0, times.millis(0.5));
        assertEquals(4.0, times.millis(0.99));
        assertEquals(4.0, times.millis(1));
    }

    @Test
    void everyFormTellsItsFlags() {
        for (String form : List.of("launch", "start")) {
            assertEquals(0, run(form, "--help"), err.toString());
            assertTrue(out.toString().contains("Usage: tepui bench " + form), out.toString());
        }
    }

    @Test
    void aLaunchIsMeasured() throws Exception {
        try (StubMaster master = new StubMaster()) {
            master.states.addAll(List.of(TaskState.TASK_STARTING, TaskState.TASK_RUNNING, TaskState.TASK_FINISHED));
            assertEquals(0, run("launch", "--master=" + master.address(), "--count=1", "--json"), err.toString());
        }
        assertTrue(out.toString().startsWith("{\"launches\":1,\"p50_ms\":"), out.toString());
    }

    @Test
    void aTaskThatFailsEndsTheMeasurement() throws Exception {
        try (StubMaster master = new StubMaster()) {
            master.states.addAll(List.of(TaskState.TASK_FAILED));
            assertEquals(1, run("launch", "--master=" + master.address(), "--count=1"));
        }
        assertEquals("bench: task 'bench-0' is TASK_FAILED after its launch: as the test says\n", err.toString());
    }

    @Test
    void aMasterThatEndsAtOnceIsTold() {
        assertEquals(1, run("start", "--tepui=/bin/false", "--count=1"));
        assertTrue(err.toString().startsWith("bench: the master ended with status 1"), err.toString());
    }

    @Test
    void anUnknownMeasurementIsTold() {
        assertEquals(1, run("fly"));
        assertEquals("bench: 'fly' is neither launch nor start\n", err.toString());
    }
}
