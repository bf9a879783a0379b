package org.tepui.core.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.tepui.api.authorization.Authorizer;
import org.tepui.api.http.HttpEndpoint;
import org.tepui.api.http.HttpRequest;
import org.tepui.api.http.HttpResponse;
import org.tepui.api.http.Permission;
import org.tepui.api.identity.Principal;
import org.tepui.api.module.ModuleChange;
import org.tepui.api.module.ModuleDifference;
import org.tepui.api.module.ModuleFault;
import org.tepui.api.module.ModuleInfo;
import org.tepui.api.module.ModuleKind;
import org.tepui.api.module.ModuleState;
import org.tepui.api.module.Modules;
import org.tepui.core.authorization.Approvers;
import org.tepui.core.module.Seat;

class ModuleCallsTest {

    private static final String SWAP = "{\"action\":\"swap\",\"kind\":\"allocator\",\"names\":[\"binpack\"],\"why\":\"\"}";

    private final List<String> calls = new ArrayList<>();
    private boolean done = true;
    private final Seat<Authorizer> seat = new Seat<>(ModuleKind.AUTHORIZER);

    private final Modules modules = new Modules() {
        @Override
        public List<ModuleInfo> list() {
            return List.of(ModuleInfo.of(ModuleKind.ALLOCATOR, "binpack", "b", "1.0.0", ModuleState.STANDBY, false, "not chosen"),
                    ModuleInfo.of(ModuleKind.HOOK, "h", "b", "1.0.0", ModuleState.STANDBY, false, "not chosen").withFaults(List.of(
                            ModuleFault.of(ModuleFault.Cause.THREW, "agentLost", "agent 1", "x.Y: z", List.of("a.B.c(B.java:1)"), 5, 6, 7))));
        }

        @Override
        public List<ModuleChange> changes() {
            return List.of(change(ModuleKind.ALLOCATOR, List.of("binpack"), "op"));
        }

        @Override
        public List<ModuleDifference> differences() {
            return List.of(ModuleDifference.of(ModuleKind.ALLOCATOR, List.of("hierarchical"), List.of("binpack"), "conf/x.cfg"),
                    ModuleDifference.of(ModuleKind.HOOK, List.of("h"), List.of(), "flags"));
        }

        @Override
        public CompletionStage<ModuleChange> swap(ModuleKind kind, List<String> names, String who, String why) {
            return called("swap", kind, names, who, why);
        }

        @Override
        public CompletionStage<ModuleChange> quarantine(ModuleKind kind, String name, String who, String why) {
            return called("quarantine", kind, List.of(name), who, why);
        }

        @Override
        public CompletionStage<ModuleChange> release(ModuleKind kind, String name, String who, String why) {
            return called("release", kind, List.of(name), who, why);
        }

        private CompletionStage<ModuleChange> called(String action, ModuleKind kind, List<String> names, String who, String why) {
            calls.add(action + " " + kind + " " + names + " by " + who + " " + why);
            return CompletableFuture.completedFuture(change(kind, names, who));
        }

        private ModuleChange change(ModuleKind kind, List<String> names, String who) {
            return ModuleChange.of(1, 5, kind, List.of("hierarchical"), names, who, "", done, done ? "in use" : "it threw", 7, 9);
        }
    };
    private final HttpEndpoint endpoint = ModuleCalls.route(modules, new Approvers(seat));

    private HttpResponse ask(String method, String body, String peer, String principal) {
        return endpoint.handle(HttpRequest.of(method, "/tepui/modules", Map.of(), List.of(), body.getBytes(StandardCharsets.UTF_8), peer,
                true, Optional.ofNullable(principal).map(Principal::of))).toCompletableFuture().join();
    }

    private HttpResponse post(String body, String peer, String principal) {
        return ask("POST", body, peer, principal);
    }

    private HttpResponse post(String body) {
        return post(body, "127.0.0.1:5", null);
    }

    @Test
    void aChangeIsAnsweredWhenItIsDoneOrWithWhyItIsNot() {
        HttpResponse answer = post(SWAP);
        assertEquals(200, answer.status());
        assertEquals("{\"number\":1,\"time_ns\":5,\"kind\":\"allocator\",\"from\":[\"hierarchical\"],\"to\":[\"binpack\"],"
                + "\"who\":\"a client of this machine\",\"why\":\"\",\"done\":true,\"outcome\":\"in use\",\"epoch\":7,\"pause_ns\":9}", answer.text());
        done = false;
        HttpResponse not = post("{\"action\":\"quarantine\",\"kind\":\"hook\",\"name\":\"h\",\"why\":\"slow\"}");
        assertEquals(409, not.status());
        assertTrue(not.text().contains("\"outcome\":\"it threw\""), not.text());
        assertEquals(List.of("swap allocator [binpack] by a client of this machine ", "quarantine hook [h] by a client of this machine slow"),
                calls);
    }

