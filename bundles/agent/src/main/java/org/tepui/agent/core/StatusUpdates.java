package org.tepui.agent.core;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.protocol.mesos.internal.StatusUpdate;

/**
 * Status updates that the framework has not acknowledged yet. Of each task one update is on its way at a time, in order; it is sent
 * again after 10 seconds, doubling to 10 minutes, and when the agent is registered anew.
 */
final class StatusUpdates {

    static final Duration RETRY_FIRST = Duration.ofSeconds(10);
    static final Duration RETRY_LIMIT = Duration.ofMinutes(10);
    /** Updates a task may have waiting. Check results come without end while nobody acknowledges; beyond this the oldest of them go. */
    static final int WAITING_MAX = 100;
    /** Tasks with waiting updates; updates of further tasks are dropped with a line. */
    static final int STREAMS_MAX = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(StatusUpdates.class);

    private final Timeline timeline;
    private final BiConsumer<TaskKey, StatusUpdate> sender;
    private final Map<TaskKey, Stream> streams = new LinkedHashMap<>();
    private boolean paused = true;

    StatusUpdates(Timeline timeline, BiConsumer<TaskKey, StatusUpdate> sender) {
        this.timeline = timeline;
        this.sender = sender;
    }

    private static final class Stream {
        final ArrayDeque<StatusUpdate> waiting = new ArrayDeque<>();
        Duration retry = RETRY_FIRST;
        Timeline.Cancel timer;
    }

    void add(TaskKey task, StatusUpdate update) {
        if (streams.size() >= STREAMS_MAX && !streams.containsKey(task)) {
            LOG.error("{} tasks have unacknowledged status updates; {} of task {} is dropped", STREAMS_MAX, update.getStatus().getState(), task);
            return;
        }
        Stream stream = streams.computeIfAbsent(task, k -> new Stream());
        if (stream.waiting.size() >= WAITING_MAX) {
            StatusUpdate head = stream.waiting.pollFirst();
            StatusUpdate dropped = stream.waiting.pollFirst();
            stream.waiting.addFirst(head);
            LOG.warn("Task {} has {} unacknowledged status updates; the oldest {} that was not sent yet is dropped", task, WAITING_MAX,
                dropped.getStatus().getState());
        }
        stream.waiting.addLast(update);
        if (stream.waiting.size() == 1) {
            sendHead(task, stream);
        }
    }

    /** @return the update that is done with, or empty when nothing with this uuid is on its way */
    Optional<StatusUpdate> acknowledge(TaskKey task, ByteString uuid) {
        Stream stream = streams.get(task);
        if (stream == null || !stream.waiting.getFirst().getUuid().equals(uuid)) {
            return Optional.empty();
        }
        StatusUpdate done = stream.waiting.removeFirst();
        cancel(stream);
        stream.retry = RETRY_FIRST;
        if (stream.waiting.isEmpty()) {
            streams.remove(task);
        } else {
            sendHead(task, stream);
        }
        return Optional.of(done);
    }

    boolean waiting(TaskKey task) {
        return streams.containsKey(task);
    }

    /** Nothing is sent until {@link #resume()}. */
    void pause() {
        paused = true;
        streams.values().forEach(StatusUpdates::cancel);
    }

    /** Sends the first update of each task now. */
    void resume() {
        paused = false;
        for (Map.Entry<TaskKey, Stream> entry : new ArrayList<>(streams.entrySet())) {
            cancel(entry.getValue());
            entry.getValue().retry = RETRY_FIRST;
            sendHead(entry.getKey(), entry.getValue());
        }
    }

    /** Forgets the updates of a framework that is gone. */
    void drop(String framework) {
        List<TaskKey> gone = streams.keySet().stream().filter(k -> k.framework().equals(framework)).toList();
        for (TaskKey key : gone) {
            cancel(streams.remove(key));
        }
    }

    private void sendHead(TaskKey task, Stream stream) {
        if (paused) {
            return;
        }
        sender.accept(task, stream.waiting.getFirst());
        Duration wait = stream.retry;
        stream.timer = timeline.after(wait, () -> {
            Duration doubled = wait.multipliedBy(2);
            stream.retry = doubled.compareTo(RETRY_LIMIT) > 0 ? RETRY_LIMIT : doubled;
            LOG.info("Task {}: no acknowledgement for {} within {} s, sending it again", task,
                stream.waiting.getFirst().getStatus().getState(), wait.toSeconds());
            sendHead(task, stream);
        });
    }

    private static void cancel(Stream stream) {
        if (stream.timer != null) {
            stream.timer.cancel();
            stream.timer = null;
        }
    }
}
