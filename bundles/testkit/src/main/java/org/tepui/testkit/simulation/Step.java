package org.tepui.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.tepui.core.line.Batch;
import org.tepui.core.line.Input;
import org.tepui.core.line.Output;
import org.tepui.core.snapshot.AgentRecord;
import org.tepui.core.snapshot.FrameworkRecord;
import org.tepui.core.snapshot.Snapshot;
import org.tepui.protocol.mesos.Task;
import org.tepui.protocol.mesos.scheduler.Call;

/**
 * One batch as a bystander sees it.
 *
 * @param before what was published last
 * @param now virtual nanoseconds
 */
record Step(List<Input> inputs, List<Output> outputs, Snapshot before, Snapshot after, long now) {

    static Step of(List<Input> inputs, Batch batch, Snapshot before, long now) {
        return new Step(inputs, batch.outputs(), before, batch.snapshot(), now);
    }

    /** Numbers of the requests that were answered 202. */
    Set<Long> acceptedNumbers() {
        Set<Long> numbers = new TreeSet<>();
        for (Output output : outputs) {
            if (output instanceof Output.Reply reply && reply.status() == 202) {
                numbers.add(reply.request());
            }
        }
        return numbers;
    }

    /** Calls that were answered 202, in order. */
    List<Call> accepted() {
        Set<Long> numbers = acceptedNumbers();
        List<Call> calls = new ArrayList<>();
        for (Input input : inputs) {
            if (input instanceof Input.SchedulerCall call && numbers.contains(call.request())) {
                calls.add(call.call());
            }
        }
        return calls;
    }

    static FrameworkRecord framework(Snapshot snapshot, String id) {
        for (FrameworkRecord framework : snapshot.frameworks()) {
            if (framework.id().equals(id)) {
                return framework;
            }
        }
        return null;
    }

    static AgentRecord agent(Snapshot snapshot, String id) {
        for (AgentRecord agent : snapshot.agents()) {
            if (agent.id().equals(id)) {
                return agent;
            }
        }
        return null;
    }

    /** Null when the framework or the task is not there. */
    static Task task(Snapshot snapshot, String framework, String id) {
        FrameworkRecord record = framework(snapshot, framework);
        if (record != null) {
            for (Task task : record.tasks()) {
                if (task.getTaskId().getValue().equals(id)) {
                    return task;
                }
            }
        }
        return null;
    }
}
