package org.tepui.itest.golden;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.tepui.protocol.mesos.internal.AuthenticationStepMessage;

/** Answers a challenge of this run as right, or as wrong, as the recorded peer answered its own. */
final class PlayedPeer {

    static final String STEP = "mesos.internal.AuthenticationStepMessage";

    /** Of recording 10-auth. */
    private static final Map<String, String> SECRETS = Map.of("op", "op-secret", "agent", "agent-secret");

    private byte[] recordedChallenge = new byte[0];
    private byte[] liveChallenge = new byte[0];

    void challenged(byte[] recorded, byte[] live) throws InvalidProtocolBufferException {
        recordedChallenge = AuthenticationStepMessage.parseFrom(recorded).getData().toByteArray();
        liveChallenge = AuthenticationStepMessage.parseFrom(live).getData().toByteArray();
    }

    byte[] answer(byte[] recorded) throws InvalidProtocolBufferException {
        String[] answer = AuthenticationStepMessage.parseFrom(recorded).getData().toStringUtf8().split(" ");
        String secret = SECRETS.get(answer[0]);
        String digest = answer[1].equals(digest(recordedChallenge, secret)) ? digest(liveChallenge, secret) : answer[1];
        return AuthenticationStepMessage.newBuilder().setData(ByteString.copyFromUtf8(answer[0] + " " + digest)).build().toByteArray();
    }

    private static String digest(byte[] challenge, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacMD5");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacMD5"));
            return HexFormat.of().formatHex(mac.doFinal(challenge));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
