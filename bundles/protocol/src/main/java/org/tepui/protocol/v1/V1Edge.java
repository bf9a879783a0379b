package org.tepui.protocol.v1;

import com.google.protobuf.Message;
import org.tepui.protocol.ProtocolException;
import org.tepui.protocol.json.ProtoJson;

/**
 * v1 bodies to and from the messages inside. The text of a thrown ProtocolException is the whole body of the 400 answer, as the real
 * master words it ({@code Failed to parse body into JSON: ...}).
 *
 * <p>Binary bodies nest at most 100 levels, JSON 200. Unknown fields survive in both directions of the binary form.
 */
public final class V1Edge {

    private V1Edge() {
    }

    /** A scheduler's call. @throws ProtocolException with the text of the 400 answer */
    public static org.tepui.protocol.mesos.scheduler.Call parseSchedulerCall(Encoding encoding, byte[] body) throws ProtocolException {
        return encoding == Encoding.JSON ? parseSchedulerCallJson(body) : parseSchedulerCall(body);
    }

    /** A scheduler's call in protobuf form. @throws ProtocolException with the text of the 400 answer */
    public static org.tepui.protocol.mesos.scheduler.Call parseSchedulerCall(byte[] body) throws ProtocolException {
        org.tepui.protocol.mesos.scheduler.Call.Builder call = Body.merge(body, org.tepui.protocol.mesos.scheduler.Call.newBuilder(), "Call");
        SubscribeNumbers.fromV1(call);
        return (org.tepui.protocol.mesos.scheduler.Call) Body.complete(call, "Call");
    }

    /** A scheduler's call in JSON. @throws ProtocolException with the text of the 400 answer */
    public static org.tepui.protocol.mesos.scheduler.Call parseSchedulerCallJson(byte[] body) throws ProtocolException {
        return Body.json(body, org.tepui.protocol.mesos.scheduler.Call.newBuilder(), "Call").build();
    }

    /** An operator's call to the master. @throws ProtocolException with the text of the 400 answer */
    public static org.tepui.protocol.mesos.master.Call parseOperatorCall(Encoding encoding, byte[] body) throws ProtocolException {
        return encoding == Encoding.JSON ? parseOperatorCallJson(body) : parseOperatorCall(body);
    }

    /** An operator's call to the master in protobuf form. @throws ProtocolException with the text of the 400 answer */
    public static org.tepui.protocol.mesos.master.Call parseOperatorCall(byte[] body) throws ProtocolException {
        org.tepui.protocol.mesos.master.Call.Builder call = Body.merge(body, org.tepui.protocol.mesos.master.Call.newBuilder(), "Call");
        GracePeriod.fromV1(call);
        return (org.tepui.protocol.mesos.master.Call) Body.complete(call, "Call");
    }

    /** An operator's call to the master in JSON. @throws ProtocolException with the text of the 400 answer */
    public static org.tepui.protocol.mesos.master.Call parseOperatorCallJson(byte[] body) throws ProtocolException {
        return Body.json(body, org.tepui.protocol.mesos.master.Call.newBuilder(), "Call").build();
    }

    /** An executor's call to its agent. @throws ProtocolException with the text of the 400 answer */
    public static org.tepui.protocol.mesos.executor.Call parseExecutorCall(Encoding encoding, byte[] body) throws ProtocolException {
        return parse(encoding, body, org.tepui.protocol.mesos.executor.Call.newBuilder(), "Call").build();
    }

    /** An operator's or executor's call to an agent's own API. @throws ProtocolException with the text of the 400 answer */
    public static org.tepui.protocol.mesos.agent.Call parseAgentCall(Encoding encoding, byte[] body) throws ProtocolException {
        return parse(encoding, body, org.tepui.protocol.mesos.agent.Call.newBuilder(), "Call").build();
    }

    /**
     * What a client gets: an event or response whose numbers are those of v0, such as scheduler.Event, master.Event, master.Response,
     * executor.Event, agent.Response.
     *
     * @return the builder, complete
     * @throws ProtocolException in one line
     */
    public static <B extends Message.Builder> B parse(Encoding encoding, byte[] body, B into) throws ProtocolException {
        return parse(encoding, body, into, into.getDescriptorForType().getName());
    }

    private static <B extends Message.Builder> B parse(Encoding encoding, byte[] body, B into, String what) throws ProtocolException {
        if (encoding == Encoding.JSON) {
            return Body.json(body, into, what);
        }
        Body.merge(body, into, what);
        Body.complete(into, what);
        return into;
    }

    /** An event, response or call as v1 bytes: one record of a stream (without its frame) or one body. */
    public static byte[] print(Encoding encoding, Message message) {
        return encoding == Encoding.JSON ? toV1Json(message) : toV1(message);
    }

    /** As v1 protobuf bytes. */
    public static byte[] toV1(Message message) {
        if (message instanceof org.tepui.protocol.mesos.scheduler.Call call && call.hasSubscribe()) {
            return SubscribeNumbers.toV1(call).toByteArray();
        }
        if (message instanceof org.tepui.protocol.mesos.master.Call call && call.hasDrainAgent() && call.getDrainAgent().hasMaxGracePeriod()) {
            return GracePeriod.toV1(call).toByteArray();
        }
        return AgentCheckpoint.toV1(message).toByteArray();
    }

    /** As v1 JSON. */
    public static byte[] toV1Json(Message message) {
        return ProtoJson.V1.print(message);
    }
}
