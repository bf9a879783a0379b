package org.tepui.itest.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tepui.itest.process.TepuiProcess;

/**
 * Sends what the recorded agents, schedulers and operators sent, in the recorded order, and waits at each recorded answer, event and message
 * of the master until the live master has said the same. Nothing is paced by the clock.
 */
final class Replay implements AutoCloseable {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(4);
    /** So many differences tell enough. */
    private static final int GIVE_UP = 5;
    private static final Pattern ADDRESS = Pattern.compile("\\b(127\\.0\\.0\\.1|localhost):(\\d{4,5})\\b");
    private static final int MASTER_PORT = 5050;
    /** How often and how joined these come depends on the allocation cycle: what was recorded must come, more may. */
    private static final Set<String> QUIET = Set.of("HEARTBEAT", "OFFERS", "RESCIND", "mesos.internal.PingSlaveMessage");

    /** One thing the master said on a stream or to an agent. */
    private static final class Said {
        final String name;
        final JsonNode tree;
        final Set<String> offersTaken = new LinkedHashSet<>();
        boolean used;

        Said(String name, JsonNode tree) {
            this.name = name;
            this.tree = tree;
        }
    }

    private final Recording recording;
    private final Map<Integer, Integer> ports = new TreeMap<>();
    private final Ids ids = new Ids();
    private final ObjectMapper mapper = new ObjectMapper();
    private final Map<Integer, LiveConnection> connections = new LinkedHashMap<>();
    private final Map<Integer, Integer> answered = new LinkedHashMap<>();
    private final Map<String, PlayedPeer> peers = new LinkedHashMap<>();
    private final Map<Integer, PlayedAgent> agents = new LinkedHashMap<>();
    private final Map<String, List<Said>> said = new LinkedHashMap<>();
    private final List<String> differences = new ArrayList<>();
    private int compared;

    Replay(Recording recording, int masterPort) throws IOException {
        this.recording = recording;
        ports.put(MASTER_PORT, masterPort);
        for (JsonNode connection : recording.connections.values()) {
            int port = connection.get("server_port").asInt();
            if (!ports.containsKey(port)) {
                ports.put(port, TepuiProcess.freePort());
            }
        }
    }

    /** @return what differs, empty when all is as recorded */
    List<String> run(Predicate<Recording.Event> played) throws IOException {
        for (Recording.Event event : recording.events) {
            if (played.test(event) && differences.size() < GIVE_UP) {
                step(event);
            }
        }
        said.forEach((where, all) -> all.stream().filter(each -> !each.used && !QUIET.contains(each.name))
                .forEach(each -> differences.add("not recorded: " + where + " " + each.name + " " + Comparison.brief(each.tree))));
        return differences;
    }

    /** How many answers, events and messages of the master were compared. */
    int compared() {
        return compared;
    }

    private void step(Recording.Event event) throws IOException {
        boolean fromMaster = event.text("from").equals("master");
        switch (event.text("kind")) {
            case "connection" -> end(event);
            case "record" -> record(event);
            case "response" -> {
                // Pongs are sent on a connection of their own, as soon as the ping comes.
                if (fromMaster && !recording.requests.get(event).isPong()) {
                    response(event);
                }
            }
            case "request" -> {
                if (fromMaster) {
                    message(event);
                } else if (!event.isPong() && !(event.text("from").equals("scheduler") && recording.unanswered(event))) {
                    send(event);
                }
            }
            default -> throw new IllegalStateException("no such kind: " + event.line());
        }
    }

    private void end(Recording.Event event) throws IOException {
        if (event.text("client").equals("master")) {
            PlayedAgent agent = agents.remove(event.line().get("server_port").asInt());
            if (agent != null) {
                agent.close();
            }
        } else {
            LiveConnection connection = connections.get(event.connection());
            if (connection != null) {
                connection.close();
            }
        }
    }

    private void send(Recording.Event event) throws IOException {
        if (!event.text("message").isEmpty()) {
            Matcher pid = ADDRESS.matcher(event.header("Libprocess-From") + event.header("User-Agent"));
            if (pid.find()) {
                agent(Integer.parseInt(pid.group(2)));
            }
        }
        if (!connections.containsKey(event.connection())) {
            connections.put(event.connection(), new LiveConnection(ports.get(MASTER_PORT)));
        }
        connections.get(event.connection()).send(bytes(event));
    }

