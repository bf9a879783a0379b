package org.tepui.execute.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.tepui.api.resource.Resources;
import org.tepui.execute.http.Address;
import org.tepui.execute.scheduler.Calls;
import org.tepui.execute.scheduler.MasterConnection;
import org.tepui.execute.scheduler.Task;
import org.tepui.protocol.mesos.CommandInfo;
import org.tepui.protocol.mesos.FrameworkID;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.Offer;
import org.tepui.protocol.mesos.TaskInfo;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.TaskStatus;
import org.tepui.protocol.mesos.scheduler.Event;
import org.tepui.protocol.resource.InvalidResources;
import org.tepui.protocol.v1.Encoding;

/** Launches small tasks one after the other, and measures from the ACCEPT that is written to the TASK_RUNNING that is read. */
public final class LaunchBench {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    /** Offers and updates that do not come for this long end the measurement. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private final MasterConnection master;
    private final Resources needs;
    private final String command;
    private final Deque<Offer> offers = new ArrayDeque<>();
    private FrameworkID framework;

    private LaunchBench(MasterConnection master, Resources needs, String command) {
        this.master = master;
        this.needs = needs;
        this.command = command;
    }

    /**
     * @param count tasks to launch
     * @param resources of each task, text form
     * @return the time of each launch in nanoseconds
     * @throws IOException one line when the master refuses, a task does not run, or nothing comes for a minute
     */
    public static long[] run(Address master, int count, String resources, String command) throws IOException {
        FrameworkInfo framework = FrameworkInfo.newBuilder().setUser(System.getProperty("user.name")).setName("tepui-bench")
            .setRole("*").addCapabilities(FrameworkInfo.Capability.newBuilder().setType(FrameworkInfo.Capability.Type.RESERVATION_REFINEMENT))
            .addCapabilities(FrameworkInfo.Capability.newBuilder().setType(FrameworkInfo.Capability.Type.PARTITION_AWARE)).build();
        try (MasterConnection connection =
                MasterConnection.subscribe(master, Encoding.PROTOBUF, Optional.empty(), Calls.subscribe(framework), CONNECT_TIMEOUT)) {
            connection.silence(SILENCE);
            LaunchBench bench = new LaunchBench(connection, Resources.parse(resources), command);
            long[] nanos = new long[count];
            for (int i = 0; i < count; i++) {
                nanos[i] = bench.launch("bench-" + i);
            }
            connection.call(Calls.teardown(bench.framework));
            return nanos;
        }
    }

    private long launch(String name) throws IOException {
        Task task = new Task(name, CommandInfo.newBuilder().setShell(true).setValue(command).build(), needs);
        Offer offer = nextOffer(task);
        TaskInfo info = on(offer, task).orElseThrow();
        long written = System.nanoTime();
        master.call(Calls.launch(framework, offer, info, 0));
        long running = 0;
        while (true) {
            Optional<TaskStatus> status = handle(master.next());
            if (status.isEmpty() || !status.get().getTaskId().getValue().equals(name)) {
                continue;
            }
            long now = System.nanoTime();
            TaskState state = status.get().getState();
            if (status.get().hasUuid()) {
                master.call(Calls.acknowledge(framework, status.get()));
            }
            if (state == TaskState.TASK_RUNNING) {
                running = now;
            } else if (state == TaskState.TASK_FINISHED && running != 0) {
                return running - written;
            } else if (state != TaskState.TASK_STARTING && state != TaskState.TASK_STAGING) {
                throw new IOException("task '" + name + "' is " + state + " after " + (running == 0 ? "its launch" : "TASK_RUNNING")
                    + (status.get().hasMessage() ? ": " + status.get().getMessage() : ""));
            }
        }
    }

    private Offer nextOffer(Task task) throws IOException {
        if (framework != null && offers.isEmpty()) {
            master.call(Calls.revive(framework));
        }
        while (true) {
            while (!offers.isEmpty()) {
                Offer offer = offers.poll();
                if (on(offer, task).isPresent()) {
                    return offer;
                }
                master.call(Calls.decline(framework, java.util.List.of(offer), 1));
            }
            handle(master.next());
        }
    }

    private static Optional<TaskInfo> on(Offer offer, Task task) throws IOException {
        try {
            return task.on(offer);
        } catch (InvalidResources e) {
            throw new IOException("offer '" + offer.getId().getValue() + "' is not valid: " + e.getMessage(), e);
        }
    }

    /** @return the status of an update */
    private Optional<TaskStatus> handle(Event event) throws IOException {
        switch (event.getType()) {
            case SUBSCRIBED -> framework = event.getSubscribed().getFrameworkId();
            case OFFERS -> offers.addAll(event.getOffers().getOffersList());
            case RESCIND -> offers.removeIf(offer -> offer.getId().equals(event.getRescind().getOfferId()));
            case ERROR -> throw new IOException("the master ended the subscription: " + event.getError().getMessage());
            case UPDATE -> {
                return Optional.of(event.getUpdate().getStatus());
            }
            default -> { }
        }
        return Optional.empty();
    }
}
