package org.tepui.agent.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.internal.AuthenticateMessage;
import org.tepui.protocol.mesos.internal.AuthenticationCompletedMessage;
import org.tepui.protocol.mesos.internal.AuthenticationErrorMessage;
import org.tepui.protocol.mesos.internal.AuthenticationFailedMessage;
import org.tepui.protocol.mesos.internal.AuthenticationMechanismsMessage;
import org.tepui.protocol.mesos.internal.AuthenticationStartMessage;
import org.tepui.protocol.mesos.internal.AuthenticationStepMessage;
import org.tepui.protocol.mesos.internal.RegisterSlaveMessage;
import org.tepui.protocol.mesos.internal.ReregisterSlaveMessage;

/** An agent with a credential: it authenticates before it registers, each time. */
class AuthenticateeTest {

    private static final Upid SESSION = new Upid("crammd5-authenticator-session(2)", "127.0.0.1", 5050);

    private final FakeOutlet speaker = new FakeOutlet();
    private final Rig rig = new Rig(List.of(Rig.scalar("cpus", 4)), List.of(), new UUID(0, 1), Optional.of(new Login(
        new Credential("agent", "agent-secret"), speaker, Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(12))));

    AuthenticateeTest() {
        rig.agent.start();
        rig.time.pass(Duration.ofSeconds(1));
    }

    private void from(Upid sender, Message message) {
        rig.agent.authenticationMessage(sender, message.getDescriptorForType().getFullName(), message.toByteArray());
    }

    private void offer() {
        from(SESSION, AuthenticationMechanismsMessage.newBuilder().addMechanisms("CRAM-MD5").build());
    }

    private void challenge(String text) {
        from(SESSION, AuthenticationStepMessage.newBuilder().setData(ByteString.copyFromUtf8(text)).build());
    }

    private void pass() {
        offer();
        challenge("<1@localhost>");
        from(SESSION, AuthenticationCompletedMessage.getDefaultInstance());
    }

    @Test
    void theRecordedExchangeIsAnsweredAsRecorded() {
        assertEquals("slave(1)@127.0.0.1:5051", speaker.last(AuthenticateMessage.class).getPid());
        offer();
        AuthenticationStartMessage start = speaker.last(AuthenticationStartMessage.class);
        assertEquals("CRAM-MD5", start.getMechanism());
        assertEquals(true, start.hasData() && start.getData().isEmpty());
        challenge("<1442200059.323765@localhost>");
        assertEquals("agent ef0d194bdd9af9bce95e43cd76509659",
            speaker.last(AuthenticationStepMessage.class).getData().toStringUtf8());
        assertEquals(0, rig.out.all(RegisterSlaveMessage.class).size());
        from(SESSION, AuthenticationCompletedMessage.getDefaultInstance());
        assertEquals(1, rig.out.all(RegisterSlaveMessage.class).size());
    }

    @Test
    void aRefusedCredentialEndsTheAgent() {
        offer();
        challenge("<1@localhost>");
        from(SESSION, AuthenticationFailedMessage.getDefaultInstance());
        assertEquals(1, rig.exits.size());
        assertEquals("1 Master master@127.0.0.1:5050 refused authentication: it does not have the principal and secret of --credential",
            rig.exits.get(0));
        assertEquals(0, rig.out.all(RegisterSlaveMessage.class).size());
    }

    @Test
    void messagesOfOthersAndAtTheWrongTimeChangeNothing() {
        from(new Upid("x", "10.0.0.9", 5050), AuthenticationMechanismsMessage.newBuilder().addMechanisms("CRAM-MD5").build());
        from(SESSION, AuthenticationCompletedMessage.getDefaultInstance());
        from(SESSION, AuthenticationFailedMessage.getDefaultInstance());
        offer();
        from(new Upid("x", "127.0.0.1", 5050), AuthenticationCompletedMessage.getDefaultInstance());
        from(SESSION, AuthenticationCompletedMessage.getDefaultInstance());
        rig.agent.authenticationMessage(SESSION, "mesos.internal.AuthenticationStepMessage", new byte[] {1, 2, 3});
        assertEquals(List.of(), rig.exits);
        assertEquals(0, rig.out.all(RegisterSlaveMessage.class).size());
        assertEquals(1, speaker.all(AuthenticationStartMessage.class).size());
    }

    @Test
    void anExchangeThatIsNotOverInTimeIsBegunAnewAndMayThenTakeLonger() {
        rig.time.pass(Duration.ofSeconds(4));
        assertEquals(1, speaker.all(AuthenticateMessage.class).size());
        rig.time.pass(Duration.ofSeconds(3));
        assertEquals(2, speaker.all(AuthenticateMessage.class).size());
        rig.time.pass(Duration.ofSeconds(7));
        assertEquals(2, speaker.all(AuthenticateMessage.class).size());
        rig.time.pass(Duration.ofSeconds(5));
        assertEquals(3, speaker.all(AuthenticateMessage.class).size());
    }

    @Test
    void aFaultOfTheMastersIsTriedAgain() {
        from(Rig.MASTER, AuthenticationErrorMessage.newBuilder().setError("No authenticator loaded").build());
        rig.time.pass(Duration.ofSeconds(10));
        assertEquals(true, speaker.all(AuthenticateMessage.class).size() > 1);
        assertEquals(List.of(), rig.exits);
    }

    @Test
    void afterALostMasterTheAgentAuthenticatesBeforeItRegistersAnew() {
        pass();
        rig.fromMaster(Rig.registeredMessage());
        rig.masterGone();
        rig.time.pass(Duration.ofSeconds(2));
        assertEquals(2, speaker.all(AuthenticateMessage.class).size());
        assertEquals(0, rig.out.all(ReregisterSlaveMessage.class).size());
        pass();
        assertEquals(1, rig.out.all(ReregisterSlaveMessage.class).size());
    }

    @Test
    void aMasterThatTakesTheAgentForDisconnectedHasForgottenWhoItIs() {
        pass();
        rig.fromMaster(Rig.registeredMessage());
        rig.ping(false);
        rig.time.pass(Duration.ofSeconds(2));
        assertEquals(2, speaker.all(AuthenticateMessage.class).size());
    }

    @Test
    void registrationsWithoutAnAnswerLeadToAnotherExchange() {
        pass();
        rig.time.pass(Duration.ofMinutes(3));
        assertEquals(5, rig.out.all(RegisterSlaveMessage.class).size());
        assertEquals(true, speaker.all(AuthenticateMessage.class).size() > 1);
    }

    @Test
    void theSecretIsInNoText() {
        assertFalse(new Credential("agent", "hunter2").toString().contains("hunter2"));
    }
}
