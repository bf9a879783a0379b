package org.tepui.execute.scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.tepui.protocol.mesos.FrameworkID;
import org.tepui.protocol.mesos.Offer;
import org.tepui.protocol.mesos.SlaveID;
import org.tepui.protocol.mesos.TaskInfo;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.TaskStatus;
import org.tepui.protocol.mesos.scheduler.Call;
import org.tepui.protocol.mesos.scheduler.Event;
import org.tepui.protocol.resource.InvalidResources;

/** One task from its launch to its end: events in, calls and lines for people out. No I/O. Any thread may call. */
public final class TaskWatch {

    /** Offers that come after the launch are not wanted for this long. */
    private static final double REFUSE_SECONDS = 3600;

    private final Task task;
    private final Consumer<String> say;
    private Optional<FrameworkID> framework = Optional.empty();
    private Optional<SlaveID> agent = Optional.empty();
    private boolean toldTooSmall;
    private boolean running;
    private Optional<TaskState> end = Optional.empty();
    private Optional<String> error = Optional.empty();

    /** @param say takes lines for people */
    public TaskWatch(Task task, Consumer<String> say) {
        this.task = task;
        this.say = say;
    }

    /** @return the calls to make, in order */
    public synchronized List<Call> on(Event event) {
        return switch (event.getType()) {
            case SUBSCRIBED -> subscribed(event.getSubscribed());
            case OFFERS -> offers(event.getOffers().getOffersList());
            case UPDATE -> update(event.getUpdate().getStatus());
            case ERROR -> {
                error = Optional.of(event.getError().getMessage());
                yield List.of();
            }
            case FAILURE -> {
                failure(event.getFailure());
                yield List.of();
            }
            case RESCIND, RESCIND_INVERSE_OFFER, INVERSE_OFFERS, MESSAGE, UPDATE_OPERATION_STATUS, HEARTBEAT, UNKNOWN -> List.of();
        };
    }

    private List<Call> subscribed(Event.Subscribed subscribed) {
        boolean again = framework.isPresent();
        framework = Optional.of(subscribed.getFrameworkId());
        say.accept((again ? "Subscribed again with ID " : "Subscribed with ID ") + subscribed.getFrameworkId().getValue());
        return again && agent.isPresent() && end.isEmpty()
            ? List.of(Calls.reconcile(framework.get(), task.name(), agent.get())) : List.of();
    }

    private List<Call> offers(List<Offer> offers) {
        List<Call> calls = new ArrayList<>();
        List<Offer> others = new ArrayList<>();
        for (Offer offer : offers) {
            Optional<TaskInfo> launch = agent.isPresent() ? Optional.empty() : fitting(offer);
            if (launch.isEmpty()) {
                others.add(offer);
                continue;
            }
            agent = Optional.of(offer.getSlaveId());
            say.accept("Submitted task '" + task.name() + "' to agent '" + offer.getSlaveId().getValue() + "'");
            calls.add(Calls.launch(framework(), offer, launch.get(), REFUSE_SECONDS));
        }
        if (!others.isEmpty()) {
            calls.add(Calls.decline(framework(), others, agent.isPresent() ? REFUSE_SECONDS : 5));
            if (agent.isEmpty() && !toldTooSmall) {
                toldTooSmall = true;
                say.accept("No offer so far has " + task.resources() + "; waiting for a larger one");
            }
        }
        return calls;
    }

    private Optional<TaskInfo> fitting(Offer offer) {
        try {
            return task.on(offer);
        } catch (InvalidResources e) {
            say.accept("Offer '" + offer.getId().getValue() + "' is not valid: " + e.getMessage());
            return Optional.empty();
        }
    }

    private List<Call> update(TaskStatus status) {
        List<Call> calls = new ArrayList<>();
        if (status.hasUuid() && !status.getUuid().isEmpty()) {
            calls.add(Calls.acknowledge(framework(), status));
        }
        if (!status.getTaskId().getValue().equals(task.name()) || end.isPresent()) {
            return calls;
        }
        say.accept(describe(status));
        running |= status.getState() == TaskState.TASK_RUNNING;
        if (terminal(status.getState())) {
            end = Optional.of(status.getState());
        }
        return calls;
    }

    private static String describe(TaskStatus status) {
        StringBuilder line = new StringBuilder("Task '").append(status.getTaskId().getValue()).append("' is ").append(status.getState());
        if (status.hasMessage() && !status.getMessage().isEmpty()) {
            line.append(": ").append(status.getMessage().replace('\n', ' '));
        }
        if (status.hasReason()) {
            line.append(" (").append(status.getReason().name().replace("REASON_SLAVE_", "REASON_AGENT_")).append(')');
        }
        return line.toString();
    }

    private void failure(Event.Failure failure) {
        if (failure.hasExecutorId()) {
            say.accept("Executor '" + failure.getExecutorId().getValue() + "' has ended");
        } else {
            say.accept("Agent '" + failure.getSlaveId().getValue() + "' has failed");
        }
    }

    /** A terminal state is never left. */
    static boolean terminal(TaskState state) {
        return switch (state) {
            case TASK_FINISHED, TASK_FAILED, TASK_KILLED, TASK_ERROR, TASK_LOST, TASK_DROPPED, TASK_GONE, TASK_GONE_BY_OPERATOR -> true;
            case TASK_STAGING, TASK_STARTING, TASK_RUNNING, TASK_KILLING, TASK_UNREACHABLE, TASK_UNKNOWN -> false;
        };
    }

    private FrameworkID framework() {
        return framework.orElseThrow(() -> new IllegalStateException("An event came before SUBSCRIBED"));
    }

    /** The framework's id, once subscribed. */
    public synchronized Optional<FrameworkID> frameworkId() {
        return framework;
    }

    /** Whether the task has been seen running. */
    public synchronized boolean running() {
        return running;
    }

    /** The call that kills the task; empty while it is not launched or when it has ended. */
    public synchronized Optional<Call> kill() {
        return agent.isPresent() && end.isEmpty() ? Optional.of(Calls.kill(framework(), task.name(), agent.get())) : Optional.empty();
    }

    /** The task's last state, once it has one. */
    public synchronized Optional<TaskState> end() {
        return end;
    }

    /** Why the master ended the subscription, if it did. */
    public synchronized Optional<String> error() {
        return error;
    }
}
