package org.tepui.protocol.v1;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import org.tepui.protocol.ProtocolException;
import org.tepui.protocol.mesos.scheduler.Call;
import org.tepui.protocol.mesos.scheduler.OfferConstraints;

/**
 * A scheduler's SUBSCRIBE, whose numbers differ: v1 has suppressed_roles at 2 and offer_constraints at 3, v0 has force, suppressed_roles
 * and offer_constraints at 2, 3 and 4. Bytes of one read as the other are put right after the fact, which costs other calls nothing.
 */
final class SubscribeNumbers {

    private static final int V1_SUPPRESSED_ROLES = 2;
    private static final int V1_OFFER_CONSTRAINTS = 3;

    private SubscribeNumbers() {
    }

    /** Mends a call that was read from v1 bytes: roles were left as unknown field 2, constraints were taken for roles. */
    static void fromV1(Call.Builder call) throws ProtocolException {
        if (!call.hasSubscribe()) {
            return;
        }
        Call.Subscribe.Builder subscribe = call.getSubscribeBuilder();
        ByteString constraints = ByteString.empty();
        for (int i = 0; i < subscribe.getSuppressedRolesCount(); i++) {
            // A message given in parts is merged by putting its bytes in a row.
            constraints = constraints.concat(subscribe.getSuppressedRolesBytes(i));
        }
        boolean constrained = subscribe.getSuppressedRolesCount() > 0;
        subscribe.clearForce().clearSuppressedRoles().clearOfferConstraints();
        UnknownFieldSet unknown = subscribe.getUnknownFields();
        for (ByteString role : unknown.getField(V1_SUPPRESSED_ROLES).getLengthDelimitedList()) {
            subscribe.addSuppressedRolesBytes(role);
        }
        subscribe.setUnknownFields(unknown.toBuilder().clearField(V1_SUPPRESSED_ROLES).build());
        if (constrained) {
            try {
                subscribe.setOfferConstraints(OfferConstraints.parseFrom(constraints));
            } catch (InvalidProtocolBufferException bad) {
                throw Body.notProtobuf("Call");
            }
        }
    }

    /** A call whose bytes are those of v1. */
    static Call toV1(Call call) {
        Call.Subscribe subscribe = call.getSubscribe();
        UnknownFieldSet.Builder moved = subscribe.getUnknownFields().toBuilder();
        for (int i = 0; i < subscribe.getSuppressedRolesCount(); i++) {
            moved.mergeField(V1_SUPPRESSED_ROLES, lengthDelimited(subscribe.getSuppressedRolesBytes(i)));
        }
        if (subscribe.hasOfferConstraints()) {
            moved.mergeField(V1_OFFER_CONSTRAINTS, lengthDelimited(subscribe.getOfferConstraints().toByteString()));
        }
        return call.toBuilder()
                .setSubscribe(subscribe.toBuilder().clearForce().clearSuppressedRoles().clearOfferConstraints().setUnknownFields(moved.build()))
                .build();
    }

    private static UnknownFieldSet.Field lengthDelimited(ByteString bytes) {
        return UnknownFieldSet.Field.newBuilder().addLengthDelimited(bytes).build();
    }
}
