package org.tepui.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Message;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tepui.protocol.libprocess.Port;
import org.tepui.protocol.libprocess.PortConfig;
import org.tepui.protocol.libprocess.ProcessHandler;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.CommandInfo;
import org.tepui.protocol.mesos.FrameworkID;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.SlaveID;
import org.tepui.protocol.mesos.TaskID;
import org.tepui.protocol.mesos.TaskInfo;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.internal.RegisterSlaveMessage;
import org.tepui.protocol.mesos.internal.ReregisterSlaveMessage;
import org.tepui.protocol.mesos.internal.RunTaskMessage;
import org.tepui.protocol.mesos.internal.SlaveRegisteredMessage;
import org.tepui.protocol.mesos.internal.SlaveReregisteredMessage;
import org.tepui.protocol.mesos.internal.StatusUpdate;
import org.tepui.protocol.mesos.internal.StatusUpdateAcknowledgementMessage;
import org.tepui.protocol.mesos.internal.StatusUpdateMessage;
import org.tepui.wire.NettyPortFactory;

/** A whole agent over real sockets, with a master that only does what the test says. */
class AgentProgramTest {

    private static final SlaveID ID = SlaveID.newBuilder().setValue("M-S0").build();

    @TempDir
    Path work;

    private NettyPortFactory ports;
    private Port master;
    private AgentProgram agent;
    private final BlockingQueue<Integer> exits = new LinkedBlockingQueue<>();
    private final BlockingQueue<Received> inbox = new LinkedBlockingQueue<>();

    record Received(Upid from, String name, byte[] body) {
    }

    @BeforeEach
    void start() throws Exception {
        ports = new NettyPortFactory();
        master = openMaster(0);
        agent = AgentProgram.start(new AgentOptions("127.0.0.1:" + master.port(), Optional.of("127.0.0.1"), 0, Optional.empty(),
            Optional.empty(), Optional.of("localhost"), true, Optional.of("cpus:2;mem:512;disk:100;ports:[31000-31010]"), "*",
            Optional.of("rack:r1"), work, Duration.ofMillis(50), Duration.ofSeconds(5), Duration.ofDays(7), true, false, Optional.empty(),
            Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofMinutes(1), Optional.empty(), new TreeMap<>()), ports, exits::add);
    }

    private Port openMaster(int port) throws Exception {
        Port opened = ports.open(PortConfig.of("127.0.0.1", port));
        opened.register("master", new ProcessHandler() {
            @Override
            public void message(Upid from, String to, String name, byte[] body, String peer) {
                inbox.add(new Received(from, name, body));
            }

            @Override
            public void exited(Upid peer, long incarnation) {
            }
        });
        return opened;
    }

