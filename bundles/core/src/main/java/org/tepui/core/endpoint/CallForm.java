package org.tepui.core.endpoint;

import com.google.protobuf.ByteString;
import java.util.Optional;
import org.tepui.protocol.mesos.scheduler.Call;

/** Form of a scheduler call: what can be said without knowing the cluster. Texts in the order in which the Mesos master checks. */
final class CallForm {

    private static final int UUID_BYTES = 16;

    private CallForm() {
    }

    /** What is wrong, without the prefix; empty if the call may go to the line. */
    static Optional<String> fault(Call call, Optional<String> principal) {
        if (!call.hasType()) {
            return Optional.of("Expecting 'type' to be present");
        }
        if (call.getType() == Call.Type.SUBSCRIBE) {
            return subscribe(call, principal);
        }
        if (!call.hasFrameworkId()) {
            return missing("framework_id");
        }
        return switch (call.getType()) {
            case ACCEPT -> call.hasAccept() ? Optional.empty() : missing("accept");
            case DECLINE -> call.hasDecline() ? Optional.empty() : missing("decline");
            case ACCEPT_INVERSE_OFFERS -> call.hasAcceptInverseOffers() ? Optional.empty() : missing("accept_inverse_offers");
            case DECLINE_INVERSE_OFFERS -> call.hasDeclineInverseOffers() ? Optional.empty() : missing("decline_inverse_offers");
            case KILL -> call.hasKill() ? Optional.empty() : missing("kill");
            case SHUTDOWN -> call.hasShutdown() ? Optional.empty() : missing("shutdown");
            case ACKNOWLEDGE -> call.hasAcknowledge() ? uuid(call.getAcknowledge().getUuid()) : missing("acknowledge");
            case ACKNOWLEDGE_OPERATION_STATUS -> acknowledgeOperation(call);
            case RECONCILE -> call.hasReconcile() ? Optional.empty() : missing("reconcile");
            case RECONCILE_OPERATIONS -> call.hasReconcileOperations() ? Optional.empty() : missing("reconcile_operations");
            case MESSAGE -> call.hasMessage() ? Optional.empty() : missing("message");
            case REQUEST -> call.hasRequest() ? Optional.empty() : missing("request");
            case UPDATE_FRAMEWORK -> updateFramework(call);
            default -> Optional.empty();
        };
    }

    private static Optional<String> subscribe(Call call, Optional<String> principal) {
        if (!call.hasSubscribe()) {
            return missing("subscribe");
        }
        var info = call.getSubscribe().getFrameworkInfo();
        if (!info.getId().getValue().equals(call.getFrameworkId().getValue()) || info.hasId() != call.hasFrameworkId()) {
            return Optional.of("'framework_id' differs from 'subscribe.framework_info.id'");
        }
        if (principal.isPresent() && info.hasPrincipal() && !info.getPrincipal().equals(principal.get())) {
            return Optional.of("Authenticated principal '" + principal.get() + "' does not match principal '" + info.getPrincipal()
                    + "' set in `FrameworkInfo`");
        }
        return Optional.empty();
    }

    private static Optional<String> acknowledgeOperation(Call call) {
        if (!call.hasAcknowledgeOperationStatus()) {
            return missing("acknowledge_operation_status");
        }
        Optional<String> uuid = uuid(call.getAcknowledgeOperationStatus().getUuid());
        if (uuid.isPresent()) {
            return uuid;
        }
        return call.getAcknowledgeOperationStatus().hasSlaveId() ? Optional.empty() : missing("agent_id");
    }

    private static Optional<String> updateFramework(Call call) {
        if (!call.hasUpdateFramework()) {
            return missing("update_framework");
        }
        var info = call.getUpdateFramework().getFrameworkInfo();
        return info.getId().getValue().equals(call.getFrameworkId().getValue()) ? Optional.empty()
                : Optional.of("'framework_id' differs from 'update_framework.framework_info.id'");
    }

    private static Optional<String> uuid(ByteString uuid) {
        return uuid.size() == UUID_BYTES ? Optional.empty() : Optional.of("Not a valid UUID");
    }

    private static Optional<String> missing(String field) {
        return Optional.of("Expecting '" + field + "' to be present");
    }
}
