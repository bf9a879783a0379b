package org.tepui.testkit.authentication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tepui.api.authentication.Authenticator;
import org.tepui.api.authentication.Step;

/** What every authenticator of agents and drivers must do. Extend it, hand in one that knows somebody, and run it with JUnit 5. */
public abstract class AuthenticatorContract {

    private static final String PEER = "slave(1)@127.0.0.1:5051";
    private static final int STEPS_MAX = 10;
    private static final List<String> NONSENSE = List.of("", " ", "\0", "name", "name ", " 0123456789abcdef0123456789abcdef",
            "name 0123456789abcdef0123456789abcdef", "\u00e4\u20ac \u00e4", "x".repeat(100_000));

    /** An authenticator as it is in use: configured, and with somebody whom it knows. */
    protected abstract Authenticator authenticator() throws Exception;

    /** What a peer with right credentials answers; asked until the session is over. @param said by the session; empty at first */
    protected abstract byte[] answer(String mechanism, byte[] said) throws Exception;

    @Test
    public void whoAnswersRightIsKnownByAName() throws Exception {
        Authenticator authenticator = authenticator();
        assertFalse(authenticator.mechanisms().isEmpty());
        for (String mechanism : authenticator.mechanisms()) {
            Authenticator.Session session = authenticator.open(mechanism, PEER);
            Step step = session.step(new byte[0]);
            for (int i = 0; i < STEPS_MAX && step.kind() == Step.Kind.CONTINUE; i++) {
                step = session.step(answer(mechanism, step.data()));
            }
            assertEquals(Step.Kind.COMPLETED, step.kind(), mechanism);
            assertFalse(step.principal().orElseThrow().isEmpty(), mechanism);
        }
    }

    @Test
    public void nonsenseIsRefusedAndWhoWasRefusedStaysSo() throws Exception {
        for (String nonsense : NONSENSE) {
            Authenticator authenticator = authenticator();
            String mechanism = authenticator.mechanisms().get(0);
            Authenticator.Session session = authenticator.open(mechanism, PEER);
            byte[] said = session.step(new byte[0]).data();
            Step step = session.step(nonsense.getBytes(StandardCharsets.UTF_8));
            assertNotEquals(Step.Kind.COMPLETED, step.kind(), nonsense);
            if (step.kind() == Step.Kind.FAILED) {
                assertEquals(Step.Kind.FAILED, session.step(answer(mechanism, said)).kind(), "a second guess after '" + nonsense + "'");
            }
        }
    }

    /** What was overheard once opens nothing. */
    @Test
    public void anAnswerIsGoodForOneSessionOnly() throws Exception {
        Authenticator authenticator = authenticator();
        String mechanism = authenticator.mechanisms().get(0);
        byte[] overheard = answer(mechanism, authenticator.open(mechanism, PEER).step(new byte[0]).data());
        Authenticator.Session session = authenticator.open(mechanism, PEER);
        session.step(new byte[0]);
        assertEquals(Step.Kind.FAILED, session.step(overheard).kind());
    }
}
