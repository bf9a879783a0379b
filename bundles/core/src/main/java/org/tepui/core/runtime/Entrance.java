package org.tepui.core.runtime;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.tepui.core.authorization.Judge;
import org.tepui.core.hook.LaunchResources;
import org.tepui.core.line.Input;

/**
 * Where inputs from outside come in: one FIFO a sender (an agent's process, a framework), in front of the inbox. What waits for
 * hooks or the authorizer holds up what its sender sends behind it, and nobody else. Without either nothing is held and nothing allocated.
 */
final class Entrance {

    /** Inputs that may wait for hooks and the authorizer, of all senders together. */
    private static final int WAITING_MAX = 100_000;

    private final Inbox inbox;
    private final Judge judge;
    private final LaunchResources hooks;
    private final Map<Object, ArrayDeque<CompletableFuture<Input>>> lanes = new HashMap<>();
    private volatile int waiting;

    Entrance(Inbox inbox, Judge judge, LaunchResources hooks) {
        this.inbox = inbox;
        this.judge = judge;
        this.hooks = hooks;
    }

    /** False when there is no room: the sender has to be told or the message dropped and counted. */
    boolean offer(Input input) {
        boolean hooked = hooks.concerns(input);
        if (waiting == 0 && !hooked && judge.isOff()) {
            return inbox.offer(input);
        }
        CompletableFuture<Input> judged = hooked ? hooks.decorate(input).thenCompose(this::judged) : judged(input);
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

    private CompletableFuture<Input> judged(Input input) {
        return judge.isOff() ? CompletableFuture.completedFuture(input) : judge.judge(input);
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