    /** The old socket may be there a moment longer, until its selector has noticed the close. */
    private Port reopenMaster(int port) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (true) {
            try {
                return openMaster(port);
            } catch (java.io.IOException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }

    @AfterEach
    void stop() throws Exception {
        agent.close();
        master.close();
        ports.close();
    }

    private Received await(Class<? extends Message> kind) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < end) {
            Received next = inbox.poll(1, TimeUnit.SECONDS);
            if (next != null && next.name.endsWith("." + kind.getSimpleName())) {
                return next;
            }
        }
        throw new AssertionError("No " + kind.getSimpleName() + " came");
    }

    private void tell(Message message) {
        Upid to = new Upid(AgentProgram.PROCESS, agent.port().ip(), agent.port().port());
        master.send("master", to, message.getDescriptorForType().getFullName(), message.toByteArray());
    }

    private void register() throws Exception {
        RegisterSlaveMessage register = RegisterSlaveMessage.parseFrom(await(RegisterSlaveMessage.class).body);
        assertEquals("rack", register.getSlave().getAttributes(0).getName());
        master.link("master", new Upid(AgentProgram.PROCESS, agent.port().ip(), agent.port().port()));
        tell(SlaveRegisteredMessage.newBuilder().setSlaveId(ID).build());
    }

    private void run(String id, String command) {
        tell(RunTaskMessage.newBuilder()
            .setFramework(FrameworkInfo.newBuilder().setUser(System.getProperty("user.name")).setName("f")
                .setId(FrameworkID.newBuilder().setValue("F")).setCheckpoint(true))
            .setTask(TaskInfo.newBuilder().setName(id).setTaskId(TaskID.newBuilder().setValue(id)).setSlaveId(ID)
                .setCommand(CommandInfo.newBuilder().setValue(command)))
            .setPid("@0.0.0.0:0").setLaunchExecutor(true).build());
    }

    private StatusUpdate nextUpdate() throws Exception {
        StatusUpdate update = StatusUpdateMessage.parseFrom(await(StatusUpdateMessage.class).body).getUpdate();
        tell(StatusUpdateAcknowledgementMessage.newBuilder().setSlaveId(ID).setFrameworkId(update.getFrameworkId())
            .setTaskId(update.getStatus().getTaskId()).setUuid(update.getUuid()).build());
        return update;
    }

    @Test
    void registersRunsATaskAndTellsItsStates() throws Exception {
        register();
        run("hello", "echo hi from $MESOS_TASK_ID");
        assertEquals(TaskState.TASK_STARTING, nextUpdate().getStatus().getState());
        assertEquals(TaskState.TASK_RUNNING, nextUpdate().getStatus().getState());
        assertEquals(TaskState.TASK_FINISHED, nextUpdate().getStatus().getState());
        Path output = work.resolve("slaves/M-S0/frameworks/F/executors/hello/runs/latest/stdout");
        assertEquals("hi from hello\n", Files.readString(output));
    }

    @Test
    void keepsItsTaskOverTheMastersRestart() throws Exception {
        register();
        Path release = work.resolve("release");
        run("waits", "while [ ! -e " + release + " ]; do sleep 0.05; done");
        nextUpdate();
        nextUpdate();
        int port = master.port();
        master.close();
        inbox.clear();
        master = reopenMaster(port);
        ReregisterSlaveMessage back = ReregisterSlaveMessage.parseFrom(await(ReregisterSlaveMessage.class).body);
        assertEquals(TaskState.TASK_RUNNING, back.getTasks(0).getState());
        tell(SlaveReregisteredMessage.newBuilder().setSlaveId(ID).build());
        Files.createFile(release);
        TaskState next = nextUpdate().getStatus().getState();
        if (next == TaskState.TASK_RUNNING) {
            // The acknowledgement was lost with the old master.
            next = nextUpdate().getStatus().getState();
        }
        assertEquals(TaskState.TASK_FINISHED, next);
    }

    @Test
    void answersItsEndpoints() throws Exception {
        register();
        run("runs", "sleep 1000");
        nextUpdate();
        nextUpdate();
        assertEquals("", get("/slave(1)/health"));
        assertEquals("{\"version\":\"1.12.0\"}", get("/version"));
        String state = get("/state");
        for (String part : List.of("\"id\":\"M-S0\"", "\"hostname\":\"localhost\"", "\"cpus\":2.0", "\"ports\":\"[31000-31010]\"",
                "\"rack\":\"r1\"", "\"state\":\"TASK_RUNNING\"")) {
            assertTrue(state.contains(part), part + " is not in " + state);
        }
        assertTrue(get("/metrics/snapshot").contains("\"slave/tasks_running\":1.0"));
    }

    private String get(String path) throws Exception {
        HttpResponse<String> response = HttpClient.newHttpClient().send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + agent.port().port() + path)).build(),
            HttpResponse.BodyHandlers.ofString());
        assertEquals(200, response.statusCode(), path);
        return response.body();
    }

    @Test
    void launchesQuickly() throws Exception {
        register();
        long[] nanos = new long[100];
        for (int i = 0; i < nanos.length; i++) {
            long begin = System.nanoTime();
            run("quick" + i, "true");
            assertEquals(TaskState.TASK_STARTING, nextUpdate().getStatus().getState());
            assertEquals(TaskState.TASK_RUNNING, nextUpdate().getStatus().getState());
            nanos[i] = System.nanoTime() - begin;
            nextUpdate();
        }
        java.util.Arrays.sort(nanos);
        System.out.printf("RunTask to TASK_RUNNING: p50 %.1f ms, max %.1f ms%n", nanos[50] / 1e6, nanos[99] / 1e6);
        assertTrue(nanos[50] < TimeUnit.MILLISECONDS.toNanos(200), "p50 " + nanos[50] / 1e6 + " ms");
    }
}
