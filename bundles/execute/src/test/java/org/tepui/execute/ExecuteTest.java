package org.tepui.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tepui.protocol.mesos.CommandInfo;
import org.tepui.protocol.mesos.TaskInfo;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.scheduler.Call;

class ExecuteTest {

    private StubMaster master;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void start() throws IOException {
        master = new StubMaster();
    }

    @AfterEach
    void stop() {
        master.close();
    }

    private int run(String... more) {
        List<String> args = new ArrayList<>(List.of("--master=" + master.address(), "--name=t", "--command=echo hi"));
        args.addAll(List.of(more));
        return Execute.run(args, Map.of(), new PrintStream(out, true), new PrintStream(err, true));
    }

    private List<Call.Type> callTypes() {
        return master.calls.stream().map(Call::getType).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"protobuf", "json"})
    void aTaskThatFinishesGivesStatusZero(String contentType) {
        master.states.addAll(List.of(TaskState.TASK_STARTING, TaskState.TASK_RUNNING, TaskState.TASK_FINISHED));
        assertEquals(0, run("--content_type=" + contentType), err.toString());
        assertEquals(List.of("Subscribed with ID F", "Submitted task 't' to agent 'S'", "Task 't' is TASK_STARTING: as the test says",
            "Task 't' is TASK_RUNNING: as the test says", "Task 't' is TASK_FINISHED: as the test says"), out.toString().lines().toList());
        assertEquals(List.of(Call.Type.SUBSCRIBE, Call.Type.ACCEPT, Call.Type.ACKNOWLEDGE, Call.Type.ACKNOWLEDGE, Call.Type.ACKNOWLEDGE,
            Call.Type.TEARDOWN), callTypes());
        assertEquals("", err.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TASK_FAILED", "TASK_KILLED", "TASK_LOST", "TASK_ERROR", "TASK_DROPPED"})
    void anyOtherEndGivesStatusOne(String state) {
        master.states.addAll(List.of(TaskState.TASK_RUNNING, TaskState.valueOf(state)));
        assertEquals(1, run());
    }

    @Test
    void theTaskIsAsTheFlagsSay() {
        master.states.add(TaskState.TASK_FINISHED);
        assertEquals(0, run("--resources=cpus:0.5;mem:32", "--env={\"A\":\"1\"}", "--role=eng", "--principal=p", "--no-shell"));
        Call subscribe = master.calls.poll();
        assertEquals("eng", subscribe.getSubscribe().getFrameworkInfo().getRole());
        assertEquals("p", subscribe.getSubscribe().getFrameworkInfo().getPrincipal());
        TaskInfo task = master.calls.poll().getAccept().getOperations(0).getLaunch().getTaskInfos(0);
        assertEquals(List.of(StubMaster.scalar("cpus", 0.5), StubMaster.scalar("mem", 32)), task.getResourcesList());
        CommandInfo command = task.getCommand();
        assertEquals(List.of("echo", "hi"), command.getArgumentsList());
        assertEquals("A", command.getEnvironment().getVariables(0).getName());
    }

    @Test
    void aTaskIsKilledWhenItsTimeIsOver() {
        master.states.add(TaskState.TASK_RUNNING);
        assertEquals(1, run("--kill_after=50ms"));
        assertTrue(callTypes().contains(Call.Type.KILL));
        assertTrue(out.toString().contains("TASK_KILLED"));
    }

    @Test
    void aLostStreamIsSubscribedAgainWithTheSameId() {
        master.states.add(TaskState.TASK_FINISHED);
        master.cuts = 1;
        assertEquals(0, run(), err.toString());
        List<Call> subscriptions = master.calls.stream().filter(c -> c.getType() == Call.Type.SUBSCRIBE).toList();
        assertEquals(2, subscriptions.size());
        assertEquals("F", subscriptions.get(1).getSubscribe().getFrameworkInfo().getId().getValue());
        assertTrue(callTypes().contains(Call.Type.RECONCILE));
    }

    @Test
    void aRedirectIsFollowed() throws IOException {
        master.states.add(TaskState.TASK_FINISHED);
        try (StubMaster follower = new StubMaster()) {
            follower.redirectTo = master.address();
            int status = Execute.run(List.of("--master=" + follower.address(), "--name=t", "--command=x"), Map.of(),
                new PrintStream(out, true), new PrintStream(err, true));
            assertEquals(0, status, err.toString());
        }
    }

    @Test
    void aMasterThatHasNoEndpointsYetIsAskedAgain() {
        master.tooEarly = 1;
        master.states.add(TaskState.TASK_FINISHED);
        assertEquals(0, run(), err.toString());
        assertTrue(out.toString().startsWith("Waiting for the master at " + master.address() + ": "), out.toString());
    }

    @Test
    void withASecretEveryRequestIsAuthenticated() {
        master.states.addAll(List.of(TaskState.TASK_RUNNING, TaskState.TASK_FINISHED));
        assertEquals(0, run("--principal=op", "--secret=op-secret"), err.toString());
        assertEquals(5, master.authorizations.size());
        master.authorizations.forEach(header -> assertEquals("Basic b3A6b3Atc2VjcmV0", header));
        assertFalse((out.toString() + err).contains("op-secret"));
    }

    @Test
    void withoutASecretNoRequestIs() {
        master.states.add(TaskState.TASK_FINISHED);
        assertEquals(0, run("--principal=op"), err.toString());
        master.authorizations.forEach(header -> assertEquals("", header));
    }

    @Test
    void aRefusalIsOneLine() {
        master.refuseStatus = 403;
        assertEquals(1, run());
        assertEquals("execute: the master at " + master.address() + " answered 403 Forbidden: Some reason\n",
            new String(err.toByteArray(), StandardCharsets.UTF_8));
    }

    @Test
    void wrongFlagsAreTold() {
        assertEquals(1, Execute.run(List.of("--master=127.0.0.1:1", "--name=t"), Map.of(), new PrintStream(out), new PrintStream(err)));
        assertTrue(err.toString().contains("--command"), err.toString());
        err.reset();
        assertEquals(1, run("--resources=cpus:x:y"));
        assertTrue(err.toString().startsWith("execute: --resources: "), err.toString());
        assertEquals(1, err.toString().lines().count());
    }
}
