package org.tepui.protocol.v1;

import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import org.tepui.protocol.mesos.SlaveInfo;

/**
 * The checkpoint flag of an agent's info, which v1 does not know: the real processes carry it as an unknown field behind the others, and
 * so the bytes differ although they mean the same. Responses of the large reads keep it in place.
 */
final class AgentCheckpoint {

    private AgentCheckpoint() {
    }

    /** The message with the flag moved, or the message itself where there is none to move. */
    static Message toV1(Message message) {
        if (message instanceof org.tepui.protocol.mesos.executor.Event event && event.getSubscribed().getSlaveInfo().hasCheckpoint()) {
            var subscribed = event.getSubscribed().toBuilder().setSlaveInfo(moved(event.getSubscribed().getSlaveInfo()));
            return event.toBuilder().setSubscribed(subscribed).build();
        }
        if (message instanceof org.tepui.protocol.mesos.master.Event event && event.getAgentAdded().getAgent().getAgentInfo().hasCheckpoint()) {
            var agent = event.getAgentAdded().getAgent().toBuilder().setAgentInfo(moved(event.getAgentAdded().getAgent().getAgentInfo()));
            return event.toBuilder().setAgentAdded(event.getAgentAdded().toBuilder().setAgent(agent)).build();
        }
        if (message instanceof org.tepui.protocol.mesos.agent.Response response && response.getGetAgent().getSlaveInfo().hasCheckpoint()) {
            var agent = response.getGetAgent().toBuilder().setSlaveInfo(moved(response.getGetAgent().getSlaveInfo()));
            return response.toBuilder().setGetAgent(agent).build();
        }
        return message;
    }

    private static SlaveInfo moved(SlaveInfo info) {
        UnknownFieldSet.Field flag = UnknownFieldSet.Field.newBuilder().addVarint(info.getCheckpoint() ? 1 : 0).build();
        UnknownFieldSet unknown = info.getUnknownFields().toBuilder().mergeField(SlaveInfo.CHECKPOINT_FIELD_NUMBER, flag).build();
        return info.toBuilder().clearCheckpoint().setUnknownFields(unknown).build();
    }
}
