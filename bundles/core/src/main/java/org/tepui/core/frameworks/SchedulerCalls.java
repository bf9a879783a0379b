package org.tepui.core.frameworks;

import java.util.Optional;
import org.tepui.core.line.Input;
import org.tepui.core.line.Line;
import org.tepui.core.line.Verdicts;
import org.tepui.core.offers.AcceptCall;
import org.tepui.core.offers.DeclineCall;
import org.tepui.core.offers.WantCalls;
import org.tepui.core.snapshot.Counter;
import org.tepui.core.tasks.AcknowledgeCall;
import org.tepui.core.tasks.ExecutorCalls;
import org.tepui.core.tasks.KillCall;
import org.tepui.core.tasks.OperationCalls;
import org.tepui.core.tasks.ReconcileCall;
import org.tepui.protocol.mesos.scheduler.Call;

/** The door for calls of subscribed frameworks: who may come in, the answer, and whom the call is for. */
public class SchedulerCalls {

    /** Who works off each kind of call. */
    public record Handlers(AcceptCall accept, DeclineCall decline, WantCalls want, KillCall kill, AcknowledgeCall acknowledge,
            ReconcileCall reconcile, ExecutorCalls executors, OperationCalls operations, UpdateCall update) {
    }

    private final Line line;
    private final Handlers handlers;

    public SchedulerCalls(Line line, Handlers handlers) {
        this.line = line;
        this.handlers = handlers;
    }

    public void handle(Input.SchedulerCall input) {
        if (!line.isLeading()) {
            line.out().reply(input.request(), 503, "Master has not finished recovery");
            return;
        }
        Optional<String> form = form(input.call());
        if (form.isPresent()) {
            line.out().reply(input.request(), 400, "Failed to validate scheduler::Call: " + form.get());
            return;
        }
        Framework framework = line.frameworks().get(input.call().getFrameworkId().getValue());
        if (framework == null) {
            line.out().reply(input.request(), 400, "Framework cannot be found");
            return;
        }
        if (input.principal().isPresent() && !input.principal().get().equals(framework.info.getPrincipal())) {
            line.out().reply(input.request(), 400, "Authenticated principal '" + input.principal().get()
                    + "' does not match principal '" + framework.info.getPrincipal() + "' set in `FrameworkInfo`");
            return;
        }
        Optional<Refusal> refusal = stream(framework, input);
        if (refusal.isPresent()) {
            line.out().reply(input.request(), refusal.get().status, refusal.get().text);
            return;
        }
        dispatch(framework, input);
    }

    /** The endpoint looks at this too; here it keeps handlers from messages without their required fields. */
    private static Optional<String> form(Call call) {
        if (!call.isInitialized()) {
            return Optional.of("Not initialized: " + String.join(", ", call.findInitializationErrors()));
        }
        String missing = switch (call.getType()) {
            case ACCEPT -> call.hasAccept() ? null : "accept";
            case DECLINE -> call.hasDecline() ? null : "decline";
            case KILL -> call.hasKill() ? null : "kill";
            case SHUTDOWN -> call.hasShutdown() ? null : "shutdown";
            case ACKNOWLEDGE -> call.hasAcknowledge() ? null : "acknowledge";
            case ACKNOWLEDGE_OPERATION_STATUS -> call.hasAcknowledgeOperationStatus() ? null : "acknowledge_operation_status";
            case RECONCILE -> call.hasReconcile() ? null : "reconcile";
            case RECONCILE_OPERATIONS -> call.hasReconcileOperations() ? null : "reconcile_operations";
            case MESSAGE -> call.hasMessage() ? null : "message";
            case REQUEST -> call.hasRequest() ? null : "request";
            case UPDATE_FRAMEWORK -> call.hasUpdateFramework() ? null : "update_framework";
            case UNKNOWN, SUBSCRIBE, TEARDOWN, REVIVE, SUPPRESS, ACCEPT_INVERSE_OFFERS, DECLINE_INVERSE_OFFERS -> null;
        };
        return Optional.ofNullable(missing).map(field -> "Expecting '" + field + "' to be present");
    }

    private record Refusal(int status, String text) {
    }

    private static Optional<Refusal> stream(Framework framework, Input.SchedulerCall input) {
        if (!framework.isConnected()) {
            return Optional.of(new Refusal(403, "Framework is not subscribed"));
        }
        if (input.streamId().isEmpty()) {
            return Optional.of(new Refusal(400, "All non-subscribe calls should include the 'Mesos-Stream-Id' header"));
        }
        String given = input.streamId().get();
        return given.equals(framework.streamId) ? Optional.empty() : Optional.of(new Refusal(400, "The stream ID '" + given
                + "' included in this request didn't match the stream ID currently associated with framework ID " + framework.id));
    }

    private void dispatch(Framework framework, Input.SchedulerCall input) {
        long request = input.request();
        Call call = input.call();
        switch (call.getType()) {
            case UPDATE_FRAMEWORK -> handlers.update.handle(framework, request, call.getUpdateFramework(), input.verdicts());
            case UNKNOWN, SUBSCRIBE -> line.out().reply(request, 501, "Call of type " + call.getType() + " is not implemented");
            default -> {
                line.out().reply(request, 202, "");
                accepted(framework, call, input.verdicts());
            }
        }
    }

    private void accepted(Framework framework, Call call, Verdicts verdicts) {
        switch (call.getType()) {
            case TEARDOWN -> line.frameworkLoss().remove(framework);
            case ACCEPT -> handlers.accept.handle(framework, call.getAccept(), verdicts);
            case DECLINE -> handlers.decline.handle(framework, call.getDecline());
            case REVIVE -> handlers.want.revive(framework, call.getRevive().getRolesList());
            case SUPPRESS -> handlers.want.suppress(framework, call.getSuppress().getRolesList());
            case KILL -> handlers.kill.handle(framework, call.getKill());
            case ACKNOWLEDGE -> handlers.acknowledge.handle(framework, call.getAcknowledge());
            case RECONCILE -> handlers.reconcile.handle(framework, call.getReconcile());
            case SHUTDOWN -> handlers.executors.shutdown(framework, call.getShutdown());
            case MESSAGE -> handlers.executors.message(framework, call.getMessage());
            case RECONCILE_OPERATIONS -> handlers.operations.reconcile(framework, call.getReconcileOperations());
            case ACKNOWLEDGE_OPERATION_STATUS -> handlers.operations.acknowledge(framework, call.getAcknowledgeOperationStatus());
            case REQUEST -> {
                line.tally().count(Counter.MESSAGES_RESOURCE_REQUEST);
                line.out().info("Framework " + framework + " requests resources: nothing depends on it");
            }
            case ACCEPT_INVERSE_OFFERS, DECLINE_INVERSE_OFFERS ->
                line.out().warning("Framework " + framework + " answers inverse offers, of which this master makes none");
            case UNKNOWN, SUBSCRIBE, UPDATE_FRAMEWORK -> throw new IllegalStateException("dispatched before");
        }
    }
}
