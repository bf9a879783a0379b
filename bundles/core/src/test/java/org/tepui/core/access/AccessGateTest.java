package org.tepui.core.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tepui.api.authentication.Credentials;
import org.tepui.api.authentication.HttpAuthenticator;
import org.tepui.api.authentication.HttpIdentity;
import org.tepui.api.authentication.HttpIdentity.Fault;
import org.tepui.api.firewall.FirewallRule;
import org.tepui.api.http.HttpRequest;
import org.tepui.api.http.HttpResponse;
import org.tepui.api.http.Permission;
import org.tepui.api.identity.Principal;
import org.tepui.core.authorization.Approvers;
import org.tepui.core.guard.Guard;
import org.tepui.core.guard.GuardLimits;
import org.tepui.core.module.Seats;
import org.tepui.protocol.libprocess.HttpGate.Admission;

class AccessGateTest {

    private static final String READ_ONLY = "mesos-master-readonly";
    private static final String SCHEDULER = "mesos-master-scheduler";

    private final Seats seats = Seats.empty();
    private final AccessCounters counters = new AccessCounters();
    private final Guard calls = new Guard(GuardLimits.DEFAULT.withCall(TimeUnit.SECONDS.toNanos(5)));
    private boolean authorized;
    private AccessGate gate = gate(true, true, true, calls);

    private AccessGate gate(boolean readOnly, boolean readWrite, boolean scheduler, Guard with) {
        return new AccessGate(new AccessSettings(readOnly, readWrite, scheduler, false, "x", List.of(), List.of(), 1, Credentials.NONE),
                seats, new Approvers(seats.authorizer(), with, authorized), with, counters);
    }

    @AfterEach
    void end() {
        calls.close();
    }

    /** An authenticator of that scheme that always says the same. */
    private static HttpAuthenticator saying(String scheme, HttpIdentity identity) {
        return authenticator(scheme, realm -> CompletableFuture.completedFuture(identity));
    }

    private interface Answer {
        CompletionStage<HttpIdentity> to(String realm);
    }

    private static HttpAuthenticator authenticator(String scheme, Answer answer) {
        return new HttpAuthenticator() {
            @Override
            public String scheme() {
                return scheme;
            }

            @Override
            public CompletionStage<HttpIdentity> authenticate(String realm, HttpRequest request) {
                return answer.to(realm);
            }
        };
    }