    @Test
    void theEvidenceOfFaultsIsShown() {
        String text = ask("GET", "", "127.0.0.1:5", null).text();
        assertTrue(text.contains("\"faults\":[{\"call\":\"agentLost\",\"cause\":\"threw\",\"input\":\"agent 1\",\"detail\":\"x.Y: z\","
                + "\"time_ns\":5,\"took_ns\":6,\"cpu_ns\":7,\"stack\":[\"a.B.c(B.java:1)\"]}]"), text);
        assertEquals(1, text.split("\"faults\"", -1).length - 1, "none of a module that never failed");
    }

    @Test
    void theGateAsksForSomeKindAndTheRecordNamesThePrincipal() {
        assertEquals(Optional.of("MANAGE_MODULES"), endpoint.permission().map(Permission::action));
        assertEquals(ModuleKind.values().length, endpoint.permission().orElseThrow().objects().size());
        assertEquals(200, post(SWAP, "10.0.0.1:5", "op").status());
        assertTrue(calls.get(0).contains("by op"), calls.get(0));
    }

    @Test
    void theAuthorizerIsAskedForTheKind() {
        seat.take(List.of("acls"), List.of((subject, action) -> CompletableFuture.completedFuture(object -> action.equals("MANAGE_MODULES")
                && subject.flatMap(Principal::value).equals(Optional.of("op")) && object.value().equals(Optional.of("allocator")))));
        assertEquals(200, post(SWAP, "10.0.0.1:5", "op").status());
        assertEquals(403, post(SWAP, "10.0.0.1:5", "other").status());
        assertEquals(403, post(SWAP.replace("allocator", "authorizer"), "10.0.0.1:5", "op").status());
        assertEquals(403, post(SWAP).status());
        assertEquals(1, calls.size());
        HttpResponse seen = ask("GET", "", "10.0.0.1:5", "op");
        assertEquals(200, seen.status());
        assertEquals("{\"modules\":[{\"kind\":\"allocator\",\"name\":\"binpack\",\"bundle\":\"b\",\"version\":\"1.0.0\",\"state\":\"standby\","
                + "\"configured\":false,\"reason\":\"not chosen\"}],\"differences\":[{\"kind\":\"allocator\",\"running\":[\"hierarchical\"],\"configured\":[\"binpack\"],"
                + "\"by\":\"conf/x.cfg\",\"line\":\"allocator: hierarchical is running, binpack is configured (conf/x.cfg)\"}],\"changes\":[", seen.text().substring(0, seen.text().indexOf("[{\"number")) + "[");
        assertEquals(403, ask("GET", "", "10.0.0.1:5", "other").status());
    }

    @Test
    void anAuthorizerThatFailsDenies() {
        seat.take(List.of("broken"), List.of((subject, action) -> CompletableFuture.failedFuture(new IllegalStateException("broken"))));
        assertEquals(403, post(SWAP, "127.0.0.1:5", "op").status());
        assertEquals(List.of(), calls);
    }

    @Test
    void aBodyThatIsNotACallIsRefusedInOneLine() {
        Map<String, String> lines = Map.of("", "The body must be a JSON object", "[]", "The body must be a JSON object",
                "{\"action\":\"eat\",\"kind\":\"hook\",\"names\":[\"x\"]}", "The field action must be one of swap, quarantine, release",
                "{\"action\":\"swap\",\"kind\":\"hook\"}", "The field names is missing",
                "{\"action\":\"swap\",\"kind\":\"hook\",\"names\":[1]}", "The field names must be text",
                "{\"action\":\"release\",\"kind\":\"hook\",\"names\":[\"a\",\"b\"]}", "One module at a time can be quarantined or released",
                "{\"force\":true}", "There is no field 'force'; known are action, kind, names, name, why",
                SWAP + "{}", "The body must be one JSON object");
        lines.forEach((body, line) -> {
            HttpResponse answer = post(body);
            assertEquals(400, answer.status(), body);
            assertEquals(line, answer.text());
        });
        assertTrue(post(SWAP.replace("allocator", "alocator")).text().startsWith("There is no kind 'alocator'; known are allocator, authorizer, "));
        assertTrue(post("{\"action\":").text().startsWith("The body is not JSON: "));
        assertEquals(400, post("{\"why\":\"" + "x".repeat(70_000) + "\"}").status());
        assertEquals(List.of(), calls);
    }
}
