package org.tepui.core.hook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.tepui.api.resource.ResourceException;
import org.tepui.api.resource.Resources;
import org.tepui.core.authorization.RecordFinder;
import org.tepui.core.line.Forms;
import org.tepui.core.line.Input;
import org.tepui.core.snapshot.AgentRecord;
import org.tepui.core.snapshot.FrameworkRecord;
import org.tepui.core.snapshot.Snapshot;
import org.tepui.protocol.mesos.Offer;
import org.tepui.protocol.mesos.TaskInfo;
import org.tepui.protocol.mesos.scheduler.Call;

/** What hooks make of the resources of tasks, before an ACCEPT is authorized and enters the line. */
public final class LaunchResources {

    /** Where no hook is ever in use. */
    public static final LaunchResources NONE = new LaunchResources(null, () -> null);

    private final HookCalls hooks;
    private final Supplier<Snapshot> snapshot;
    private final RecordFinder<FrameworkRecord> frameworks = new RecordFinder<>(FrameworkRecord::id);
    private final RecordFinder<AgentRecord> agents = new RecordFinder<>(AgentRecord::id);

    public LaunchResources(HookCalls hooks, Supplier<Snapshot> snapshot) {
        this.hooks = hooks;
        this.snapshot = snapshot;
    }

    /** False: the input goes in as it is. Costs one read where no hook is in use. */
    public boolean concerns(Input input) {
        return hooks != null && !hooks.isOff() && input instanceof Input.SchedulerCall call && call.call().getType() == Call.Type.ACCEPT
                && call.call().getAccept().getOperationsList().stream().anyMatch(operation -> tasks(operation).size() > 0);
    }

    /** The input with what hooks changed. Never fails. */
    public CompletableFuture<Input> decorate(Input input) {
        Input.SchedulerCall call = (Input.SchedulerCall) input;
        Snapshot now = snapshot.get();
        Optional<Offer> offer = offer(now, call.call());
        Optional<AgentRecord> agent = offer.flatMap(found -> agents.find(now.agents(), found.getSlaveId().getValue()));
        if (agent.isEmpty()) {
            // The line will refuse it: there are no such offers.
            return CompletableFuture.completedFuture(input);
        }
        String role = offer.get().getAllocationInfo().getRole();
        CompletableFuture<List<TaskInfo>> decorated = CompletableFuture.completedFuture(new ArrayList<>());
        for (Offer.Operation operation : call.call().getAccept().getOperationsList()) {
            for (TaskInfo task : tasks(operation)) {
                decorated = decorated.thenCompose(done -> task(task, role, agent.get().total()).thenApply(changed -> {
                    done.add(changed);
                    return done;
                }));
            }
        }
        return decorated.thenApply(tasks -> new Input.SchedulerCall(call.request(), call.streamId(), call.principal(),
                with(call.call(), tasks), call.verdicts()));
    }

    private Optional<Offer> offer(Snapshot now, Call call) {
        if (call.getAccept().getOfferIdsCount() == 0) {
            return Optional.empty();
        }
        String id = call.getAccept().getOfferIds(0).getValue();
        return frameworks.find(now.frameworks(), call.getFrameworkId().getValue())
                .flatMap(framework -> framework.offers().stream().filter(offer -> offer.getId().getValue().equals(id)).findFirst());
    }

    private CompletableFuture<TaskInfo> task(TaskInfo task, String role, Resources total) {
        Resources given;
        try {
            given = Forms.read(task.getResourcesList());
        } catch (ResourceException unreadable) {
            // The line will say so to its framework.
            return CompletableFuture.completedFuture(task);
        }
        Resources allocated = given.map(resource -> resource.allocationRole().isPresent() ? resource : resource.withAllocationRole(role));
        return hooks.chain(allocated, "launchTaskResources", "the task keeps its resources",
                (hook, resources) -> hook.launchTaskResources(HookValues.task(with(task, resources), resources), total))
                .thenApply(resources -> resources == allocated ? task : with(task, resources));
    }

    private static TaskInfo with(TaskInfo task, Resources resources) {
        return task.toBuilder().clearResources().addAllResources(Forms.write(resources)).build();
    }

    private static List<TaskInfo> tasks(Offer.Operation operation) {
        return switch (operation.getType()) {
            case LAUNCH -> operation.getLaunch().getTaskInfosList();
            case LAUNCH_GROUP -> operation.getLaunchGroup().getTaskGroup().getTasksList();
            default -> List.of();
        };
    }

    /** @param tasks of all launches, in order */
    private static Call with(Call call, List<TaskInfo> tasks) {
        Call.Builder changed = call.toBuilder();
        int next = 0;
        for (Offer.Operation.Builder operation : changed.getAcceptBuilder().getOperationsBuilderList()) {
            int count = tasks(operation.build()).size();
            List<TaskInfo> mine = tasks.subList(next, next + count);
            next += count;
            if (operation.getType() == Offer.Operation.Type.LAUNCH) {
                operation.getLaunchBuilder().clearTaskInfos().addAllTaskInfos(mine);
            } else if (operation.getType() == Offer.Operation.Type.LAUNCH_GROUP) {
                operation.getLaunchGroupBuilder().getTaskGroupBuilder().clearTasks().addAllTasks(mine);
            }
        }
        return changed.build();
    }
}
