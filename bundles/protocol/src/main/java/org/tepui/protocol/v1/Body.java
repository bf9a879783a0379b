package org.tepui.protocol.v1;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import org.tepui.protocol.ProtocolException;
import org.tepui.protocol.ProtocolException.Code;
import org.tepui.protocol.json.ProtoJson;

/** Reading of a whole body, with the words that clients know for each way it can fail. */
final class Body {

    private Body() {
    }

    /** Reads protobuf; required fields may be missing still. */
    static <B extends Message.Builder> B merge(byte[] body, B into, String what) throws ProtocolException {
        try {
            into.mergeFrom(body);
            return into;
        } catch (InvalidProtocolBufferException bad) {
            throw notProtobuf(what);
        }
    }

    static Message complete(Message.Builder builder, String what) throws ProtocolException {
        if (!builder.isInitialized()) {
            throw notProtobuf(what);
        }
        return builder.build();
    }

    static <B extends Message.Builder> B json(byte[] body, B into, String what) throws ProtocolException {
        try {
            return ProtoJson.V1.parse(body, into);
        } catch (ProtocolException bad) {
            throw bad.prefixed(bad.code() == Code.JSON_SYNTAX
                    ? "Failed to parse body into JSON: "
                    : "Failed to convert JSON into " + what + " protobuf: ");
        }
    }

    /** One text for every cause, as the real master has it. */
    static ProtocolException notProtobuf(String what) {
        return new ProtocolException(Code.PROTOBUF, "Failed to parse body into " + what + " protobuf");
    }
}
