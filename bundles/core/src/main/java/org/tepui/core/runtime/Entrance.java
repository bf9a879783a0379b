package org.tepui.core.runtime;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.tepui.core.authorization.Judge;
import org.tepui.core.line.Input;

/**
 * Where inputs from outside come in: one FIFO a sender (an agent's process, a framework), in front of the inbox. What waits for the
 * authorizer holds up what its sender sends behind it, and nobody else. What was decided by an authorizer that is not in force any more when its turn
 * comes is decided anew. Without an authorizer nothing is held and nothing allocated.
 */
public class Entrance {

    /** Where inputs go from here. */
    public interface Target {

        /** False when it has no room. */
        boolean offer(Input input);

        /** Always taken. */
        void put(Input input);
    }

    /** Inputs that may wait for the authorizer, of all senders together. */
    private static final int WAITING_MAX = 100_000;

    /** How often something is judged anew because the authorizer changed while it waited; then it is denied. */
    private static final int ATTEMPTS_MAX = 4;

    /**
     * @param version of the authorizer when it was asked
     * @param judged the input itself where nothing is asked about it
     */
    private record Waiting(Input input, long version, CompletableFuture<Input> judged, int attempts) { }

    private final Target inbox;
    private final Judge judge;
    private final Map<Object, ArrayDeque<Waiting>> lanes = new HashMap<>();
    private volatile int waiting;

    public Entrance(Target inbox, Judge judge) {
        this.inbox = inbox;
        this.judge = judge;
    }

    /** False when there is no room: the sender has to be told or the message dropped and counted. */
    public boolean offer(Input input) {
        if (waiting == 0 && judge.isOff()) {
            return inbox.offer(input);
        }
        long version = judge.version();
        CompletableFuture<Input> judged = judge.isOff() ? CompletableFuture.completedFuture(input) : judge.judge(input);
        Object sender = sender(input);
        synchronized (lanes) {
            ArrayDeque<Waiting> lane = lanes.get(sender);
            if (lane == null && judged.isDone()) {
                return inbox.offer(judged.join());
            }
            if (waiting >= WAITING_MAX) {
                return false;
            }
            lanes.computeIfAbsent(sender, key -> new ArrayDeque<>(4)).add(new Waiting(input, version, judged, 1));
            waiting++;
        }
        judged.whenComplete((done, failure) -> release(sender));
        return true;
    }

    /** Lets in what is decided at the head of the lane, by the authorizer in force. */
    private void release(Object sender) {
        Waiting again = letIn(sender);
        if (again != null) {
            // Outside the lock: the authorizer may take its time.
            judge.judge(again.input).thenAccept(judged -> {
                again.judged.complete(judged);
                release(sender);
            });
        }
    }

    /** @return the head of the lane, if it has to be judged anew; it waits in its place for what comes of that */
    private Waiting letIn(Object sender) {
        synchronized (lanes) {
            ArrayDeque<Waiting> lane = lanes.get(sender);
            while (lane != null && !lane.isEmpty() && lane.peek().judged.isDone()) {
                Waiting head = lane.poll();
                Input judged = head.judged.join();
                if (judged != head.input && !isInForce(head.version)) {
                    if (head.attempts < ATTEMPTS_MAX) {
                        Waiting again = new Waiting(head.input, judge.version(), new CompletableFuture<>(), head.attempts + 1);
                        lane.addFirst(again);
                        return again;
                    }
                    judged = judge.denied(head.input);
                }
                // The number of those is bounded by the lanes.
                inbox.put(judged);
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
