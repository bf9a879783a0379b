package org.tepui.execute.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tepui.execute.http.Address;

/**
 * Reads all tasks from two masters that have the same tasks, by turns: one without rules, the other with {@code local} rules for a principal that
 * names itself, and may see every user by a rule of its own. Measured: from the request to the last byte of the answer, authentication included.
 */
public final class AuthorizeBench {

    /** Tasks of an agent. */
    private static final int TASKS_EACH = 1_000;
    private static final int USERS = 10;
    private static final int WARM_UP = 10;
    private static final Duration LOAD_MAX = Duration.ofMinutes(3);
    private static final SortedMap<String, String> NOBODY = new TreeMap<>();
    private static final SortedMap<String, String> READER = new TreeMap<>(Map.of("Authorization",
        "Basic " + Base64.getEncoder().encodeToString("reader:bench".getBytes(StandardCharsets.UTF_8))));
    private static final byte[] GET_TASKS = "{\"type\":\"GET_TASKS\"}".getBytes(StandardCharsets.UTF_8);

    /**
     * @param plain without rules, {@code judged} with them: nanoseconds of each read
     * @param plainCpu processor time of the master for all of them together, milliseconds; tells more than the time where others use the machine
     */
    public record Reads(String what, long[] plain, long[] judged, long plainCpu, long judgedCpu, int bytes) {
    }

    private final Path home;
    private final int tasks;
    private final int count;

    public AuthorizeBench(Path home, int tasks, int count) {
        this.home = home;
        this.tasks = tasks;
        this.count = count;
    }

    /** @return the reads of {@code GET /state} and of the call {@code GET_TASKS} */
    public List<Reads> run() throws IOException {
        String tepui = home.resolve("bin").resolve("tepui").toString();
        Path credentials = Files.createTempFile("tepui-bench", ".json", PosixFilePermissions.asFileAttribute(
            PosixFilePermissions.fromString("rw-------")));
        List<String> common = List.of("--quiet", "--agent_ping_timeout=10mins");
        try {
            Files.writeString(credentials, "{\"credentials\":[{\"principal\":\"reader\",\"secret\":\"bench\"}]}");
            try (LocalMaster plain = LocalMaster.start(tepui, List.of(), common);
                    LocalMaster judged = LocalMaster.start(tepui, List.of(), with(common, "--credentials=" + credentials,
                        "--authenticate_http_readonly", "--authenticate_http_readwrite", "--acls=" + rules()));
                    QuietAgents agents = new QuietAgents(USERS)) {
                load(plain, agents, NOBODY);
                load(judged, agents, READER);
                return List.of(measure("GET /state", plain, judged, (master, headers) -> master.get("/state", headers)),
                    measure("GET_TASKS", plain, judged, (master, headers) -> {
                        SortedMap<String, String> all = new TreeMap<>(headers);
                        all.put("Content-Type", "application/json");
                        all.put("Accept", "application/json");
                        return master.post("/api/v1", all, GET_TASKS);
                    }));
            }
        } finally {
            Files.delete(credentials);
        }
    }

    private static List<String> with(List<String> flags, String... more) {
        List<String> all = new java.util.ArrayList<>(flags);
        all.addAll(List.of(more));
        return all;
    }

    /** Rules of the length that a site has: the one that decides is the last of each list. */
    private static String rules() {
        StringBuilder rules = new StringBuilder("{\"permissive\":false,\"register_agents\":[{\"principals\":{\"type\":\"ANY\"},\"agents\":"
            + "{\"type\":\"ANY\"}}],\"get_endpoints\":[{\"principals\":{\"values\":[\"reader\"]},\"paths\":{\"type\":\"ANY\"}}],"
            + "\"view_roles\":[{\"principals\":{\"values\":[\"reader\"]},\"roles\":{\"type\":\"ANY\"}}]");
        for (String list : List.of("view_frameworks", "view_tasks", "view_executors")) {
            rules.append(",\"").append(list).append("\":[");
            for (int i = 0; i < USERS; i++) {
                rules.append("{\"principals\":{\"values\":[\"other").append(i).append("\"]},\"users\":{\"values\":[\"user").append(i).append("\"]}},");
            }
            rules.append("{\"principals\":{\"values\":[\"reader\"]},\"users\":{\"values\":[");
            for (int i = 0; i < USERS; i++) {
                rules.append(i == 0 ? "" : ",").append("\"user").append(i).append('"');
            }
            rules.append("]}}]");
        }
        return rules.append('}').toString();
    }

    private void load(LocalMaster master, QuietAgents agents, SortedMap<String, String> headers) throws IOException {
        master.await("the recovery of the master", LOAD_MAX, () -> master.metric("master/elected", headers) == 1);
        for (int left = tasks, number = 0; left > 0; left -= TASKS_EACH, number++) {
            int some = Math.min(left, TASKS_EACH);
            int agent = number;
            int sum = tasks - left + some;
            // One after the other, and again when the master was not ready for it.
            master.await(sum + " tasks", LOAD_MAX, () -> {
                if (master.metric("master/tasks_running", headers) >= sum) {
                    return true;
                }
                agents.comeBack(new Address("127.0.0.1", master.port()), agent, some);
                return false;
            });
        }
    }

    private interface Read {
        LocalMaster.Reply of(LocalMaster master, SortedMap<String, String> headers) throws IOException;
    }

    private Reads measure(String what, LocalMaster plain, LocalMaster judged, Read read) throws IOException {
        long[][] nanos = new long[2][count];
        long[] cpu = new long[2];
        int all = one(read, plain, NOBODY).body().length;
        for (int i = -WARM_UP; i < count; i++) {
            long before = plain.cpuMillis();
            long begin = System.nanoTime();
            one(read, plain, NOBODY);
            long middle = System.nanoTime();
            long between = judged.cpuMillis();
            int seen = one(read, judged, READER).body().length;
            long end = System.nanoTime();
            if (seen < all * 0.99) {
                throw new IOException(what + " shows the principal less than all: " + seen + " of " + all + " bytes");
            }
            if (i >= 0) {
                nanos[0][i] = middle - begin;
                nanos[1][i] = end - middle;
                cpu[0] += plain.cpuMillis() - before;
                cpu[1] += judged.cpuMillis() - between;
            }
        }
        return new Reads(what, nanos[0], nanos[1], cpu[0], cpu[1], all);
    }

    private static LocalMaster.Reply one(Read read, LocalMaster master, SortedMap<String, String> headers) throws IOException {
        LocalMaster.Reply reply = read.of(master, headers);
        if (reply.status() != 200) {
            throw new IOException("the master answered " + reply.status() + ": " + reply.text().lines().findFirst().orElse(""));
        }
        return reply;
    }
}
