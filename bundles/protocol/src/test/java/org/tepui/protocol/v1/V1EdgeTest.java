package org.tepui.protocol.v1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tepui.protocol.ProtocolException;
import org.tepui.protocol.ProtocolException.Code;
import org.tepui.protocol.mesos.DurationInfo;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.SlaveID;
import org.tepui.protocol.mesos.scheduler.Call;
import org.tepui.protocol.mesos.scheduler.OfferConstraints;

class V1EdgeTest {

    private static final FrameworkInfo FRAMEWORK = FrameworkInfo.newBuilder().setUser("u").setName("n").build();

    private static UnknownFieldSet.Field bytes(ByteString... values) {
        UnknownFieldSet.Field.Builder field = UnknownFieldSet.Field.newBuilder();
        for (ByteString value : values) {
            field.addLengthDelimited(value);
        }
        return field.build();
    }

    /** SUBSCRIBE as a v1 client writes it: framework_info 1, suppressed_roles 2, offer_constraints 3. */
    private static byte[] v1Subscribe(ByteString constraints) {
        UnknownFieldSet subscribe = UnknownFieldSet.newBuilder()
                .addField(1, bytes(FRAMEWORK.toByteString()))
                .addField(2, bytes(ByteString.copyFromUtf8("a"), ByteString.copyFromUtf8("b")))
                .addField(3, bytes(constraints))
                .build();
        return Call.newBuilder().setType(Call.Type.SUBSCRIBE).build().toByteString()
                .concat(UnknownFieldSet.newBuilder().addField(3, bytes(subscribe.toByteString())).build().toByteString()).toByteArray();
    }

    @Test
    void subscribeIsReadByTheNumbersOfV1AndWrittenSoAgain() throws ProtocolException {
        OfferConstraints constraints = OfferConstraints.newBuilder()
                .putRoleConstraints("a", OfferConstraints.RoleConstraints.getDefaultInstance()).build();
        byte[] v1 = v1Subscribe(constraints.toByteString());
        Call call = V1Edge.parseSchedulerCall(v1);
        assertEquals(List.of("a", "b"), List.copyOf(call.getSubscribe().getSuppressedRolesList()));
        assertEquals(constraints, call.getSubscribe().getOfferConstraints());
        assertFalse(call.getSubscribe().hasForce());
        assertArrayEquals(v1, V1Edge.toV1(call));
    }

    @Test
    void constraintsThatAreNoMessageAreRefused() {
        ProtocolException refused = assertThrows(ProtocolException.class, () -> V1Edge.parseSchedulerCall(v1Subscribe(ByteString.copyFromUtf8("\n"))));
        assertEquals("Failed to parse body into Call protobuf", refused.getMessage());
    }

    @Test
    void subscribeInJsonKnowsNoForce() throws ProtocolException {
        Call call = V1Edge.parseSchedulerCallJson(("{\"type\":\"SUBSCRIBE\",\"subscribe\":{\"framework_info\":{\"user\":\"u\",\"name\":\"n\"},"
                + "\"force\":true,\"suppressed_roles\":[\"a\"]}}").getBytes(StandardCharsets.UTF_8));
        assertFalse(call.getSubscribe().hasForce());
        assertEquals("a", call.getSubscribe().getSuppressedRoles(0));
    }

    @Test
    void aGracePeriodIsReadAsADurationAndWrittenSoAgain() throws ProtocolException {
        for (long nanos : new long[] {1_500_000_000L, 2_000_000_000L, 0, -1_500_000_000L, 7}) {
            org.tepui.protocol.mesos.master.Call call = drain(nanos);
            byte[] v1 = V1Edge.toV1(call);
            assertEquals(call, V1Edge.parseOperatorCall(v1));
            assertEquals(call, V1Edge.parseOperatorCallJson(V1Edge.toV1Json(call)));
        }
    }

    @Test
    void aGracePeriodOfThreeCenturiesIsRefused() {
        // The seconds of a Duration stand where the nanoseconds stand inside.
        byte[] v1 = drain(Long.MAX_VALUE).toByteArray();
        ProtocolException refused = assertThrows(ProtocolException.class, () -> V1Edge.parseOperatorCall(v1));
        assertEquals(Code.PROTOBUF, refused.code());
    }

    @Test
    void unknownFieldsSurvive() throws ProtocolException {
        UnknownFieldSet unknown = UnknownFieldSet.newBuilder().addField(77, bytes(ByteString.copyFromUtf8("later"))).build();
        byte[] v1 = Call.newBuilder().setType(Call.Type.REVIVE).setUnknownFields(unknown).build().toByteArray();
        assertArrayEquals(v1, V1Edge.toV1(V1Edge.parseSchedulerCall(v1)));
    }

