package org.tepui.testkit.simulation;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tepui.core.line.Input;
import org.tepui.core.line.Output;
import org.tepui.protocol.mesos.scheduler.Event;

/** Every request is answered once, a stream is silent before it opens and after it ended, and a framework has one stream. */
final class Answers {

    private static final long ANSWER_AGE_MAX = 60 * World.SECOND;

    /** Requests and subscriptions without an answer, oldest first: since when. */
    private final Map<Long, Long> asked = new LinkedHashMap<>();
    private final Set<Long> open = new HashSet<>();
    private final Map<String, Long> streamOf = new TreeMap<>();

    void newLeader() {
        asked.clear();
        open.clear();
        streamOf.clear();
    }

    void apply(Step step) {
        for (Input input : step.inputs()) {
            if (input instanceof Input.Subscribe subscribe) {
                asked.put(subscribe.connection(), step.now());
            } else if (input instanceof Input.SchedulerCall call) {
                asked.put(call.request(), step.now());
            } else if (input instanceof Input.OperatorCall call) {
                asked.put(call.request(), step.now());
            }
        }
        Map<String, Long> replaced = new TreeMap<>();
        for (Output output : step.outputs()) {
            if (output instanceof Output.Reply reply) {
                answered(reply.request());
            } else if (output instanceof Output.OpenStream stream) {
                answered(stream.connection());
                open.add(stream.connection());
            } else if (output instanceof Output.Emit emit) {
                emitted(emit, replaced);
            } else if (output instanceof Output.EndStream end) {
                ended(end.connection());
            }
        }
        for (Input input : step.inputs()) {
            if (input instanceof Input.StreamClosed closed) {
                open.remove(closed.connection());
                asked.remove(closed.connection());
            }
        }
        asked.forEach((number, since) -> {
            if (step.now() - since > ANSWER_AGE_MAX) {
                throw new Violation("request " + number + " has no answer after " + (step.now() - since) / World.SECOND + " s");
            }
        });
        replaced.forEach((framework, old) -> {
            if (open.contains(old)) {
                throw new Violation("framework " + framework + " subscribed again, but its old stream " + old + " is still open");
            }
        });
    }

    private void answered(long number) {
        if (asked.remove(number) == null) {
            throw new Violation("request " + number + " was answered twice, or was never asked");
        }
    }

    private void emitted(Output.Emit emit, Map<String, Long> replaced) {
        Event event = emit.event();
        if (!open.contains(emit.connection())) {
            throw new Violation("event " + event.getType() + " for stream " + emit.connection() + ", which is not open");
        }
        if (event.getType() == Event.Type.SUBSCRIBED) {
            String framework = event.getSubscribed().getFrameworkId().getValue();
            Long old = streamOf.put(framework, emit.connection());
            if (old != null) {
                replaced.put(framework, old);
            }
        }
    }

    private void ended(long connection) {
        if (!open.remove(connection)) {
            throw new Violation("stream " + connection + " was ended, but is not open");
        }
    }
}
