package org.tepui.core.hook;

import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.tepui.api.hook.HookAgent;
import org.tepui.api.hook.HookFramework;
import org.tepui.core.authorization.RecordFinder;
import org.tepui.core.line.Forms;
import org.tepui.core.snapshot.AgentRecord;
import org.tepui.core.snapshot.Snapshot;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.TaskInfo;
import org.tepui.protocol.mesos.internal.RunTaskGroupMessage;
import org.tepui.protocol.mesos.internal.RunTaskMessage;

/** What hooks make of the labels of tasks, in the message that takes them to their agent. */
public final class LaunchLabels {

    private final HookCalls hooks;
    private final RecordFinder<AgentRecord> agents = new RecordFinder<>(AgentRecord::id);

    public LaunchLabels(HookCalls hooks) {
        this.hooks = hooks;
    }

    /** False: the message goes as it is. Costs one read where no hook is in use. */
    public boolean concerns(Message message) {
        return !hooks.isOff() && (message instanceof RunTaskMessage || message instanceof RunTaskGroupMessage);
    }

    /**
     * The message with what hooks changed. Never fails.
     *
     * @param sent the state after the batch that sent it
     */
    public CompletableFuture<Message> decorate(Message message, Snapshot sent) {
        if (message instanceof RunTaskMessage run) {
            return tasks(run.getFramework(), List.of(run.getTask()), sent).thenApply(tasks -> run.toBuilder().setTask(tasks.get(0)).build());
        }
        RunTaskGroupMessage group = (RunTaskGroupMessage) message;
        return tasks(group.getFramework(), group.getTaskGroup().getTasksList(), sent).thenApply(tasks -> {
            RunTaskGroupMessage.Builder changed = group.toBuilder();
            changed.getTaskGroupBuilder().clearTasks().addAllTasks(tasks);
            return changed.build();
        });
    }

    private CompletableFuture<List<TaskInfo>> tasks(FrameworkInfo info, List<TaskInfo> tasks, Snapshot sent) {
        Optional<AgentRecord> record = tasks.isEmpty() ? Optional.empty()
                : agents.find(sent.agents(), tasks.get(0).getSlaveId().getValue());
        if (record.isEmpty()) {
            // It was lost in the batch that sent this: nobody will run the task.
            return CompletableFuture.completedFuture(tasks);
        }
        HookFramework framework = HookValues.framework(info);
        HookAgent agent = HookValues.agent(record.get().info());
        CompletableFuture<List<TaskInfo>> decorated = CompletableFuture.completedFuture(new ArrayList<>());
        for (TaskInfo task : tasks) {
            decorated = decorated.thenCompose(done -> task(task, framework, agent).thenApply(changed -> {
                done.add(changed);
                return done;
            }));
        }
        return decorated;
    }

    private CompletableFuture<TaskInfo> task(TaskInfo task, HookFramework framework, HookAgent agent) {
        return hooks.chain(task, "launchTaskLabels", "the task keeps its labels", (hook, given) -> hook
                .launchTaskLabels(HookValues.task(given, Forms.read(given.getResourcesList())), framework, agent)
                .map(labels -> given.toBuilder().setLabels(HookValues.write(labels)).build()));
    }
}