    @Test
    void missingRequiredFieldsAndCutBytesAreOneText() {
        byte[] missing = Call.newBuilder().setSubscribe(Call.Subscribe.newBuilder().buildPartial()).buildPartial().toByteArray();
        byte[] whole = v1Subscribe(ByteString.empty());
        for (byte[] body : List.of(missing, Arrays.copyOf(whole, whole.length - 1), new byte[] {-1, -1, -1})) {
            ProtocolException refused = assertThrows(ProtocolException.class, () -> V1Edge.parseSchedulerCall(body));
            assertEquals("Failed to parse body into Call protobuf", refused.getMessage());
            assertEquals(Code.PROTOBUF, refused.code());
        }
    }

    @Test
    void nestedUnknownGroupsAreRefusedNotFollowed() {
        byte[] groups = new byte[400_000];
        // Field 100, start of a group.
        for (int i = 0; i < groups.length; i += 2) {
            groups[i] = (byte) (100 << 3 & 0x7f | 3 | 0x80);
            groups[i + 1] = (byte) (100 >> 4);
        }
        assertThrows(ProtocolException.class, () -> V1Edge.parseSchedulerCall(groups));
        assertThrows(ProtocolException.class, () -> V1Edge.parseOperatorCall(groups));
    }

    @Test
    void messagesNestedInThemselvesAreRefused() {
        // ContainerID.parent (2) is a ContainerID.
        ByteString container = ByteString.EMPTY;
        for (int i = 0; i < 2_000; i++) {
            container = UnknownFieldSet.newBuilder().addField(2, bytes(container)).build().toByteString();
        }
        byte[] body = UnknownFieldSet.newBuilder().addField(6, bytes(UnknownFieldSet.newBuilder().addField(1, bytes(container)).build().toByteString()))
                .build().toByteArray();
        assertThrows(ProtocolException.class, () -> V1Edge.parseAgentCall(Encoding.PROTOBUF, body));
    }

    @Test
    void repeatedUnknownFieldsAreRead() throws ProtocolException {
        byte[] body = new byte[600_000];
        for (int i = 0; i < body.length; i += 3) {
            body[i] = (byte) (100 << 3 & 0x7f | 0x80);
            body[i + 1] = (byte) (100 >> 4);
        }
        assertEquals(200_000, V1Edge.parseSchedulerCall(body).getUnknownFields().getField(100).getVarintList().size());
    }

    @Test
    void randomDamageEndsInACallOrARefusal() {
        byte[] whole = v1Subscribe(OfferConstraints.getDefaultInstance().toByteString());
        Random random = new Random(3);
        for (int round = 0; round < 100_000; round++) {
            byte[] bad = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
            for (int i = random.nextInt(4); i > 0 && bad.length > 0; i--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            try {
                V1Edge.toV1(V1Edge.parseSchedulerCall(bad));
            } catch (ProtocolException refused) {
                assertEquals(Code.PROTOBUF, refused.code());
            }
        }
    }

    @Test
    void jsonRefusalsTellWhichStepFailed() {
        ProtocolException syntax = assertThrows(ProtocolException.class, () -> V1Edge.parseOperatorCallJson("{x".getBytes(StandardCharsets.UTF_8)));
        assertEquals("Failed to parse body into JSON: syntax error at line 1 near: x", syntax.getMessage());
        ProtocolException convert = assertThrows(ProtocolException.class, () -> V1Edge.parseOperatorCall(Encoding.JSON, "1".getBytes(StandardCharsets.UTF_8)));
        assertEquals("Failed to convert JSON into Call protobuf: Expecting a JSON object", convert.getMessage());
    }

    @Test
    void contentTypesAreComparedByTheExactText() {
        assertEquals(Encoding.JSON, Encoding.ofContentType("application/json"));
        assertEquals(Encoding.PROTOBUF, Encoding.ofContentType("application/x-protobuf"));
        assertNull(Encoding.ofContentType("application/json; charset=utf-8"));
        assertNull(Encoding.ofContentType(null));
    }

    private static org.tepui.protocol.mesos.master.Call drain(long nanoseconds) {
        return org.tepui.protocol.mesos.master.Call.newBuilder().setType(org.tepui.protocol.mesos.master.Call.Type.DRAIN_AGENT)
                .setDrainAgent(org.tepui.protocol.mesos.master.Call.DrainAgent.newBuilder().setSlaveId(SlaveID.newBuilder().setValue("s"))
                        .setMaxGracePeriod(DurationInfo.newBuilder().setNanoseconds(nanoseconds)).setMarkGone(true))
                .build();
    }
}
