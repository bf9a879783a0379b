package org.tepui.protocol.libprocess;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.util.Optional;
import org.tepui.protocol.ProtocolException;
import org.tepui.protocol.ProtocolException.Code;
import org.tepui.protocol.mesos.internal.AcknowledgeOperationStatusMessage;
import org.tepui.protocol.mesos.internal.ApplyOperationMessage;
import org.tepui.protocol.mesos.internal.AuthenticateMessage;
import org.tepui.protocol.mesos.internal.AuthenticationCompletedMessage;
import org.tepui.protocol.mesos.internal.AuthenticationErrorMessage;
import org.tepui.protocol.mesos.internal.AuthenticationFailedMessage;
import org.tepui.protocol.mesos.internal.AuthenticationMechanismsMessage;
import org.tepui.protocol.mesos.internal.AuthenticationStartMessage;
import org.tepui.protocol.mesos.internal.AuthenticationStepMessage;
import org.tepui.protocol.mesos.internal.CheckpointResourcesMessage;
import org.tepui.protocol.mesos.internal.DeactivateFrameworkMessage;
import org.tepui.protocol.mesos.internal.DrainSlaveMessage;
import org.tepui.protocol.mesos.internal.ExecutorRegisteredMessage;
import org.tepui.protocol.mesos.internal.ExecutorReregisteredMessage;
import org.tepui.protocol.mesos.internal.ExecutorToFrameworkMessage;
import org.tepui.protocol.mesos.internal.ExitedExecutorMessage;
import org.tepui.protocol.mesos.internal.FrameworkErrorMessage;
import org.tepui.protocol.mesos.internal.FrameworkRegisteredMessage;
import org.tepui.protocol.mesos.internal.FrameworkReregisteredMessage;
import org.tepui.protocol.mesos.internal.FrameworkToExecutorMessage;
import org.tepui.protocol.mesos.internal.InverseOffersMessage;
import org.tepui.protocol.mesos.internal.KillTaskMessage;
import org.tepui.protocol.mesos.internal.LaunchTasksMessage;
import org.tepui.protocol.mesos.internal.LostSlaveMessage;
import org.tepui.protocol.mesos.internal.PingSlaveMessage;
import org.tepui.protocol.mesos.internal.PongSlaveMessage;
import org.tepui.protocol.mesos.internal.ReconcileOperationsMessage;
import org.tepui.protocol.mesos.internal.ReconcileTasksMessage;
import org.tepui.protocol.mesos.internal.ReconnectExecutorMessage;
import org.tepui.protocol.mesos.internal.RegisterExecutorMessage;
import org.tepui.protocol.mesos.internal.RegisterFrameworkMessage;
import org.tepui.protocol.mesos.internal.RegisterSlaveMessage;
import org.tepui.protocol.mesos.internal.ReregisterExecutorMessage;
import org.tepui.protocol.mesos.internal.ReregisterFrameworkMessage;
import org.tepui.protocol.mesos.internal.ReregisterSlaveMessage;
import org.tepui.protocol.mesos.internal.RescindInverseOfferMessage;
import org.tepui.protocol.mesos.internal.RescindResourceOfferMessage;
import org.tepui.protocol.mesos.internal.ResourceOffersMessage;
import org.tepui.protocol.mesos.internal.ResourceProviderCallMessage;
import org.tepui.protocol.mesos.internal.ResourceProviderEventMessage;
import org.tepui.protocol.mesos.internal.ResourceRequestMessage;
import org.tepui.protocol.mesos.internal.ReviveOffersMessage;
import org.tepui.protocol.mesos.internal.RunTaskGroupMessage;
import org.tepui.protocol.mesos.internal.RunTaskMessage;
import org.tepui.protocol.mesos.internal.ShutdownExecutorMessage;
import org.tepui.protocol.mesos.internal.ShutdownFrameworkMessage;
import org.tepui.protocol.mesos.internal.ShutdownMessage;
import org.tepui.protocol.mesos.internal.SlaveRegisteredMessage;
import org.tepui.protocol.mesos.internal.SlaveReregisteredMessage;
import org.tepui.protocol.mesos.internal.StatusUpdateAcknowledgementMessage;
import org.tepui.protocol.mesos.internal.StatusUpdateMessage;
import org.tepui.protocol.mesos.internal.SubmitSchedulerRequest;
import org.tepui.protocol.mesos.internal.SubmitSchedulerResponse;
import org.tepui.protocol.mesos.internal.UnregisterFrameworkMessage;
import org.tepui.protocol.mesos.internal.UnregisterSlaveMessage;
import org.tepui.protocol.mesos.internal.UpdateFrameworkMessage;
import org.tepui.protocol.mesos.internal.UpdateOperationStatusMessage;
import org.tepui.protocol.mesos.internal.UpdateSlaveMessage;
import org.tepui.protocol.mesos.scheduler.Call;

/** The messages that processes send one another, by the name that stands in the path: the full name of the protobuf message. */
public final class MessageNames {

    private static final String INTERNAL = "mesos.internal.";
    private static final String SCHEDULER_CALL = "mesos.scheduler.Call";

    private MessageNames() {
    }

    /** The name under which a message is sent. */
    public static String of(Message message) {
        return message.getDescriptorForType().getFullName();
    }

