package org.tepui.testkit.firewall;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tepui.api.firewall.FirewallRule;
import org.tepui.api.http.HttpRequest;
import org.tepui.api.http.HttpResponse;
import org.tepui.testkit.http.FakeRequest;

/** What every firewall rule must do. Extend it, hand in a rule that refuses something, and run it with JUnit 5. */
public abstract class FirewallRuleContract {

    private static final List<String> PATHS = List.of("/", "/master", "/master/state", "/api/v1", "/tepui/modules", "//", "/a b/\u00e4", "/%");
    private static final List<String> PEERS = List.of("127.0.0.1:1", "10.1.2.3:65535", "[::1]:5050", "::1:5050", "fe80::1%zone0:5050",
            "::ffff:10.1.2.3:5050");

    protected abstract FirewallRule rule() throws Exception;

    /** A request that the rule refuses. */
    protected abstract HttpRequest bad();

    /** A rule that throws shuts everybody out with 500. */
    @Test
    public void everyRequestIsJudgedFromEveryAddress() throws Exception {
        FirewallRule rule = rule();
        for (String path : PATHS) {
            for (String peer : PEERS) {
                assertNotNull(rule.refuse(FakeRequest.get(path).from(peer).request()), path + " from " + peer);
                assertNotNull(rule.refuse(FakeRequest.post(path, "x").from(peer).header("", "").request()), path + " from " + peer);
            }
        }
    }

    @Test
    public void aRefusalSaysThatItIsOne() throws Exception {
        Optional<HttpResponse> refusal = rule().refuse(bad());
        assertTrue(refusal.orElseThrow().status() >= 400, "status " + refusal.get().status());
        assertTrue(refusal.get().stream().isEmpty(), "a refusal is no stream");
    }
}
