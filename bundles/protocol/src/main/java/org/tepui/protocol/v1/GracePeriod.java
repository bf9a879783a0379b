package org.tepui.protocol.v1;

import com.google.protobuf.UnknownFieldSet;
import java.util.List;
import org.tepui.protocol.ProtocolException;
import org.tepui.protocol.json.ProtoJson;
import org.tepui.protocol.mesos.DurationInfo;
import org.tepui.protocol.mesos.master.Call;

/** The max_grace_period of DRAIN_AGENT: nanoseconds inside, google.protobuf.Duration (seconds 1, nanos 2) in v1. */
final class GracePeriod {

    private static final int NANOS = 2;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private GracePeriod() {
    }

    /** Mends a call that was read from v1 bytes: seconds were taken for nanoseconds, nanos were left as unknown field 2. */
    static void fromV1(Call.Builder call) throws ProtocolException {
        if (!call.hasDrainAgent() || !call.getDrainAgent().hasMaxGracePeriod()) {
            return;
        }
        DurationInfo asRead = call.getDrainAgent().getMaxGracePeriod();
        List<Long> nanos = asRead.getUnknownFields().getField(NANOS).getVarintList();
        int last = nanos.isEmpty() ? 0 : nanos.get(nanos.size() - 1).intValue();
        try {
            call.getDrainAgentBuilder().setMaxGracePeriod(ProtoJson.duration(asRead.getNanoseconds(), last));
        } catch (ProtocolException tooLong) {
            throw new ProtocolException(ProtocolException.Code.PROTOBUF, "Failed to parse body into Call protobuf: " + tooLong.getMessage());
        }
    }

    /** A call whose bytes are those of v1. */
    static Call toV1(Call call) {
        long period = call.getDrainAgent().getMaxGracePeriod().getNanoseconds();
        UnknownFieldSet.Builder parts = UnknownFieldSet.newBuilder();
        put(parts, DurationInfo.NANOSECONDS_FIELD_NUMBER, period / NANOS_PER_SECOND);
        put(parts, NANOS, period % NANOS_PER_SECOND);
        // Required inside, but a zero part of a Duration is not written.
        DurationInfo duration = DurationInfo.newBuilder().setUnknownFields(parts.build()).buildPartial();
        return call.toBuilder().setDrainAgent(call.getDrainAgent().toBuilder().setMaxGracePeriod(duration).buildPartial()).buildPartial();
    }

    private static void put(UnknownFieldSet.Builder parts, int number, long value) {
        if (value != 0) {
            parts.addField(number, UnknownFieldSet.Field.newBuilder().addVarint(value).build());
        }
    }
}
