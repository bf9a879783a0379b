package org.tepui.core.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tepui.protocol.mesos.Offer;
import org.tepui.protocol.mesos.SlaveID;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.internal.PongSlaveMessage;
import org.tepui.protocol.mesos.internal.UnregisterSlaveMessage;
import org.tepui.protocol.mesos.scheduler.Call;
import org.tepui.protocol.mesos.scheduler.Event;

/** A seeded mess of everything; every batch is verified by the harness. */
class DeterminismTest {

    private static final int STEPS = 1_500;

    private record Run(String hash, int batches, boolean stopped) {
    }

    /** Everything that the steps need to remember. */
    private static final class Mess {
        final LineHarness line = new LineHarness().lead();
        final Cluster cluster = new Cluster(line);
        final Random random;
        final List<String> agents = new ArrayList<>();
        final List<Cluster.Scheduler> schedulers = new ArrayList<>();
        final List<String[]> tasks = new ArrayList<>();
        int names;

        Mess(long seed) {
            random = new Random(seed);
            line.holdPlans = false;
        }

        void step() {
            switch (random.nextInt(12)) {
                case 0 -> agents.add(cluster.agent(agents.size() + 1));
                case 1 -> subscribe();
                case 2, 3, 4 -> answerOffers();
                case 5, 6 -> update();
                case 7 -> line.advance(random.nextInt(20) * LineHarness.SECOND / 4);
                case 8 -> agent();
                case 9 -> call();
                case 10 -> line.holdPlans = !line.holdPlans;
                default -> pongs();
            }
            if (!line.holdPlans) {
                line.answerPlans();
            }
        }

        private void subscribe() {
            if (schedulers.size() < 6) {
                schedulers.add(cluster.subscribe(Cluster.framework("r" + random.nextInt(3)).setCheckpoint(random.nextBoolean())
                        .setFailoverTimeout(random.nextInt(30)).build()));
            }
        }

        private void answerOffers() {
            if (schedulers.isEmpty()) {
                return;
            }
            Cluster.Scheduler scheduler = schedulers.get(random.nextInt(schedulers.size()));
            if (line.events(scheduler.connection, Event.Type.OFFERS).isEmpty()) {
                return;
            }
            List<Offer> offers = scheduler.offers();
            Offer offer = offers.get(random.nextInt(offers.size()));
            if (random.nextBoolean()) {
                String id = "t" + names++;
                scheduler.accept(List.of(offer), random.nextInt(3), Cluster.task(id, offer, "cpus:0.5;mem:32").build());
                tasks.add(new String[] {id, scheduler.id, offer.getSlaveId().getValue()});
            } else {
                scheduler.decline(offer, random.nextInt(4));
            }
        }

        private void update() {
            if (tasks.isEmpty()) {
                return;
            }
            String[] task = tasks.get(random.nextInt(tasks.size()));
            TaskState[] states = {TaskState.TASK_RUNNING, TaskState.TASK_FINISHED, TaskState.TASK_FAILED, TaskState.TASK_KILLING};
            int port = agents.indexOf(task[2]) + 1;
            ByteString uuid = cluster.update(port, task[2], task[1], task[0], states[random.nextInt(states.length)]);
            for (Cluster.Scheduler scheduler : schedulers) {
                if (scheduler.id.equals(task[1]) && random.nextInt(4) > 0) {
                    scheduler.acknowledge(task[2], task[0], uuid);
                }
            }
        }

        private void agent() {
            if (agents.isEmpty()) {
                return;
            }
            int index = random.nextInt(agents.size());
            int port = index + 1;
            switch (random.nextInt(3)) {
                case 0 -> line.input(new Input.PeerExited(Cluster.pid(port), line.links.getOrDefault(Cluster.pid(port), 0L)));
                case 1 -> cluster.message(port, Cluster.reregistration(port, agents.get(index)).build());
                default -> {
                    if (random.nextInt(4) == 0) {
                        cluster.message(port, UnregisterSlaveMessage.newBuilder()
                                .setSlaveId(SlaveID.newBuilder().setValue(agents.get(index))).build());
                    }
                }
            }
        }

        private void call() {
            if (schedulers.isEmpty()) {
                return;
            }
            int index = random.nextInt(schedulers.size());
            Cluster.Scheduler scheduler = schedulers.get(index);
            switch (random.nextInt(6)) {
                case 0 -> scheduler.call(Call.newBuilder().setType(Call.Type.SUPPRESS));
                case 1, 2 -> scheduler.call(Call.newBuilder().setType(Call.Type.REVIVE));
                case 3 -> scheduler.call(Call.newBuilder().setType(Call.Type.RECONCILE)
                        .setReconcile(Call.Reconcile.getDefaultInstance()));
                case 4 -> {
                    scheduler.close();
                    schedulers.remove(index);
                }
                default -> {
                    if (random.nextInt(3) == 0) {
                        scheduler.call(Call.newBuilder().setType(Call.Type.TEARDOWN));
                        schedulers.remove(index);
                    }
                }
            }
        }

        private void pongs() {
            for (int observer = 1; observer <= 60; observer++) {
                line.input(new Input.AgentMessage(Cluster.pid(1 + random.nextInt(Math.max(1, agents.size()))),
                        "slave-observer(" + observer + ")", PongSlaveMessage.getDefaultInstance()));
            }
        }
    }

    private static Run run(long seed) throws Exception {
        Mess mess = new Mess(seed);
        for (int i = 0; i < STEPS && mess.line.stopped.isEmpty(); i++) {
            mess.step();
        }
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(mess.line.trace.toString().getBytes(StandardCharsets.UTF_8));
        assertTrue(mess.line.stopped.isEmpty(), () -> "seed " + seed + ": " + mess.line.stopped);
        return new Run(HexFormat.of().formatHex(hash), mess.line.batches(), mess.line.stopped.isPresent());
    }

    @Test
    void theSameInputsGiveTheSameOutputs() throws Exception {
        assertEquals(run(1), run(1));
    }

    @Test
    void noSeedBreaksAnInvariant() throws Exception {
        for (long seed = 2; seed < 12; seed++) {
            assertTrue(run(seed).batches() > STEPS);
        }
    }
}
