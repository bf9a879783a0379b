package org.tepui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.tepui.api.http.HttpResponse;

class ClusterCommandsTest {

    private static final String STATE = """
            {"slaves":[{"id":"S0","hostname":"a","active":true,"resources":{"cpus":4.0,"mem":1024.0,"disk":0.0,"ports":"[1-2]"},
              "used_resources":{"cpus":0.5,"mem":0.0},"offered_resources":{}}],
             "frameworks":[{"id":"F0","name":"web","roles":["x","y"],"connected":true,"tasks":[{}],"used_resources":{"cpus":0.5},
              "offered_resources":{},"offers":[{"id":"O1","slave_id":"S0","resources":[{"name":"cpus","scalar":{"value":3.5}}]}]},
              {"id":"F1","name":"old","role":"*","connected":false,"tasks":[],"used_resources":{},"offered_resources":{},"offers":[]}]}""";

    private static ClusterCommands commands(Map<String, HttpResponse> answers) {
        return new ClusterCommands(request -> CompletableFuture.completedStage(
                answers.getOrDefault(request.path(), HttpResponse.text(404, "404 Not Found."))));
    }

    private final ClusterCommands commands =
            commands(Map.of("/master/state", HttpResponse.json(200, STATE.getBytes(StandardCharsets.UTF_8))));

    @Test
    void tablesShowWhatTheEndpointsSay() {
        assertEquals("""
                ID  HOSTNAME  ACTIVE  RESOURCES                    USED      OFFERED
                S0  a         true    cpus:4 mem:1024 ports:[1-2]  cpus:0.5""",
                commands.agents());
        assertEquals("""
                ID  NAME  ROLES  CONNECTED  TASKS  USED      OFFERED
                F0  web   x,y    true       1      cpus:0.5
                F1  old   *      false      0""", commands.frameworks());
        assertEquals("""
                ROLE  FRAMEWORKS
                *     old
                x     web
                y     web""", commands.roles());
        assertEquals("""
                ID  FRAMEWORK  AGENT  RESOURCES
                O1  web        S0     cpus:3.5""", commands.offers());
    }

    @Test
    void anAnswerThatIsNoneIsToldInOneLine() {
        assertEquals("not healthy: /health is answered 404", assertThrows(IllegalStateException.class, commands::health).getMessage());
        assertEquals("/startup is answered 404: 404 Not Found.", assertThrows(IllegalStateException.class, commands::startup).getMessage());
    }
}
