package org.tepui.core.tasks;

import org.tepui.core.agents.Agents;
import org.tepui.core.frameworks.Framework;
import org.tepui.core.line.Line;
import org.tepui.core.snapshot.Counter;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.Offer;
import org.tepui.protocol.mesos.OperationState;
import org.tepui.protocol.mesos.OperationStatus;
import org.tepui.protocol.mesos.internal.UpdateOperationStatusMessage;
import org.tepui.protocol.mesos.scheduler.Call;
import org.tepui.protocol.mesos.scheduler.Event;

/** Operations on resources: none is built, so each is dropped with its answer, and every question about one is answered as unknown. */
public class OperationCalls {

    private final Line line;

    public OperationCalls(Line line) {
        this.line = line;
    }

    /** Told to the framework if it gave the operation an id. */
    public void drop(Framework framework, Offer.Operation operation, String why) {
        line.out().warning("Dropping " + operation.getType() + " operation of framework " + framework + ": " + why);
        line.tally().count(Counter.OPERATIONS_TOTAL);
        line.tally().count(Counter.OPERATIONS_ERROR);
        if (operation.getType() != Offer.Operation.Type.UNKNOWN) {
            line.tally().count(Counter.valueOf("OPERATIONS_" + operation.getType() + "_TOTAL"));
            line.tally().count(Counter.valueOf("OPERATIONS_" + operation.getType() + "_ERROR"));
        }
        if (operation.hasId() && framework.isConnected()) {
            send(framework, OperationStatus.newBuilder().setOperationId(operation.getId()).setState(OperationState.OPERATION_ERROR)
                    .setMessage(why));
        }
    }

    /** From an agent: of an operation that this master does not know, because it makes none. */
    public void update(Upid from, UpdateOperationStatusMessage message) {
        line.tally().count(Counter.MESSAGES_OPERATION_STATUS_UPDATE);
        line.tally().count(Counter.INVALID_OPERATION_STATUS_UPDATES);
        line.out().warning("Ignoring the status of an operation from " + from + ": the operation is unknown");
    }

    private void send(Framework framework, OperationStatus.Builder status) {
        line.out().emit(framework.connection, Event.newBuilder().setType(Event.Type.UPDATE_OPERATION_STATUS)
                .setUpdateOperationStatus(Event.UpdateOperationStatus.newBuilder().setStatus(status)).build());
    }

    public void acknowledge(Framework framework, Call.AcknowledgeOperationStatus call) {
        line.tally().count(Counter.MESSAGES_OPERATION_STATUS_UPDATE_ACKNOWLEDGEMENT);
        line.tally().count(Counter.INVALID_OPERATION_STATUS_UPDATE_ACKNOWLEDGEMENTS);
        line.out().warning("Ignoring the acknowledgement of operation " + call.getOperationId().getValue() + " by framework " + framework
                + ": it is unknown");
    }

    public void reconcile(Framework framework, Call.ReconcileOperations call) {
        line.tally().count(Counter.MESSAGES_RECONCILE_OPERATIONS);
        for (Call.ReconcileOperations.Operation asked : call.getOperationsList()) {
            Agents agents = line.agents();
            String agent = asked.getSlaveId().getValue();
            OperationStatus.Builder status = OperationStatus.newBuilder().setOperationId(asked.getOperationId());
            if (asked.hasSlaveId()) {
                status.setSlaveId(asked.getSlaveId());
            }
            if (asked.hasResourceProviderId()) {
                status.setResourceProviderId(asked.getResourceProviderId());
            }
            if (!asked.hasSlaveId()) {
                answer(status, OperationState.OPERATION_UNKNOWN, "Reconciliation: Operation is unknown and no 'agent_id' was provided");
            } else if (agents.recovered().containsKey(agent)) {
                answer(status, OperationState.OPERATION_RECOVERING, "Reconciliation: Agent is recovered but has not re-registered");
            } else if (agents.get(agent) != null) {
                answer(status, OperationState.OPERATION_UNKNOWN, "Reconciliation: Operation is unknown");
            } else if (agents.unreachable().containsKey(agent)) {
                answer(status, OperationState.OPERATION_UNREACHABLE, "Reconciliation: Agent is unreachable");
            } else if (agents.gone().containsKey(agent)) {
                answer(status, OperationState.OPERATION_GONE_BY_OPERATOR, "Reconciliation: Agent marked gone by operator");
            } else {
                answer(status, OperationState.OPERATION_UNKNOWN, "Reconciliation: Both operation and agent are unknown");
            }
            send(framework, status);
        }
    }

    private static void answer(OperationStatus.Builder status, OperationState state, String message) {
        status.setState(state).setMessage(message);
    }
}
