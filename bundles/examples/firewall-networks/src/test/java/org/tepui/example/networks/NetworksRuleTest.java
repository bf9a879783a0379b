package org.tepui.example.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tepui.api.http.HttpRequest;
import org.tepui.testkit.configuration.Configuration;
import org.tepui.testkit.firewall.FirewallRuleContract;
import org.tepui.testkit.http.FakeRequest;

class NetworksRuleTest extends FirewallRuleContract {

    private static final String[] GUARDED = {"/tepui", "/master/teardown"};

    @Override
    protected NetworksRule rule() {
        return configured(GUARDED, "10.1.0.0/16", "127.0.0.1", "fe80::/10");
    }

    @Override
    protected HttpRequest bad() {
        return from("/tepui/modules", "10.2.0.1:1");
    }

    private static NetworksRule configured(String[] paths, String... networks) {
        NetworksRule rule = new NetworksRule();
        rule.set(Configuration.of(NetworksRule.Conf.class, Map.of("paths", paths, "networks", networks)));
        return rule;
    }

    private static HttpRequest from(String path, String peer) {
        return FakeRequest.get(path).from(peer).request();
    }

    private boolean passes(String path, String peer) {
        return rule().refuse(from(path, peer)).isEmpty();
    }

    @Test
    void aGuardedPathIsAnsweredToItsNetworks() {
        for (String peer : List.of("10.1.0.0:1", "10.1.255.255:1", "127.0.0.1:1", "[fe80::1]:1", "[febf::1%lo]:1", "::ffff:10.1.0.1:1")) {
            assertTrue(passes("/tepui/modules", peer), peer);
        }
        for (String peer : List.of("10.2.0.0:1", "10.0.255.255:1", "127.0.0.2:1", "[::1]:1", "[fec0::1]:1")) {
            assertFalse(passes("/tepui/modules", peer), peer);
        }
    }

    @Test
    void otherPathsAreAnsweredToEverybody() {
        assertTrue(passes("/master/state", "192.0.2.1:1"));
        assertTrue(passes("/tepuis", "192.0.2.1:1"), "paths are compared by whole parts");
        assertFalse(passes("/tepui", "192.0.2.1:1"));
        assertFalse(passes("/master/teardown", "192.0.2.1:1"));
    }

    @Test
    void aRefusalNamesPathAndAddress() {
        assertEquals("/tepui/modules is not answered to 10.2.0.1", rule().refuse(bad()).orElseThrow().text());
    }

    @Test
    void withoutAFileEverybodyPasses() {
        NetworksRule rule = new NetworksRule();
        rule.set(Configuration.of(NetworksRule.Conf.class));
        assertTrue(rule.refuse(from("/tepui/modules", "192.0.2.1:1")).isEmpty());
        assertTrue(rule.refuse(from("/tepui/modules", "[2001:db8::1]:1")).isEmpty());
    }

    /** The whole of it is refused: half a rule would let somebody in. */
    @Test
    void aSlipInTheFileIsTold() {
        for (String slip : List.of("10.1.0.0/33", "10.1.0.0/-1", "localhost", "example.org/8", "", "10.1.0.0/8/8", "10.1.0.0/x", "10.1.0.256")) {
            assertThrows(IllegalArgumentException.class, () -> configured(GUARDED, "127.0.0.1", slip), slip);
        }
    }
}
