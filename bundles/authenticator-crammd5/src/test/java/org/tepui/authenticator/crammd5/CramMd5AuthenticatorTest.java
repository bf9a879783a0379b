package org.tepui.authenticator.crammd5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tepui.api.authentication.Authenticator.Session;
import org.tepui.api.authentication.Credentials;
import org.tepui.api.authentication.Step;

class CramMd5AuthenticatorTest {

    private static final Credentials CREDENTIALS =
            Credentials.of(Map.of("op", "op-secret", "agent", "agent-secret", "empty", "", "two words", "x"));

    private static CramMd5Authenticator with(String... challenges) {
        ArrayDeque<String> left = new ArrayDeque<>(List.of(challenges));
        CramMd5Authenticator authenticator = new CramMd5Authenticator(left::removeFirst);
        authenticator.configure(CREDENTIALS);
        return authenticator;
    }

    /** Challenges, answers and outcomes of recording 10-auth: two agents, two drivers. */
    @ParameterizedTest
    @CsvSource({
        "<1366072534.323760@localhost>, agent 44945557dc70ddc49cf0bac900d00a39, FAILED",
        "<1442200059.323765@localhost>, agent ef0d194bdd9af9bce95e43cd76509659, COMPLETED",
        "<3053034401.323768@localhost>, op 992a3ecf2f09ff2409a3249046543cb4, FAILED",
        "<1163845086.323769@localhost>, op 21812f87ba747cc73bb2b9f8197858e9, COMPLETED"})
    void recordedExchangesEndAsRecorded(String challenge, String answer, Step.Kind outcome) {
        Session session = with(challenge).open("CRAM-MD5", "slave(1)@127.0.0.1:5051");
        Step first = session.step(new byte[0]);
        assertEquals(Step.Kind.CONTINUE, first.kind());
        assertArrayEquals(challenge.getBytes(StandardCharsets.UTF_8), first.data());
        Step last = session.step(bytes(answer));
        assertEquals(outcome, last.kind());
        assertEquals(outcome == Step.Kind.COMPLETED, last.principal().isPresent());
        last.principal().ifPresent(principal -> assertEquals(answer.split(" ")[0], principal));
    }

    @Test
    void anAnswerIsWorthNothingInAnotherSession() {
        CramMd5Authenticator authenticator = with("<1442200059.323765@localhost>", "<2@localhost>");
        String recorded = "agent ef0d194bdd9af9bce95e43cd76509659";
        Session first = authenticator.open("CRAM-MD5", "a@127.0.0.1:1");
        first.step(new byte[0]);
        assertEquals(Step.Kind.COMPLETED, first.step(bytes(recorded)).kind());
        Session second = authenticator.open("CRAM-MD5", "a@127.0.0.1:1");
        second.step(new byte[0]);
        assertEquals(Step.Kind.FAILED, second.step(bytes(recorded)).kind());
    }

    @Test
    void aSessionJudgesOneAnswerOnly() {
        Session session = with("<1442200059.323765@localhost>").open("CRAM-MD5", "a@127.0.0.1:1");
        session.step(new byte[0]);
        assertEquals(Step.Kind.FAILED, session.step(bytes("agent 00000000000000000000000000000000")).kind());
        assertEquals(Step.Kind.FAILED, session.step(bytes("agent ef0d194bdd9af9bce95e43cd76509659")).kind());
    }

    @Test
    void anAnswerBeforeTheChallengeOnlyGetsTheChallenge() {
        Session session = with("<1442200059.323765@localhost>").open("CRAM-MD5", "a@127.0.0.1:1");
        assertEquals(Step.Kind.CONTINUE, session.step(bytes("agent ef0d194bdd9af9bce95e43cd76509659")).kind());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "agent", "agent ", " ef0d194bdd9af9bce95e43cd76509659", "ef0d194bdd9af9bce95e43cd76509659",
        "nobody ef0d194bdd9af9bce95e43cd76509659", "agent  ef0d194bdd9af9bce95e43cd76509659", "agent EF0D194BDD9AF9BCE95E43CD76509659",
        "agent ef0d194bdd9af9bce95e43cd76509659 ", "agent ef0d194bdd9af9bce95e43cd7650965", "\u0000"})
    void answersOfAnotherFormFail(String answer) {
        Session session = with("<1442200059.323765@localhost>").open("CRAM-MD5", "a@127.0.0.1:1");
        session.step(new byte[0]);
        assertEquals(Step.Kind.FAILED, session.step(bytes(answer)).kind());
    }

    @Test
    void aPrincipalMayHaveBlanksAndOneWithoutASecretNeverGetsIn() {
        assertEquals(Step.Kind.COMPLETED, answered("<1>", "two words " + CramMd5Authenticator.digest("<1>", bytes("x"))).kind());
        assertEquals(Step.Kind.FAILED, answered("<1>", "empty " + CramMd5Authenticator.digest("<1>", new byte[] {0})).kind());
        assertEquals(Step.Kind.FAILED, answered("<1>", "nobody " + CramMd5Authenticator.digest("<1>", new byte[] {0})).kind());
    }

    @Test
    void anEndlessAnswerFails() {
        assertEquals(Step.Kind.FAILED, answered("<1>", "a".repeat(1_000_000)).kind());
    }

    @Test
    void theServicesChallengesNeverRepeat() {
        CramMd5Service service = new CramMd5Service();
        String one = text(service.open("CRAM-MD5", "a@127.0.0.1:1").step(new byte[0]));
        String two = text(service.open("CRAM-MD5", "a@127.0.0.1:1").step(new byte[0]));
        assertNotEquals(one, two);
        assertEquals(true, one.matches("<[0-9]+\\.[0-9]+@tepui>"), one);
    }

    @Test
    void anotherMechanismIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> with("<1>").open("PLAIN", "a@127.0.0.1:1"));
    }

    private static Step answered(String challenge, String answer) {
        Session session = with(challenge).open("CRAM-MD5", "a@127.0.0.1:1");
        session.step(new byte[0]);
        return session.step(bytes(answer));
    }

    private static String text(Step step) {
        return new String(step.data(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
