package org.tepui.core.runtime;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.tepui.core.authorization.Judge;
import org.tepui.core.hook.LaunchResources;
import org.tepui.core.line.Input;

/**
 * Where inputs from outside come in: one FIFO a sender (an agent's process, a framework), in front of the inbox. What waits for hooks or the
 * authorizer holds up what its sender sends behind it, and nobody else. What was decided by an authorizer that is not in force any more when its turn
 * comes is decided anew. Without either nothing is held and nothing allocated.
 */
public class Entrance {

    /** Where inputs go from here. */
    public interface Target {

        /** False when it has no room. */
        boolean offer(Input input);

        /** Always taken. */
        void put(Input input);
    }

    /** Inputs that may wait for hooks and the authorizer, of all senders together. */
    private static final int WAITING_MAX = 100_000;

    /** How often something is judged anew because the authorizer changed while it waited; then it is denied. */
    private static final int ATTEMPTS_MAX = 4;

    /**
     * @param input as hooks left it
     * @param version of the authorizer when it was asked
     * @param done the input itself where nothing is asked about it
     */
    private record Judged(Input input, long version, Input done) { }

    private record Waiting(CompletableFuture<Judged> judged, int attempts) { }

    /** What has to be judged anew, and what waits for it. */
    private record Again(Waiting waiting, Input input) { }

    private final Target inbox;
    private final Judge judge;
    private final LaunchResources hooks;
    private final Map<Object, ArrayDeque<Waiting>> lanes = new HashMap<>();
    private volatile int waiting;

    /** Without hooks. */
    public Entrance(Target inbox, Judge judge) {
        this(inbox, judge, LaunchResources.NONE);
    }

    public Entrance(Target inbox, Judge judge, LaunchResources hooks) {
        this.inbox = inbox;
        this.judge = judge;
        this.hooks = hooks;
    }

    /** False when there is no room: the sender has to be told or the message dropped and counted. */
    public boolean offer(Input input) {
        boolean hooked = hooks.concerns(input);
        if (waiting == 0 && !hooked && judge.isOff()) {
            return inbox.offer(input);
        }
        CompletableFuture<Judged> judged = hooked ? hooks.decorate(input).thenCompose(this::judged) : judged(input);
        Object sender = sender(input);
        synchronized (lanes) {
            ArrayDeque<Waiting> lane = lanes.get(sender);
            if (lane == null && judged.isDone()) {
                return inbox.offer(judged.join().done());
            }
            if (waiting >= WAITING_MAX) {
                return false;
            }
            lanes.computeIfAbsent(sender, key -> new ArrayDeque<>(4)).add(new Waiting(judged, 1));
            waiting++;
        }
        judged.whenComplete((done, failure) -> release(sender));
        return true;
    }

    private CompletableFuture<Judged> judged(Input input) {
        long version = judge.version();
        return judge.isOff() ? CompletableFuture.completedFuture(new Judged(input, version, input))
                : judge.judge(input).thenApply(done -> new Judged(input, version, done));
    }

    /** Lets in what is decided at the head of the lane, by the authorizer in force. */
    private void release(Object sender) {
        Again again = letIn(sender);
        if (again != null) {
            // Outside the lock: the authorizer may take its time.
            judged(again.input).thenAccept(judged -> {
                again.waiting.judged.complete(judged);
                release(sender);
            });
        }
    }

    /** @return the head of the lane, if it has to be judged anew; it waits in its place for what comes of that */
    private Again letIn(Object sender) {
        synchronized (lanes) {
            ArrayDeque<Waiting> lane = lanes.get(sender);
            while (lane != null && !lane.isEmpty() && lane.peek().judged.isDone()) {
                Waiting head = lane.poll();
                Judged judged = head.judged.join();
                Input done = judged.done;
                if (done != judged.input && !isInForce(judged.version)) {
                    if (head.attempts < ATTEMPTS_MAX) {
                        Waiting again = new Waiting(new CompletableFuture<>(), head.attempts + 1);
                        lane.addFirst(again);
                        return new Again(again, judged.input);
                    }
                    done = judge.denied(judged.input);
                }
                // The number of those is bounded by the lanes.
                inbox.put(done);
                waiting--;
            }
            if (lane != null && lane.isEmpty()) {
                lanes.remove(sender);
            }
            return null;
        }
    }

    /** What the authorizer of this version said may be taken. */
    protected boolean isInForce(long version) {
        return version == judge.version();
    }

    private static Object sender(Input input) {
        if (input instanceof Input.AgentMessage message) {
            return message.from();
        } else if (input instanceof Input.SchedulerCall call) {
            return call.call().getFrameworkId().getValue();
        } else if (input instanceof Input.Subscribe subscribe && subscribe.call().hasFrameworkId()) {
            return subscribe.call().getFrameworkId().getValue();
        }
        return input;
    }

    int waiting() {
        return waiting;
    }
}
