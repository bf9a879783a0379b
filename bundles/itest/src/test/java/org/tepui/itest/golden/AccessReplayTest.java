package org.tepui.itest.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tepui.itest.process.TepuiProcess;

/**
 * Recording 10-auth up to where drivers of the v0 API come (8.1 s): readers and operators without credentials, odd Authorization headers, an
 * agent with a wrong secret, one with none and one with the right one, schedulers of one principal and another.
 */
class AccessReplayTest {

    private static final Set<String> BUILT = Set.of("/state", "/slaves", "/frameworks", "/health", "/flags", "/redirect",
            "/metrics/snapshot", "/api/v1", "/api/v1/scheduler", "/nope");

    @TempDir
    Path folder;

    @Test
    void everybodyIsLetInOrNotAsRecorded() throws Exception {
        Path credentials = Files.writeString(folder.resolve("credentials"), resource("10-credentials.json"));
        Recording recording = Recording.load("10");
        try (TepuiProcess master = TepuiProcess.master(folder, "--credentials=" + credentials, "--authenticate_agents",
                "--authenticate_frameworks", "--authenticate_http_readwrite", "--authenticate_http_readonly", "--authenticate_http_frameworks",
                "--http_framework_authenticators=basic", "--allocation_interval=200ms");
                Replay replay = new Replay(recording, master.port())) {
            TepuiProcess.await("the recovery", () -> recovered(master.port()));
            List<String> differences = replay.run(event -> reason(recording, event).isEmpty());
            assertTrue(master.isAlive(), master.err());
            assertEquals(List.of(), differences);
            assertTrue(replay.compared() >= 45, "only " + replay.compared() + " were compared");
        }
    }

    private static boolean recovered(int port) {
        try {
            HttpURLConnection connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/state").toURL().openConnection();
            connection.setRequestProperty("Authorization", "Basic b3A6b3Atc2VjcmV0");
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whoever builds what a step needs takes its reason out below, and its line out of the list. */
    @Test
    void theStepsLeftOutAreTheListedOnes() throws Exception {
        Recording recording = Recording.load("10");
        List<String> out = new ArrayList<>();
        for (Recording.Event event : recording.events) {
            if (event.text("kind").equals("request") && List.of("scheduler", "operator").contains(event.text("from"))) {
                reason(recording, event).ifPresent(reason -> out.add("10 " + event.t() + " " + event.text("step") + ": " + reason));
            }
        }
        out.add("10 8.1055 and later: operator calls of the denied principal, reservations, drivers of the v0 API: not in the copy of this test");
        assertEquals(resource("10-leftout.txt").lines().toList(), out);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = AccessReplayTest.class.getResourceAsStream("/golden/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Optional<String> reason(Recording recording, Recording.Event event) {
        Recording.Event request = event.text("kind").equals("response") ? recording.requests.get(event) : event;
        String step = event.text("step");
        if (event.text("message").contains("PingSlave") || request.text("message").contains("PingSlave")) {
            return Optional.of("pings are not counted");
        }
        if (step.startsWith("denied principal") || step.equals("SUBSCRIBE role not allowed")) {
            return Optional.of("needs the access rules of the recording");
        }
        if (event.t() > 7.7 && event.t() < 8.1035) {
            return Optional.of("follows from a launch that the access rules of the recording refuse");
        }
        if (step.equals("Authorization: Basic b3A6b3Atc2VjcmV0")) {
            return Optional.of("lists flags of its own");
        }
        if (step.equals("no credentials: GET /version")) {
            return Optional.of("names a build of its own");
        }
        if (List.of("operator", "scheduler").contains(request.text("from")) && !BUILT.contains(request.text("path").split("\\?")[0])) {
            return Optional.of("the endpoint isn't built");
        }
        return Optional.empty();
    }
}
