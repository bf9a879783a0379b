package org.tepui.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tepui.api.http.HttpEndpoint;
import org.tepui.api.http.HttpRequest;
import org.tepui.api.http.HttpResponse;
import org.tepui.api.http.Permission;
import org.tepui.api.identity.Principal;
import org.tepui.protocol.libprocess.HttpGate;
import org.tepui.protocol.libprocess.PortConfig;
import org.tepui.wire.base.Limits;

/** Where firewall and authenticators will stand. */
class GateTest {

    private static final class TestGate implements HttpGate {

        @Override
        public Optional<HttpResponse> blocked(HttpRequest request) {
            String path = request.path();
            return path.equals("/master/blocked") ? Optional.of(HttpResponse.text(403, "Endpoint '" + path + "' is disabled"))
                    : Optional.empty();
        }

        @Override
        public CompletionStage<Admission> admit(String realm, HttpRequest request) {
            return switch (request.header("Authorization").orElse("")) {
                case "good" -> CompletableFuture.supplyAsync(() -> Admission.as(Optional.of(Principal.of("ops"))));
                case "broken" -> CompletableFuture.failedStage(new IllegalStateException("on purpose"));
                default -> CompletableFuture.completedStage(Admission.refused(HttpResponse.text(401, "401 Unauthorized.")
                        .with("WWW-Authenticate", "Basic realm=\"" + realm + "\"")));
            };
        }

        @Override
        public CompletionStage<Optional<HttpResponse>> permit(Permission permission, HttpRequest request) {
            return switch (permission.action()) {
                case "BROKEN" -> CompletableFuture.failedStage(new IllegalStateException("on purpose"));
                case "NEVER" -> CompletableFuture.completedStage(Optional.of(HttpResponse.text(403, "403 Forbidden.")));
                default -> CompletableFuture.supplyAsync(() -> request.principal().isPresent() ? Optional.empty()
                        : Optional.of(HttpResponse.text(403, "nobody")));
            };
        }
    }

    private WireThreads threads;
    private NettyPort port;
    private RawClient client;

    @BeforeEach
    void open() throws Exception {
        threads = new WireThreads();
        port = NettyPort.open(PortConfig.of("127.0.0.1", 0), Limits.standard(), threads, closed -> { });
        port.gate(new TestGate());
        port.delegate("master");
        port.route(principalEndpoint("/master/guarded", Optional.of("mesos-master-readonly")));
        port.route(principalEndpoint("/master/open", Optional.empty()));
        port.route(principalEndpoint("/master/blocked", Optional.empty()));
        client = new RawClient(port.port());
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        port.close();
        threads.close();
    }

    private static HttpEndpoint principalEndpoint(String path, Optional<String> realm) {
        return principalEndpoint(path, realm, Optional.empty());
    }

    private static HttpEndpoint principalEndpoint(String path, Optional<String> realm, Optional<Permission> permission) {
        return new HttpEndpoint() {
            @Override
            public Optional<Permission> permission() {
                return permission;
            }

            @Override
            public String path() {
                return path;
            }

            @Override
            public List<String> methods() {
                return List.of("GET");
            }

            @Override
            public Optional<String> realm() {
                return realm;
            }

            @Override
            public CompletionStage<HttpResponse> handle(HttpRequest request) {
                return TestPort.done(HttpResponse.text(200, "principal " + request.principal().orElse("none")));
            }
        };
    }

    @Test
    void anEndpointWithARealmIsReachedWithAPrincipalOnly() throws Exception {
        RawClient.Answer refused = client.get("/guarded").read();
        assertEquals(401, refused.status());
        assertEquals("Basic realm=\"mesos-master-readonly\"", refused.header("WWW-Authenticate").orElseThrow());
        assertEquals("principal ops", client.get("/guarded", "Authorization: good").read().text());
        assertEquals(500, client.get("/guarded", "Authorization: broken").read().status());
    }

    @Test
    void authenticationComesBeforeTheMethodIsLookedAt() throws Exception {
        client.send("DELETE /guarded HTTP/1.1\r\n\r\n");
        assertEquals(401, client.read().status());
        client.send("DELETE /guarded HTTP/1.1\r\nAuthorization: good\r\n\r\n");
        assertEquals(405, client.read().status());
    }

    @Test
    void anEndpointWithoutARealmIsOpen() throws Exception {
        assertEquals("principal none", client.get("/open").read().text());
    }

    @Test
    void aBlockedPathIsBlockedInBothForms() throws Exception {
        assertEquals("Endpoint '/master/blocked' is disabled", client.get("/blocked").read().text());
        assertEquals(403, client.get("/master/blocked/").read().status());
        assertEquals(403, client.get("/master/%62locked").read().status());
    }

    @Test
    void anEndpointThatNeedsAPermissionIsAskedOnlyByWhoHasIt() throws Exception {
        port.route(principalEndpoint("/master/may", Optional.of("mesos-master-readonly"), Optional.of(Permission.of("SOMETHING"))));
        port.route(principalEndpoint("/master/never", Optional.of("mesos-master-readonly"), Optional.of(Permission.of("NEVER"))));
        port.route(principalEndpoint("/master/broken", Optional.empty(), Optional.of(Permission.of("BROKEN"))));
        port.route(principalEndpoint("/master/nobody", Optional.empty(), Optional.of(Permission.of("SOMETHING"))));
        assertEquals(401, client.get("/may").read().status(), "who it is comes first");
        assertEquals("principal ops", client.get("/may", "Authorization: good").read().text());
        assertEquals("403 Forbidden.", client.get("/never", "Authorization: good").read().text());
        assertEquals(500, client.get("/broken").read().status());
        assertEquals("nobody", client.get("/nobody").read().text());
    }

    /** As on a port without a master: there is no authorizer. */
    @Test
    void withoutAGateOfItsOwnAPortAnswersProgramsOfThisMachineOnly() throws Exception {
        port.gate(HttpGate.OPEN);
        port.route(principalEndpoint("/master/local", Optional.empty(), Optional.of(Permission.of("SOMETHING"))));
        assertEquals(200, client.get("/local").read().status());
        assertEquals(403, client.get("/local", "Origin: http://example.com").read().status());
    }
}
