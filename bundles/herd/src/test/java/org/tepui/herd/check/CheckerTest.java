package org.tepui.herd.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tepui.herd.agents.HerdAgent;
import org.tepui.herd.scheduler.HerdScheduler;
import org.tepui.protocol.mesos.TaskState;

class CheckerTest {

    private static final String STATE = """
        {"slaves":[{"id":"S1","pid":"slave(1)@h:1","active":true,"resources":{"cpus":0.2,"mem":64.0},
          "used_resources":{"cpus":0.1,"mem":32.0},"offered_resources":{"cpus":0.0,"mem":0.0}},
          {"id":"other","pid":"slave(1)@x:1","active":false}],
         "frameworks":[{"id":"F1","active":true,"tasks":[{"id":"t","slave_id":"S1","state":"TASK_RUNNING"}],
          "used_resources":{"cpus":0.1,"mem":32.0},"offered_resources":{"cpus":0.0,"mem":0.0},"offers":[]}]}
        """;

    private final Checker checker = new Checker(
        List.of(new HerdAgent.Belief("slave(1)", "S1", true, 0, Map.of("F1 t", TaskState.TASK_RUNNING))),
        List.of(new HerdScheduler.Belief("herd-0", "F1", 0, Map.of("t", "S1 TASK_RUNNING"), Optional.empty(), Optional.empty())), "h:1", 2);

    private List<String> compare(String state) throws IOException {
        return checker.compare(JsonTree.read(new ByteArrayInputStream(state.getBytes(StandardCharsets.UTF_8))));
    }

    private void differs(String from, String to, String... lines) throws IOException {
        assertEquals(List.of(lines), compare(STATE.replace(from, to)));
    }

    @Test
    void aMasterThatSaysTheSameAgreesAndOthersOnItAreLeftAlone() throws IOException {
        assertEquals(List.of(), compare(STATE));
    }

    @Test
    void eachKindOfDifferenceIsSeen() throws IOException {
        differs("\"id\":\"S1\"", "\"id\":\"S2\"", "agent S1 (slave(1)) is not in the master's /state");
        differs("slave(1)@h:1", "slave(2)@h:1", "agent S1 pid: the herd has slave(1)@h:1, the other side slave(2)@h:1");
        differs("h:1\",\"active\":true", "h:1\",\"active\":false", "agent S1 active: the herd has true, the other side false");
        differs("\"resources\":{\"cpus\":0.2", "\"resources\":{\"cpus\":0.3",
            "agent S1 resources cpus (thousandths): the herd has 200, the other side 300");
        differs("TASK_RUNNING", "TASK_STAGING", "task t (scheduler): the herd has S1 TASK_RUNNING, the other side S1 TASK_STAGING");
        differs("{\"id\":\"t\"", "{\"id\":\"u\"", "task t (scheduler): the herd has S1 TASK_RUNNING, the other side null",
            "task u: the master has it (S1 TASK_RUNNING), the scheduler does not");
        differs("\"offers\":[]", "\"offers\":[{}]", "framework F1 offers: the herd has 0, the other side 1");
        differs("\"id\":\"F1\"", "\"id\":\"F2\"", "framework F1 (herd-0) is not in the master's /state",
            "task t is S1 TASK_RUNNING for its agent, and no framework of the herd has it");
    }

    @Test
    void whatIsNoJsonObjectIsAnError() {
        assertThrows(IOException.class, () -> compare("[]"));
        assertThrows(IOException.class, () -> compare("{\"slaves\":["));
    }

    @Test
    void afterTheEndNothingOfTheHerdIsLeft() throws IOException {
        assertEquals(2, checker.left(JsonTree.read(new ByteArrayInputStream(STATE.getBytes(StandardCharsets.UTF_8)))).size());
        assertEquals(List.of(), checker.left(Map.of()));
    }
}