    private void use(HttpAuthenticator... authenticators) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < authenticators.length; i++) {
            names.add("a" + i);
        }
        seats.httpAuthenticators().take(names, List.of(authenticators));
    }

    private static HttpRequest request(String peer) {
        return HttpRequest.of("GET", "/master/state", Map.of(), List.of(), new byte[0], peer, true, Optional.empty());
    }

    private Admission ask(String realm) {
        return gate.admit(realm, request("127.0.0.1:1")).toCompletableFuture().join();
    }

    private static String header(HttpResponse answer, String name) {
        return answer.headers().stream().filter(each -> each.getKey().equals(name)).map(Map.Entry::getValue).findFirst().orElse("");
    }

    private static String body(HttpResponse answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private long counted(String name) {
        return counters.byName().get(name);
    }

    @Test
    void aRealmWhoseFlagIsOffLetsEverybodyInWithoutAPrincipal() {
        gate = gate(false, false, false, calls);
        use(saying("Basic", HttpIdentity.of(Principal.of("op"))));
        Admission admission = ask(READ_ONLY);
        assertFalse(admission.principal().isPresent() || admission.refusal().isPresent());
    }

    @Test
    void aRealmThatIsOnWithoutAnAuthenticatorLetsNobodyIn() {
        assertEquals(503, ask(READ_ONLY).refusal().get().status());
        assertEquals(503, ask("mesos-master-readwrite").refusal().get().status());
        assertEquals(503, ask(SCHEDULER).refusal().get().status());
        assertEquals(503, ask("a realm of a plugin").refusal().get().status());
        assertEquals(1, counted(READ_ONLY + "/refused"));
        assertEquals(1, counted("other/refused"));
    }

    @Test
    void schedulersAreAskedByAuthenticatorsOfTheirOwn() {
        use(saying("Basic", HttpIdentity.of(Principal.of("op"))));
        seats.httpFrameworkAuthenticators().take(List.of("fw"), List.of(saying("Basic", HttpIdentity.of(Principal.of("fw")))));
        assertEquals("op", ask(READ_ONLY).principal().get().value().get());
        assertEquals("fw", ask(SCHEDULER).principal().get().value().get());
    }

    @Test
    void aChallengeIsAnsweredAsRecorded() {
        use(authenticator("Basic", realm -> CompletableFuture.completedFuture(
                HttpIdentity.challenge("Basic realm=\"" + realm + "\"", Fault.MALFORMED))));
        HttpResponse answer = ask(READ_ONLY).refusal().get();
        assertEquals(401, answer.status());
        assertEquals("401 Unauthorized.", body(answer));
        assertEquals("Basic realm=\"mesos-master-readonly\"", header(answer, "WWW-Authenticate"));
        assertEquals("text/plain; charset=utf-8", header(answer, "Content-Type"));
        assertEquals(1, counted(READ_ONLY + "/refused"));
        assertEquals(1, counted(READ_ONLY + "/malformed"));
        assertEquals(0, counted(READ_ONLY + "/missing"));
    }

    @Test
    void ofSeveralTheFirstThatKnowsThePrincipalDecides() {
        use(saying("Basic", HttpIdentity.challenge("Basic", Fault.MISSING)), saying("Token", HttpIdentity.of(Principal.of("second"))),
                authenticator("Never", realm -> {
                    throw new AssertionError("not asked");
                }));
        assertEquals("second", ask(READ_ONLY).principal().get().value().get());
        assertEquals(0, counted(READ_ONLY + "/refused"));
    }

    @Test
    void refusalsOfSeveralAreJoinedAndAChallengeOutweighsTheOthers() {
        use(saying("Basic", HttpIdentity.challenge("Basic realm=\"r\"", Fault.MISSING)), saying("Odd", HttpIdentity.refuse("not you")),
                saying("Token", HttpIdentity.challenge("Bearer", Fault.WRONG)));
        HttpResponse answer = ask(READ_ONLY).refusal().get();
        assertEquals(401, answer.status());
        assertEquals("Basic realm=\"r\",Bearer", header(answer, "WWW-Authenticate"));
        assertEquals("\"Basic\" authenticator returned:\n401 Unauthorized.\n\n\"Token\" authenticator returned:\n401 Unauthorized.",
                body(answer));
        assertEquals(1, counted(READ_ONLY + "/wrong"));
        assertEquals(1, counted(READ_ONLY + "/refused"));
    }

    @Test
    void aRefusalIs403WithItsText() {
        use(saying("Odd", HttpIdentity.refuse("not you")));
        HttpResponse answer = ask(READ_ONLY).refusal().get();
        assertEquals(403, answer.status());
        assertEquals("not you", body(answer));
        assertEquals(1, counted(READ_ONLY + "/forbidden"));
        use(saying("Odd", HttpIdentity.refuse("")));
        assertEquals("403 Forbidden.", body(ask(READ_ONLY).refusal().get()));
    }

    @Test
    void aPrincipalOfClaimsAloneIsRefused() {
        use(saying("Token", HttpIdentity.of(Principal.of(Optional.empty(), Map.of("sub", "x")))));
        Admission admission = ask(READ_ONLY);
        assertEquals(403, admission.refusal().get().status());
        assertTrue(body(admission.refusal().get()).contains("claims, but no value string"));
        assertEquals(1, counted(READ_ONLY + "/forbidden"));
    }

    @Test
    void anAuthenticatorThatThrowsFailsOrGivesNothingLetsNobodyIn() {
        List<HttpAuthenticator> broken = List.of(
                authenticator("x", realm -> {
                    throw new IllegalStateException("on purpose");
                }),
                authenticator("x", realm -> {
                    throw new NoClassDefFoundError("on purpose");
                }),
                authenticator("x", realm -> null),
                authenticator("x", realm -> CompletableFuture.completedFuture(null)),
                authenticator("x", realm -> CompletableFuture.failedFuture(new IllegalStateException("on purpose"))));
        for (HttpAuthenticator each : broken) {
            use(each);
            assertEquals(500, ask(READ_ONLY).refusal().get().status());
        }
        assertEquals(broken.size(), counted(READ_ONLY + "/failed"));
        assertEquals(broken.size(), counted(READ_ONLY + "/refused"));
        use(broken.get(0), saying("Basic", HttpIdentity.challenge("Basic", Fault.MISSING)));
        assertEquals(401, ask(READ_ONLY).refusal().get().status());
    }

    @Test
    void anAuthenticatorThatHangsIsLeftBehindAndLetsNobodyIn() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (Guard quick = new Guard(GuardLimits.DEFAULT.withCall(TimeUnit.MILLISECONDS.toNanos(400)))) {
            gate = gate(true, true, true, quick);
            use(authenticator("x", realm -> {
                boolean waits = true;
                while (waits) {
                    try {
                        release.await();
                        waits = false;
                    } catch (InterruptedException e) {
                        // This one does not listen.
                        Thread.interrupted();
                    }
                }
                return null;
            }));
            for (int i = 0; i < 6; i++) {
                assertEquals(500, ask(READ_ONLY).refusal().get().status());
            }
            assertEquals(6, quick.abandoned());
            use(saying("Basic", HttpIdentity.of(Principal.of("op"))));
            assertTrue(ask(READ_ONLY).principal().isPresent(), "other authenticators still find a thread");
            use(authenticator("x", realm -> new CompletableFuture<>()));
            assertEquals(500, ask(READ_ONLY).refusal().get().status());
            release.countDown();
        }
    }

    @Test
    void requestsOfOneConnectionAreLetInInTheirOrderAndOthersDoNotWait() {
        CompletableFuture<HttpIdentity> slow = new CompletableFuture<>();
        List<CompletionStage<HttpIdentity>> answers = new ArrayList<>(List.of(slow,
                CompletableFuture.completedFuture(HttpIdentity.of(Principal.of("b"))),
                CompletableFuture.completedFuture(HttpIdentity.of(Principal.of("c")))));
        use(authenticator("x", realm -> {
            synchronized (answers) {
                return answers.remove(0);
            }
        }));
        List<String> order = java.util.Collections.synchronizedList(new ArrayList<>());
        List<CompletableFuture<?>> ends = new ArrayList<>();
        for (String peer : List.of("127.0.0.1:1", "127.0.0.1:1", "127.0.0.1:2")) {
            int before = answers.size();
            ends.add(gate.admit(READ_ONLY, request(peer)).toCompletableFuture()
                    .thenAccept(admission -> order.add(admission.principal().get().value().get())));
            while (sizeOf(answers) == before) {
                Thread.onSpinWait();
            }
        }
        ends.get(2).join();
        assertEquals(List.of("c"), order);
        slow.complete(HttpIdentity.of(Principal.of("a")));
        CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).join();
        assertEquals(List.of("c", "a", "b"), order);
    }

    private static int sizeOf(List<?> list) {
        synchronized (list) {
            return list.size();
        }
    }

    @Test
    void aFirewallRuleRefusesAndOneThatIsBrokenRefusesEverything() {
        FirewallRule passes = request -> Optional.empty();
        FirewallRule blocks = request -> Optional.of(HttpResponse.text(403, "Endpoint '/x' is disabled"));
        FirewallRule throwing = request -> {
            throw new IllegalStateException("on purpose");
        };
        FirewallRule nothing = request -> null;
        assertTrue(blocked(passes).isEmpty());
        assertEquals(403, blocked(passes, blocks).get().status());
        assertEquals(500, blocked(passes, throwing).get().status());
        assertEquals(500, blocked(nothing).get().status());
        assertEquals(1, counted("firewall/blocked"));
        assertEquals(2, counted("firewall/failed"));
    }

    private Optional<HttpResponse> blocked(FirewallRule... rules) {
        seats.firewallRules().take(java.util.Collections.nCopies(rules.length, "rule"), List.of(rules));
        return gate.blocked(request("127.0.0.1:1"));
    }

    private int permit(Permission permission, String peer, String principal, String... header) {
        List<Map.Entry<String, String>> headers = header.length == 0 ? List.of() : List.of(Map.entry(header[0], header[1]));
        return gate.permit(permission, HttpRequest.of("GET", "/tepui/modules", Map.of(), headers, new byte[0], peer, true,
                Optional.ofNullable(principal).map(Principal::of))).toCompletableFuture().join().map(HttpResponse::status).orElse(200);
    }

    @Test
    void whatNeedsAPermissionIsForProgramsOfThisMachineWhereNobodyIsAuthenticated() {
        Permission any = Permission.of("MANAGE_MODULES");
        assertEquals(200, permit(any, "127.0.0.1:5", null));
        assertEquals(200, permit(any, "[::1]:5", null));
        assertEquals(403, permit(any, "10.0.0.1:5", null));
        assertEquals(403, permit(any, "127.0.0.1:5", null, "Origin", "http://example.com"), "a page in a browser");
        assertEquals(200, permit(any, "10.0.0.1:5", "op"));
    }

    @Test
    void theAuthorizerIsAskedForOneOfTheObjectsOrForAll() {
        seats.authorizer().take(List.of("acls"), List.of((subject, action) -> CompletableFuture.completedFuture(object ->
                action.equals("MANAGE_MODULES") && subject.equals(Optional.of(Principal.of("op"))) && object.value().equals(Optional.of("hook")))));
        Permission some = Permission.of("MANAGE_MODULES", List.of("allocator", "hook"));
        assertEquals(200, permit(some, "10.0.0.1:5", "op"));
        assertEquals(403, permit(some, "10.0.0.1:5", "other"));
        assertEquals(403, permit(some, "127.0.0.1:5", null));
        assertEquals(403, permit(Permission.of("MANAGE_MODULES"), "10.0.0.1:5", "op"), "not all objects");
        assertEquals(403, permit(Permission.of("VIEW_FLAGS", List.of("hook")), "10.0.0.1:5", "op"));
    }

    @Test
    void beforeTheAuthorizerThatFlagsNameHasComeNothingIsPermitted() {
        authorized = true;
        gate = gate(false, false, false, calls);
        assertEquals(403, permit(Permission.of("MANAGE_MODULES"), "127.0.0.1:5", null));
        seats.authorizer().take(List.of("acls"), List.of((subject, action) -> CompletableFuture.completedFuture(object -> true)));
        assertEquals(200, permit(Permission.of("MANAGE_MODULES"), "127.0.0.1:5", null));
    }
}
