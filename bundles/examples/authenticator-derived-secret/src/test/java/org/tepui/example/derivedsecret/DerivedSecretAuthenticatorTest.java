package org.tepui.example.derivedsecret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tepui.api.authentication.Authenticator;
import org.tepui.api.authentication.Step;
import org.tepui.testkit.authentication.AuthenticatorContract;
import org.tepui.testkit.authentication.CramMd5;
import org.tepui.testkit.configuration.Configuration;

class DerivedSecretAuthenticatorTest extends AuthenticatorContract {

    /** What {@code printf %s agent-1 | openssl dgst -sha256 -hmac 'a key of the cluster'} prints. */
    private static final String SECRET_OF_AGENT_1 = "2c9b65b0dbeef8bdefd2f50d3fb470350f31bb449268c2906fedf90f70c764cb";

    @TempDir
    Path folder;

    @Override
    protected DerivedSecretAuthenticator authenticator() throws IOException {
        return configured("a key of the cluster\n");
    }

    private DerivedSecretAuthenticator configured(String key, String... refused) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), key);
        DerivedSecretAuthenticator authenticator = new DerivedSecretAuthenticator();
        authenticator.set(Configuration.of(DerivedSecretAuthenticator.Conf.class, Map.of("keyFile", file.toString(), "refused", refused)));
        return authenticator;
    }

    @Override
    protected byte[] answer(String mechanism, byte[] said) {
        return CramMd5.answer("agent-1", SECRET_OF_AGENT_1, said);
    }

    private Step.Kind outcome(Authenticator authenticator, String name, String secret) {
        Authenticator.Session session = authenticator.open("CRAM-MD5", "slave(1)@127.0.0.1:5051");
        return session.step(CramMd5.answer(name, secret, session.step(new byte[0]).data())).kind();
    }

    @Test
    void theSecretIsThatOfTheName() throws Exception {
        assertEquals(Step.Kind.COMPLETED, outcome(authenticator(), "agent-1", SECRET_OF_AGENT_1));
        assertEquals(Step.Kind.FAILED, outcome(authenticator(), "agent-2", SECRET_OF_AGENT_1));
    }

    @Test
    void anAgentWhoseSecretGotOutIsRefused() throws Exception {
        assertEquals(Step.Kind.FAILED, outcome(configured("a key of the cluster", "agent-1"), "agent-1", SECRET_OF_AGENT_1));
    }

    @Test
    void withoutAKeyNobodyIsLetIn() throws Exception {
        DerivedSecretAuthenticator authenticator = new DerivedSecretAuthenticator();
        authenticator.set(Configuration.of(DerivedSecretAuthenticator.Conf.class));
        assertEquals(Step.Kind.FAILED, outcome(authenticator, "agent-1", SECRET_OF_AGENT_1));
    }

    @Test
    void aKeyThatIsShortOrNotThereIsNotTaken() {
        assertEquals(folder.resolve("key") + " must hold a key of at least 16 characters",
                assertThrows(IllegalArgumentException.class, () -> configured("short")).getMessage());
        assertThrows(NoSuchFileException.class, () -> new DerivedSecretAuthenticator()
                .set(Configuration.of(DerivedSecretAuthenticator.Conf.class, Map.of("keyFile", folder.resolve("none").toString()))));
    }
}