    /**
     * Reads a message by its name.
     *
     * @return empty when no message of that name is sent between processes
     * @throws ProtocolException PROTOBUF, in one line, when the body is not such a message or lacks required fields
     */
    public static Optional<Message> decode(String name, byte[] body) throws ProtocolException {
        Parser<? extends Message> parser = parser(name);
        if (parser == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.parseFrom(body));
        } catch (InvalidProtocolBufferException bad) {
            throw new ProtocolException(Code.PROTOBUF, "Failed to parse " + name + " of " + body.length + " bytes: " + bad.getMessage());
        }
    }

    /** Null for an unknown name. A switch, not a table, so that a process loads only the messages that it gets. */
    private static Parser<? extends Message> parser(String name) {
        if (name.equals(SCHEDULER_CALL)) {
            return Call.parser();
        }
        return name.startsWith(INTERNAL) ? internal(name.substring(INTERNAL.length())) : null;
    }

    private static Parser<? extends Message> internal(String name) {
        return switch (name) {
            case "AuthenticateMessage" -> AuthenticateMessage.parser();
            case "AuthenticationMechanismsMessage" -> AuthenticationMechanismsMessage.parser();
            case "AuthenticationStartMessage" -> AuthenticationStartMessage.parser();
            case "AuthenticationStepMessage" -> AuthenticationStepMessage.parser();
            case "AuthenticationCompletedMessage" -> AuthenticationCompletedMessage.parser();
            case "AuthenticationFailedMessage" -> AuthenticationFailedMessage.parser();
            case "AuthenticationErrorMessage" -> AuthenticationErrorMessage.parser();
            case "SubmitSchedulerRequest" -> SubmitSchedulerRequest.parser();
            case "SubmitSchedulerResponse" -> SubmitSchedulerResponse.parser();
            case "ExecutorToFrameworkMessage" -> ExecutorToFrameworkMessage.parser();
            case "FrameworkToExecutorMessage" -> FrameworkToExecutorMessage.parser();
            case "RegisterFrameworkMessage" -> RegisterFrameworkMessage.parser();
            case "ReregisterFrameworkMessage" -> ReregisterFrameworkMessage.parser();
            case "FrameworkRegisteredMessage" -> FrameworkRegisteredMessage.parser();
            case "FrameworkReregisteredMessage" -> FrameworkReregisteredMessage.parser();
            case "UnregisterFrameworkMessage" -> UnregisterFrameworkMessage.parser();
            case "DeactivateFrameworkMessage" -> DeactivateFrameworkMessage.parser();
            case "ResourceRequestMessage" -> ResourceRequestMessage.parser();
            case "ResourceOffersMessage" -> ResourceOffersMessage.parser();
            case "InverseOffersMessage" -> InverseOffersMessage.parser();
            case "LaunchTasksMessage" -> LaunchTasksMessage.parser();
            case "RescindResourceOfferMessage" -> RescindResourceOfferMessage.parser();
            case "RescindInverseOfferMessage" -> RescindInverseOfferMessage.parser();
            case "ReviveOffersMessage" -> ReviveOffersMessage.parser();
            case "RunTaskMessage" -> RunTaskMessage.parser();
            case "RunTaskGroupMessage" -> RunTaskGroupMessage.parser();
            case "KillTaskMessage" -> KillTaskMessage.parser();
            case "StatusUpdateMessage" -> StatusUpdateMessage.parser();
            case "StatusUpdateAcknowledgementMessage" -> StatusUpdateAcknowledgementMessage.parser();
            case "AcknowledgeOperationStatusMessage" -> AcknowledgeOperationStatusMessage.parser();
            case "LostSlaveMessage" -> LostSlaveMessage.parser();
            case "ReconcileTasksMessage" -> ReconcileTasksMessage.parser();
            case "ReconcileOperationsMessage" -> ReconcileOperationsMessage.parser();
            case "FrameworkErrorMessage" -> FrameworkErrorMessage.parser();
            case "RegisterSlaveMessage" -> RegisterSlaveMessage.parser();
            case "ReregisterSlaveMessage" -> ReregisterSlaveMessage.parser();
            case "SlaveRegisteredMessage" -> SlaveRegisteredMessage.parser();
            case "SlaveReregisteredMessage" -> SlaveReregisteredMessage.parser();
            case "UnregisterSlaveMessage" -> UnregisterSlaveMessage.parser();
            case "PingSlaveMessage" -> PingSlaveMessage.parser();
            case "PongSlaveMessage" -> PongSlaveMessage.parser();
            case "ShutdownFrameworkMessage" -> ShutdownFrameworkMessage.parser();
            case "ShutdownExecutorMessage" -> ShutdownExecutorMessage.parser();
            case "UpdateFrameworkMessage" -> UpdateFrameworkMessage.parser();
            case "CheckpointResourcesMessage" -> CheckpointResourcesMessage.parser();
            case "UpdateSlaveMessage" -> UpdateSlaveMessage.parser();
            case "UpdateOperationStatusMessage" -> UpdateOperationStatusMessage.parser();
            case "ApplyOperationMessage" -> ApplyOperationMessage.parser();
            case "ResourceProviderCallMessage" -> ResourceProviderCallMessage.parser();
            case "ResourceProviderEventMessage" -> ResourceProviderEventMessage.parser();
            case "RegisterExecutorMessage" -> RegisterExecutorMessage.parser();
            case "ExecutorRegisteredMessage" -> ExecutorRegisteredMessage.parser();
            case "ExecutorReregisteredMessage" -> ExecutorReregisteredMessage.parser();
            case "ExitedExecutorMessage" -> ExitedExecutorMessage.parser();
            case "ReconnectExecutorMessage" -> ReconnectExecutorMessage.parser();
            case "ReregisterExecutorMessage" -> ReregisterExecutorMessage.parser();
            case "DrainSlaveMessage" -> DrainSlaveMessage.parser();
            case "ShutdownMessage" -> ShutdownMessage.parser();
            default -> null;
        };
    }
}