    private PlayedAgent agent(int recordedPort) throws IOException {
        if (!agents.containsKey(recordedPort)) {
            if (!ports.containsKey(recordedPort)) {
                ports.put(recordedPort, TepuiProcess.freePort());
            }
            agents.put(recordedPort, new PlayedAgent(ports.get(recordedPort), ports.get(MASTER_PORT)));
        }
        return agents.get(recordedPort);
    }

    private byte[] bytes(Recording.Event event) throws IOException {
        byte[] body = event.body();
        if (event.text("message").equals(PlayedPeer.STEP)) {
            return framed(event, peer(event.header("Libprocess-From")).answer(body));
        }
        if (body.length > 0) {
            body = event.text("type").isEmpty() || isJson(event) ? live(new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8)
                    : Messages.translate(Messages.parse(event.text("type"), body), this::live, ports).toByteArray();
        }
        return framed(event, body);
    }

    /** The peer of an exchange of challenges that has this address. */
    private PlayedPeer peer(String recordedPid) {
        return peers.computeIfAbsent(recordedPid.substring(recordedPid.lastIndexOf(':') + 1), port -> new PlayedPeer());
    }

    private byte[] framed(Recording.Event event, byte[] body) {
        StringBuilder head = new StringBuilder(event.text("method") + " " + live(event.text("path")) + " HTTP/1.1\r\n");
        boolean chunked = event.header("Transfer-Encoding").equals("chunked");
        for (JsonNode header : event.line().get("headers")) {
            boolean length = header.get(0).asText().equalsIgnoreCase("Content-Length");
            head.append(header.get(0).asText()).append(": ").append(length ? "" + body.length : live(header.get(1).asText())).append("\r\n");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        if (chunked && body.length > 0) {
            out.writeBytes((Integer.toHexString(body.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        out.writeBytes(body);
        out.writeBytes((chunked ? (body.length > 0 ? "\r\n" : "") + "0\r\n\r\n" : "").getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    private static boolean isJson(Recording.Event event) {
        return event.header("Content-Type").startsWith("application/json");
    }

    private String live(String text) {
        return ids.translate(places(text));
    }

    private String places(String text) {
        return ADDRESS.matcher(text).replaceAll(at -> at.group(1) + ":"
                + ports.getOrDefault(Integer.parseInt(at.group(2)), Integer.parseInt(at.group(2))));
    }

    private void response(Recording.Event event) throws IOException {
        int index = answered.merge(event.connection(), 1, Integer::sum) - 1;
        LiveConnection connection = connections.get(event.connection());
        String title = event.t() + " response " + event.text("step") + ": ";
        boolean stream = event.line().path("stream").asBoolean();
        if (connection == null || !waitFor(() -> connection.answer(index) != null && (stream || connection.answer(index).complete()))) {
            differences.add(title + "no answer, recorded " + event.line().get("status"));
            return;
        }
        compared++;
        LiveConnection.Answer answer = connection.answer(index);
        if (answer.status() != event.line().get("status").asInt()) {
            differences.add(title + "status " + answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8)
                    + ", recorded " + event.line().get("status"));
            return;
        }
        for (String name : List.of("Content-Type", "Mesos-Stream-Id", "WWW-Authenticate")) {
            String live = answer.head.getOrDefault(name, "");
            differences.addAll(prefixed(title + name, equal(mapper.valueToTree(event.header(name)), mapper.valueToTree(live))));
        }
        if (!stream) {
            differences.addAll(prefixed(title, equal(content(event, event.body()), content(event, answer.body()))));
        }
    }

    private JsonNode content(Recording.Event event, byte[] body) throws IOException {
        if (event.header("Content-Type").startsWith("application/json")) {
            return mapper.readTree(body);
        }
        return mapper.valueToTree(new String(body, StandardCharsets.UTF_8));
    }

    private static List<String> prefixed(String title, List<String> lines) {
        return lines.stream().map(line -> title + line).toList();
    }

    private List<String> equal(JsonNode recorded, JsonNode live) {
        return Comparison.equal(recorded, live, ids, this::places, ports);
    }

    private void record(Recording.Event event) throws IOException {
        JsonNode recorded = tree(event, event.body());
        String name = recorded.path("type").asText();
        if (!name.equals("HEARTBEAT")) {
            expect(event, name, recorded, "stream " + event.connection(), () -> {
                LiveConnection.Answer answer = connections.get(event.connection()).answer(0);
                List<Said> out = new ArrayList<>();
                for (byte[] each : answer == null ? List.<byte[]>of() : answer.records()) {
                    JsonNode tree = tree(event, each);
                    out.add(new Said(tree.path("type").asText(), tree));
                }
                return out;
            });
        }
    }

    private JsonNode tree(Recording.Event event, byte[] body) throws IOException {
        return event.line().path("proto").asBoolean() ? Messages.tree(Messages.parse(event.text("type"), body)) : mapper.readTree(body);
    }

    private void message(Recording.Event event) throws IOException {
        String name = event.text("message");
        int port = recording.connections.get(event.connection()).get("server_port").asInt();
        PlayedAgent agent = agent(port);
        if (name.equals(PlayedPeer.STEP)) {
            challenge(event, port, agent);
            return;
        }
        JsonNode recorded = Messages.tree(Messages.parse(name, event.body()));
        expect(event, name, recorded, "agent " + port, () -> {
            List<Said> out = new ArrayList<>();
            for (PlayedAgent.Received each : agent.received()) {
                out.add(new Said(each.name(), Messages.tree(Messages.parse(each.name(), each.body()))));
            }
            return out;
        });
    }

    /** A challenge is new each time: it must come, and is what the peer answers. */
    private void challenge(Recording.Event event, int port, PlayedAgent agent) throws IOException {
        List<Said> known = said.computeIfAbsent("agent " + port, key -> new ArrayList<>());
        boolean found = waitFor(() -> {
            for (PlayedAgent.Received each : agent.received().subList(known.size(), agent.received().size())) {
                Said one = new Said(each.name(), Messages.tree(Messages.parse(each.name(), each.body())));
                known.add(one);
                if (each.name().equals(PlayedPeer.STEP)) {
                    one.used = true;
                    peer(":" + port).challenged(event.body(), each.body());
                    return true;
                }
            }
            return false;
        });
        compared++;
        if (!found) {
            differences.add(event.t() + " agent " + port + " was not challenged");
        }
    }

    private interface Source {
        List<Said> all() throws IOException;
    }

    private void expect(Recording.Event event, String name, JsonNode recorded, String where, Source source) throws IOException {
        List<Said> known = said.computeIfAbsent(where, key -> new ArrayList<>());
        boolean found = waitFor(() -> {
            List<Said> now = source.all();
            known.addAll(now.subList(known.size(), now.size()));
            return name.equals("OFFERS") ? matchOffers(recorded, known) : matchOne(name, recorded, known);
        });
        compared++;
        if (!found) {
            List<String> near = known.stream().filter(each -> each.name.equals(name) && !each.used)
                    .map(each -> String.join("; ", equal(recorded, each.tree))).toList();
            differences.add(event.t() + " " + where + " " + name + " missing, recorded " + Comparison.brief(recorded) + ", near: " + near);
        }
    }

    private boolean matchOne(String name, JsonNode recorded, List<Said> known) {
        for (Said each : known) {
            if (!each.used && each.name.equals(name) && equal(recorded, each.tree).isEmpty()) {
                each.used = true;
                return true;
            }
        }
        return false;
    }

    /** One cycle may offer at once what two did in the recording: offers are matched one by one. */
    private boolean matchOffers(JsonNode recorded, List<Said> known) {
        for (JsonNode offer : recorded.at("/offers/offers")) {
            boolean found = false;
            for (Said each : known) {
                for (JsonNode live : each.tree.at("/offers/offers")) {
                    String id = live.at("/id/value").asText();
                    if (!found && !each.offersTaken.contains(id) && equal(offer, live).isEmpty()) {
                        found = each.offersTaken.add(id);
                    }
                }
            }
            if (!found) {
                return false;
            }
        }
        return true;
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static boolean waitFor(Condition condition) throws IOException {
        long deadline = System.nanoTime() + PATIENCE;
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        for (LiveConnection connection : connections.values()) {
            connection.close();
        }
        agents.values().forEach(PlayedAgent::close);
    }
}
