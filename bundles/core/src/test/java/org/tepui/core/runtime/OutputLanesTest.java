package org.tepui.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tepui.api.hook.Hook;
import org.tepui.api.hook.HookAgent;
import org.tepui.api.hook.HookFramework;
import org.tepui.api.hook.HookTask;
import org.tepui.api.module.ModuleKind;
import org.tepui.api.resource.Labels;
import org.tepui.core.access.peer.FakePort;
import org.tepui.core.guard.Guard;
import org.tepui.core.guard.GuardLimits;
import org.tepui.core.hook.HookCalls;
import org.tepui.core.hook.LaunchLabels;
import org.tepui.core.hook.LostAgents;
import org.tepui.core.line.Output;
import org.tepui.core.module.Seat;
import org.tepui.protocol.mesos.TaskID;
import org.tepui.protocol.mesos.internal.KillTaskMessage;
import org.tepui.protocol.mesos.internal.PingSlaveMessage;
import org.tepui.protocol.mesos.internal.RunTaskMessage;

/** What hooks do behind the line: nothing is lost, nothing overtakes, nobody else waits. */
class OutputLanesTest {

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final Seat<Hook> seat = new Seat<>(ModuleKind.HOOK);
    private final Guard guard = new Guard(GuardLimits.DEFAULT);
    private final HookCalls calls = new HookCalls(seat, threads, guard);
    private final FakePort port = new FakePort();
    private final Lanes lanes = new Lanes(threads);
    private final OutputRouter router = new OutputRouter(port, lanes, null, null, null, null, new LocalProcesses(port),
            new OutputRouter.Hooks(new LaunchLabels(calls), new LostAgents(calls)), Hooked::snapshot, stop -> { });

    @AfterEach
    void close() {
        guard.close();
        threads.shutdownNow();
    }

    private void send(String agent, Message message) {
        router.accept(new Output.Send("master", Hooked.pid(agent), message));
    }

    private void run(String agent, String task) {
        send(agent, RunTaskMessage.newBuilder().setFramework(Hooked.FRAMEWORK).setPid("").setTask(Hooked.task(task, agent)).build());
    }

    private void kill(String agent, String task) {
        send(agent, KillTaskMessage.newBuilder().setFrameworkId(Hooked.FRAMEWORK.getId())
                .setTaskId(TaskID.newBuilder().setValue(task)).build());
    }

    private List<String> sentTo(String agent) throws InvalidProtocolBufferException {
        List<String> texts = new ArrayList<>();
        for (FakePort.Sent sent : port.sent()) {
            if (sent.to().equals(Hooked.pid(agent))) {
                texts.add(text(sent));
            }
        }
        return texts;
    }

    private static String text(FakePort.Sent sent) throws InvalidProtocolBufferException {
        if (sent.name().endsWith("RunTaskMessage")) {
            var task = RunTaskMessage.parseFrom(sent.body()).getTask();
            return "run " + task.getTaskId().getValue() + task.getLabels().getLabelsList().stream()
                    .map(label -> " " + label.getKey() + "=" + label.getValue()).reduce("", String::concat);
        }
        return sent.name().endsWith("KillTaskMessage") ? "kill " + KillTaskMessage.parseFrom(sent.body()).getTaskId().getValue() : "ping";
    }

    private List<String> await(String agent, int count) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (sentTo(agent).size() < count && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(2);
        }
        return sentTo(agent);
    }

    /** Answers when it is told to. */
    private static final class Slow implements Hook {
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch go = new CountDownLatch(1);

        @Override
        public Optional<Labels> launchTaskLabels(HookTask task, HookFramework framework, HookAgent agent) {
            if (task.id().equals("slow")) {
                entered.countDown();
                try {
                    go.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return Optional.empty();
        }
    }

    @Test
    void withoutHooksMessagesGoAsTheyAre() throws Exception {
        run("a1", "t1");
        assertEquals(List.of("run t1"), await("a1", 1));
        assertEquals(0L, calls.counters().get("calls"));
    }

    @Test
    void eachHookSeesTheLabelsOfTheOneBefore() throws Exception {
        seat.take(List.of("one", "two"), List.of(Hooked.labels("first"), Hooked.labels("second")));
        run("a2", "t1");
        assertEquals(List.of("run t1 first=web@host-a2 second=web@host-a2"), await("a2", 1));
    }

    @Test
    void aHookThatThrowsIsPassedOverAndCounted() throws Exception {
        seat.take(List.of("one", "broken", "two"), List.of(Hooked.labels("first"), Hooked.BROKEN, Hooked.labels("second")));
        run("a1", "t1");
        kill("a1", "t1");
        assertEquals(List.of("run t1 first=web@host-a1 second=web@host-a1", "kill t1"), await("a1", 2));
        assertEquals(1L, calls.counters().get("faults"));
    }

    @Test
    void aKillWaitsForTheTaskThatAHookHoldsAndOtherAgentsDoNot() throws Exception {
        Slow slow = new Slow();
        seat.take(List.of("slow"), List.of(slow));
        run("a1", "slow");
        kill("a1", "slow");
        run("a1", "t2");
        run("a2", "t3");
        kill("a2", "t3");
        assertTrue(slow.entered.await(20, TimeUnit.SECONDS));
        assertEquals(List.of("run t3", "kill t3"), await("a2", 2));
        assertEquals(List.of(), sentTo("a1"));
        slow.go.countDown();
        assertEquals(List.of("run slow", "kill slow", "run t2"), await("a1", 3));
    }

    @Test
    void pingsDoNotWaitForAHook() throws Exception {
        Slow slow = new Slow();
        seat.take(List.of("slow"), List.of(slow));
        run("a1", "slow");
        assertTrue(slow.entered.await(20, TimeUnit.SECONDS));
        send("a1", PingSlaveMessage.newBuilder().setConnected(true).build());
        assertEquals(List.of("ping"), await("a1", 1));
        slow.go.countDown();
        assertEquals(List.of("ping", "run slow"), await("a1", 2));
    }

    @Test
    void whileHooksAreSwappedNothingIsLostOrOvertaken() throws Exception {
        int tasks = 500;
        for (int i = 0; i < tasks; i++) {
            if (i % 50 == 0) {
                switch (i / 50 % 3) {
                    case 0 -> seat.take(List.of("one"), List.of(Hooked.labels("one")));
                    case 1 -> seat.take(List.of("two"), List.of(Hooked.labels("two")));
                    default -> seat.take(List.of(), List.of());
                }
            }
            run("a1", "t" + i);
            kill("a1", "t" + i);
        }
        List<String> sent = await("a1", 2 * tasks);
        assertEquals(2 * tasks, sent.size());
        for (int i = 0; i < tasks; i++) {
            assertTrue(sent.get(2 * i).matches("run t" + i + "( (one|two)=web@host-a1)?"), sent.get(2 * i));
            assertEquals("kill t" + i, sent.get(2 * i + 1));
        }
    }

    @Test
    void everyHookIsToldOfALostAgentWhateverTheOthersDo() throws Exception {
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch done = new CountDownLatch(1);
        seat.take(List.of("broken", "good"), List.of(Hooked.BROKEN, new Hook() {
            @Override
            public void agentLost(HookAgent agent) {
                told.add(agent.id() + " " + agent.hostname() + " " + agent.resources());
                done.countDown();
            }
        }));
        router.accept(new Output.AgentLost(Hooked.agent("a1")));
        assertTrue(done.await(20, TimeUnit.SECONDS));
        assertEquals(List.of("a1 host-a1 " + Hooked.TOTAL), told);
    }
}
