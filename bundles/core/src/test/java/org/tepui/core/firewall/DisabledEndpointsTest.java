package org.tepui.core.firewall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tepui.api.http.HttpRequest;
import org.tepui.api.http.HttpResponse;

/** Field case F66: what an operator disables is disabled, however it is spelled. */
class DisabledEndpointsTest {

    private static final List<String> ROUTES = List.of("/master/api/v1/scheduler", "/master/api/v1", "/master/state", "/files/browse");

    private static DisabledEndpoints disabled(String... paths) {
        return new DisabledEndpoints(List.of(paths), "master",
                path -> ROUTES.stream().filter(route -> path.equals(route) || path.startsWith(route + "/")).findFirst());
    }

    private static HttpRequest request(String path) {
        return HttpRequest.of("GET", path, Map.of(), List.of(), new byte[0], "127.0.0.1:1", true, Optional.empty());
    }

    private static boolean blocks(DisabledEndpoints rule, String path) {
        return rule.refuse(request(path)).isPresent();
    }

    @Test
    void theRefusalNamesThePathAsRouted() {
        HttpResponse answer = disabled("/state").refuse(request("/master/state")).orElseThrow();
        assertEquals(403, answer.status());
        assertEquals("Endpoint '/master/state' is disabled", new String(answer.body(), StandardCharsets.UTF_8));
    }

    @Test
    void everySpellingOfAnEntryDisablesTheEndpointAndWhatReachesIt() {
        for (String entry : List.of("/state", "/master/state", "/state/", "state", "//state", " /master/state ")) {
            assertTrue(blocks(disabled(entry), "/master/state"), entry);
            assertTrue(blocks(disabled(entry), "/master/state/below"), entry);
        }
    }

    @Test
    void anEndpointOfAnotherProcessIsDisabledAsWritten() {
        assertTrue(blocks(disabled("/files/browse"), "/files/browse"));
    }

    @Test
    void aLongerEndpointIsAnotherEndpoint() {
        assertTrue(blocks(disabled("/api/v1"), "/master/api/v1"));
        assertEquals(false, blocks(disabled("/api/v1"), "/master/api/v1/scheduler"));
    }

    @Test
    void aPathWithoutAnEndpointCanBeDisabledToo() {
        assertTrue(blocks(disabled("/help"), "/master/help"));
    }

    @Test
    void theRootIsTheMasterItself() {
        assertTrue(blocks(disabled("/"), "/master"));
        assertEquals(false, blocks(disabled("/"), "/master/state"));
    }

    @Test
    void anEmptyEntryDisablesNothing() {
        assertTrue(disabled("", " ").isEmpty());
    }
}
