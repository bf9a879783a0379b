package org.tepui.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tepui.api.authorization.Authorizer;
import org.tepui.api.hook.Hook;
import org.tepui.api.hook.HookTask;
import org.tepui.api.module.ModuleKind;
import org.tepui.api.resource.Resources;
import org.tepui.core.authorization.Approvers;
import org.tepui.core.authorization.Judge;
import org.tepui.core.guard.Guard;
import org.tepui.core.guard.GuardLimits;
import org.tepui.core.hook.HookCalls;
import org.tepui.core.hook.LaunchResources;
import org.tepui.core.line.Forms;
import org.tepui.core.line.Input;
import org.tepui.core.module.Seat;
import org.tepui.protocol.mesos.Offer;
import org.tepui.protocol.mesos.OfferID;
import org.tepui.protocol.mesos.TaskID;
import org.tepui.protocol.mesos.TaskInfo;
import org.tepui.protocol.mesos.scheduler.Call;

/** What hooks do before the line: their word enters as data, in the sender's order. */
class HookedEntranceTest {

    private final Seat<Hook> seat = new Seat<>(ModuleKind.HOOK);
    private final Seat<Authorizer> authorizer = new Seat<>(ModuleKind.AUTHORIZER);
    private final Guard guard = new Guard(GuardLimits.DEFAULT);
    private final HookCalls calls = new HookCalls(seat, Runnable::run, guard);
    private final Inbox inbox = new Inbox(1_000);
    private final Entrance entrance = new Entrance(inbox, new Judge(new Approvers(authorizer, guard), Hooked::snapshot),
            new LaunchResources(calls, Hooked::snapshot));
    private long requests;

    @AfterEach
    void close() {
        guard.close();
    }

    private Input accept(String framework, String offer, String... tasks) {
        Call.Builder call = Call.newBuilder().setType(Call.Type.ACCEPT);
        call.getFrameworkIdBuilder().setValue(framework);
        call.getAcceptBuilder().addOfferIds(OfferID.newBuilder().setValue(offer));
        Offer.Operation.Builder launch = call.getAcceptBuilder().addOperationsBuilder().setType(Offer.Operation.Type.LAUNCH);
        for (String task : tasks) {
            launch.getLaunchBuilder().addTaskInfos(Hooked.task(task, "a1"));
        }
        return new Input.SchedulerCall(++requests, Optional.empty(), Optional.empty(), call.build());
    }

    private Input kill(String framework, String task) {
        Call.Builder call = Call.newBuilder().setType(Call.Type.KILL);
        call.getFrameworkIdBuilder().setValue(framework);
        call.getKillBuilder().setTaskId(TaskID.newBuilder().setValue(task));
        return new Input.SchedulerCall(++requests, Optional.empty(), Optional.empty(), call.build());
    }

    private List<Input> await(int count) throws InterruptedException {
        List<Input> taken = new ArrayList<>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (taken.size() < count && System.nanoTime() < end) {
            taken.addAll(inbox.take(TimeUnit.MILLISECONDS.toNanos(50)));
        }
        return taken;
    }

    private static List<String> resources(Input input) {
        List<String> texts = new ArrayList<>();
        for (TaskInfo task : ((Input.SchedulerCall) input).call().getAccept().getOperations(0).getLaunch().getTaskInfosList()) {
            texts.add(task.getTaskId().getValue() + " " + Forms.read(task.getResourcesList()));
        }
        return texts;
    }

    /** So many times what the task has. */
    private static Hook times(int factor) {
        return new Hook() {
            @Override
            public Optional<Resources> launchTaskResources(HookTask task, Resources agentTotal) {
                Resources sum = Resources.EMPTY;
                for (int i = 0; i < factor; i++) {
                    sum = sum.plus(task.resources());
                }
                return Optional.of(sum);
            }
        };
    }

    @Test
    void withoutHooksTheInputItselfGoesIn() throws InterruptedException {
        Input input = accept("f", "o1", "t1");
        assertTrue(entrance.offer(input));
        assertSame(input, inbox.take(0).get(0));
        assertEquals(0L, calls.counters().get("calls"));
    }

    @Test
    void eachHookGetsTheResourcesOfTheOneBeforeAllocatedToTheRoleOfTheOffer() throws InterruptedException {
        seat.take(List.of("three", "two"), List.of(times(3), times(2)));
        entrance.offer(accept("f", "o1", "t1", "t2"));
        assertEquals(List.of("t1 cpus(allocated: r):6", "t2 cpus(allocated: r):6"), resources(await(1).get(0)));
    }

    @Test
    void aHookThatGivesNullIsPassedOver() throws InterruptedException {
        seat.take(List.of("broken", "two"), List.of(Hooked.BROKEN, times(2)));
        entrance.offer(accept("f", "o1", "t1"));
        assertEquals(List.of("t1 cpus(allocated: r):2"), resources(await(1).get(0)));
        assertEquals(1L, calls.counters().get("faults"));
    }

    @Test
    void whatHasNoSuchOfferIsLeftToTheLine() throws InterruptedException {
        seat.take(List.of("two"), List.of(times(2)));
        Input unknown = accept("f", "gone", "t1");
        Input stranger = accept("g", "o1", "t1");
        entrance.offer(unknown);
        entrance.offer(stranger);
        assertEquals(List.of(unknown, stranger), await(2));
    }

    @Test
    void aKillWaitsBehindAnAcceptThatAHookHoldsAndOtherFrameworksDoNot() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        seat.take(List.of("slow"), List.of(new Hook() {
            @Override
            public Optional<Resources> launchTaskResources(HookTask task, Resources agentTotal) {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return Optional.empty();
            }
        }));
        Input kill = kill("f", "t1");
        Input other = kill("g", "t1");
        entrance.offer(accept("f", "o1", "t1"));
        entrance.offer(kill);
        entrance.offer(other);
        assertEquals(List.of(other), await(1));
        go.countDown();
        List<Input> entered = await(2);
        assertEquals(List.of("t1 cpus:1"), resources(entered.get(0)));
        assertSame(kill, entered.get(1));
    }

    @Test
    void theAuthorizerJudgesWhatHooksHaveMadeOfTheTask() throws InterruptedException {
        seat.take(List.of("two"), List.of(times(2)));
        List<String> asked = new ArrayList<>();
        authorizer.take(List.of("a"), List.of((subject, action) -> CompletableFuture.completedFuture(object -> {
            try {
                asked.add(Forms.read(TaskInfo.parseFrom(object.wire()).getResourcesList()).toString());
            } catch (com.google.protobuf.InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            }
            return true;
        })));
        entrance.offer(accept("f", "o1", "t1"));
        assertTrue(((Input.SchedulerCall) await(1).get(0)).verdicts().allows(0));
        assertEquals(List.of("cpus(allocated: r):2"), asked);
    }
}
