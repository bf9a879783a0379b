package org.tepui.testkit.contract;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.tepui.api.authentication.Authenticator;
import org.tepui.api.authentication.Credentials;
import org.tepui.api.authentication.HttpAuthenticator;
import org.tepui.api.authorization.Authorizer;
import org.tepui.api.http.HttpRequest;
import org.tepui.authenticator.basic.BasicAuthenticator;
import org.tepui.authenticator.crammd5.CramMd5Authenticator;
import org.tepui.authorizer.local.LocalAuthorizer;
import org.tepui.election.standalone.StandaloneElection;
import org.tepui.testkit.authentication.AuthenticatorContract;
import org.tepui.testkit.authentication.CramMd5;
import org.tepui.testkit.authentication.HttpAuthenticatorContract;
import org.tepui.testkit.authorization.AuthorizerContract;
import org.tepui.testkit.election.ElectionContract;
import org.tepui.testkit.http.FakeRequest;

/** What is asked of plugins, asked of the modules that a master has of its own. */
class BuiltInsTest {

    private static final Credentials CREDENTIALS = Credentials.of(Map.of("somebody", "secret"));

    @Nested
    class Basic extends HttpAuthenticatorContract {

        @Override
        protected HttpAuthenticator authenticator() {
            BasicAuthenticator basic = new BasicAuthenticator();
            basic.configure(CREDENTIALS);
            return basic;
        }

        @Override
        protected HttpRequest good() {
            return FakeRequest.get("/master/state").header("Authorization", "Basic "
                    + Base64.getEncoder().encodeToString("somebody:secret".getBytes(StandardCharsets.UTF_8))).request();
        }
    }

    @Nested
    class CramMd5OfAgents extends AuthenticatorContract {

        private final AtomicInteger number = new AtomicInteger();

        @Override
        protected Authenticator authenticator() {
            CramMd5Authenticator authenticator = new CramMd5Authenticator(() -> "<" + number.incrementAndGet() + "@localhost>");
            authenticator.configure(CREDENTIALS);
            return authenticator;
        }

        @Override
        protected byte[] answer(String mechanism, byte[] said) {
            return CramMd5.answer("somebody", "secret", said);
        }
    }

    @Nested
    class Local extends AuthorizerContract {

        @Override
        protected Authorizer authorizer() {
            LocalAuthorizer local = new LocalAuthorizer();
            local.configure(new TreeMap<>(Map.of("acls", "{\"permissive\": false, \"register_frameworks\": [{\"principals\": {\"values\": "
                    + "[\"somebody\"]}, \"roles\": {\"values\": [\"eng/%\"]}}], \"view_flags\": [{\"principals\": {\"type\": \"ANY\"}, \"flags\": "
                    + "{\"type\": \"NONE\"}}]}")));
            return local;
        }
    }

    @Nested
    class Standalone extends ElectionContract {

        @Override
        protected Election election() {
            StandaloneElection election = new StandaloneElection();
            return new Election(election, election);
        }
    }
}
