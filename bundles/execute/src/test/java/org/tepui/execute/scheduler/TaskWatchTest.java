package org.tepui.execute.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tepui.api.resource.Resources;
import org.tepui.protocol.mesos.CommandInfo;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.scheduler.Call;
import org.tepui.protocol.mesos.scheduler.Event;
import org.tepui.protocol.v1.Encoding;
import org.tepui.protocol.v1.V1Edge;

class TaskWatchTest {

    private final List<String> said = new ArrayList<>();

    private TaskWatch watch(String task, String resources) {
        return new TaskWatch(new Task(task, CommandInfo.newBuilder().setValue("x").build(), Resources.parse(resources)), said::add);
    }

    /** What a real master sent, by scenario and connection. */
    private static Map<String, List<Event>> recorded() throws Exception {
        Map<String, List<Event>> streams = new TreeMap<>();
        ObjectMapper json = new ObjectMapper();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                TaskWatchTest.class.getResourceAsStream("/org/tepui/execute/events.jsonl"), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode node = json.readTree(line);
                byte[] body = Base64.getDecoder().decode(node.get("body").asText());
                Encoding encoding = body[0] == '{' ? Encoding.JSON : Encoding.PROTOBUF;
                streams.computeIfAbsent(node.get("scenario").asText() + "/" + node.get("conn").asInt(), k -> new ArrayList<>())
                    .add(V1Edge.parse(encoding, body, Event.newBuilder()).build());
            }
        }
        return streams;
    }

    private static List<Call.Type> types(List<Call> calls) {
        return calls.stream().map(Call::getType).toList();
    }

    @Test
    void aRecordedRunEndsAsTheRealClientSawIt() throws Exception {
        TaskWatch watch = watch("t", "cpus:0.5;mem:32");
        List<Call> calls = new ArrayList<>();
        for (Event event : recorded().get("03/2")) {
            calls.addAll(watch.on(event));
        }
        assertEquals(List.of(Call.Type.ACCEPT, Call.Type.ACKNOWLEDGE, Call.Type.ACKNOWLEDGE, Call.Type.ACKNOWLEDGE), types(calls));
        assertEquals(2, calls.get(0).getAccept().getOperations(0).getLaunch().getTaskInfos(0).getResourcesCount());
        assertEquals(Optional.of(TaskState.TASK_FINISHED), watch.end());
    }

    @Test
    void aRecordedFailureIsAFailure() throws Exception {
        TaskWatch watch = watch("bad", "cpus:1;mem:128");
        for (Event event : recorded().get("03/12")) {
            watch.on(event);
        }
        assertEquals(Optional.of(TaskState.TASK_FAILED), watch.end());
        assertTrue(said.contains("Task 'bad' is TASK_FAILED: Command exited with status 3"), said.toString());
    }

    @Test
    void everyRecordedEventIsUnderstood() throws Exception {
        int events = 0;
        for (List<Event> stream : recorded().values()) {
            TaskWatch watch = watch("nosuch", "cpus:1000");
            for (Event event : stream) {
                assertTrue(event.getType() != Event.Type.UNKNOWN);
                watch.on(event);
                events++;
            }
        }
        assertEquals(105, events);
    }

    @Test
    void anOfferThatIsTooSmallIsDeclinedAndToldOnce() throws Exception {
        TaskWatch watch = watch("t", "cpus:1000");
        Event subscribed = recorded().get("03/2").get(0);
        Event offers = recorded().get("03/2").stream().filter(e -> e.getType() == Event.Type.OFFERS).findFirst().orElseThrow();
        watch.on(subscribed);
        assertEquals(List.of(Call.Type.DECLINE), types(watch.on(offers)));
        assertEquals(List.of(Call.Type.DECLINE), types(watch.on(offers)));
        assertEquals(1, said.stream().filter(line -> line.startsWith("No offer so far")).count());
    }

    @Test
    void anErrorOfTheMasterIsTheEnd() {
        TaskWatch watch = watch("t", "cpus:1");
        watch.on(Event.newBuilder().setType(Event.Type.ERROR).setError(Event.Error.newBuilder().setMessage("Framework failed over")).build());
        assertEquals(Optional.of("Framework failed over"), watch.error());
    }

    @Test
    void redirectsNameTheLeader() throws IOException {
        assertEquals("h:5050", MasterConnection.redirected("//h:5050/master/api/v1/scheduler").toString());
        assertEquals("1.2.3.4:80", MasterConnection.redirected("http://1.2.3.4:80/x").toString());
    }
}
