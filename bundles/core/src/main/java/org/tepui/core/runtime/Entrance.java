package org.tepui.core.runtime;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.tepui.core.authorization.Judge;
import org.tepui.core.line.Input;

/**
 * Where inputs from outside come in: one FIFO a sender (an agent's process, a framework), in front of the inbox. What waits for the
 * authorizer holds up what its sender sends behind it, and nobody else. Without an authorizer nothing is held and nothing allocated.
 */
public final class Entrance {

    /** Where inputs go from here. */
    public interface Target {

        /** False when it has no room. */
        boolean offer(Input input);

        /** Always taken. */
        void put(Input input);
    }

    /** Inputs that may wait for the authorizer, of all senders together. */
    private static final int WAITING_MAX = 100_000;

    private final Target inbox;
    private final Judge judge;
    private final Map<Object, ArrayDeque<CompletableFuture<Input>>> lanes = new HashMap<>();
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
        CompletableFuture<Input> judged = judge.isOff() ? CompletableFuture.completedFuture(input) : judge.judge(input);
        Object sender = sender(input);
        synchronized (lanes) {
            ArrayDeque<CompletableFuture<Input>> lane = lanes.get(sender);
            if (lane == null && judged.isDone()) {
                return inbox.offer(judged.join());
            }
            if (waiting >= WAITING_MAX) {
                return false;
            }
            lanes.computeIfAbsent(sender, key -> new ArrayDeque<>(4)).add(judged);
            waiting++;
        }
        judged.whenComplete((done, failure) -> release(sender));
        return true;
    }

    /** Lets in what is decided at the head of the lane. */
    private void release(Object sender) {
        synchronized (lanes) {
            ArrayDeque<CompletableFuture<Input>> lane = lanes.get(sender);
            while (lane != null && !lane.isEmpty() && lane.peek().isDone()) {
                // The number of those is bounded by the lanes.
                inbox.put(lane.poll().join());
                waiting--;
            }
            if (lane != null && lane.isEmpty()) {
                lanes.remove(sender);
            }
        }
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
