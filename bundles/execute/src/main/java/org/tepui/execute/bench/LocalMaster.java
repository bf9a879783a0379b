package org.tepui.execute.bench;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tepui.execute.http.Address;
import org.tepui.execute.http.HttpConnection;
import org.tepui.flags.type.JsonReader;

/** A master of this distribution on loopback, with folders of its own, for the time of a measurement. */
final class LocalMaster implements Closeable {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofMinutes(2);
    private static final long POLL_MS = 50;

    private final Child program;
    private final Path folder;
    private final int port;

    private LocalMaster(Child program, Path folder, int port) {
        this.program = program;
        this.folder = folder;
        this.port = port;
    }

    /** An answer, read to its end. */
    record Reply(int status, byte[] body) {

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** @param tepui the program bin/tepui @param jars for its folder deploy/ */
    static LocalMaster start(String tepui, List<Path> jars, List<String> flags) throws IOException {
        return start(tepui, jars, flags, Map.of());
    }

    static LocalMaster start(String tepui, List<Path> jars, List<String> flags, Map<String, String> environment) throws IOException {
        Path folder = Files.createTempDirectory("tepui-bench");
        Path deploy = Files.createDirectory(folder.resolve("deploy"));
        for (Path jar : jars) {
            Files.copy(jar, deploy.resolve(jar.getFileName()));
        }
        int port = Child.freePort();
        List<String> command = new ArrayList<>(List.of(tepui, "master", "--ip=127.0.0.1", "--hostname=localhost", "--registry=in_memory",
            "--port=" + port, "--deploy_dir=" + deploy, "--cache_dir=" + folder.resolve("cache")));
        command.addAll(flags);
        LocalMaster master = new LocalMaster(Child.start(command, environment), folder, port);
        try {
            master.program.awaitHealth(port, Optional.empty(), POLL_MS);
            return master;
        } catch (IOException e) {
            master.close();
            throw e;
        }
    }

    int port() {
        return port;
    }

    /** Processor time so far. @throws IOException where the system does not tell */
    long cpuMillis() throws IOException {
        return ProcessHandle.of(program.pid()).flatMap(process -> process.info().totalCpuDuration()).map(Duration::toMillis)
            .orElseThrow(() -> new IOException("the processor time of the master is not told"));
    }

    Reply get(String path, SortedMap<String, String> headers) throws IOException {
        return ask("GET", path, headers, new byte[0]);
    }

    Reply post(String path, SortedMap<String, String> headers, byte[] body) throws IOException {
        return ask("POST", path, headers, body);
    }

    private Reply ask(String method, String path, SortedMap<String, String> headers, byte[] body) throws IOException {
        program.alive("the master");
        SortedMap<String, String> all = new TreeMap<>(headers);
        all.put("Connection", "close");
        try (HttpConnection connection = HttpConnection.open(new Address("127.0.0.1", port), CONNECT)) {
            connection.silence(ANSWER);
            HttpConnection.Answer answer = method.equals("GET") ? connection.get(path, all) : connection.post(path, all, body);
            return new Reply(answer.status(), answer.body().readAllBytes());
        }
    }

    /** 0 while the metric is not there. */
    double metric(String name, SortedMap<String, String> headers) throws IOException {
        Object value = object(get("/metrics/snapshot", headers).text()).get(name);
        return value instanceof Number number ? number.doubleValue() : 0;
    }

    static Map<?, ?> object(String text) throws IOException {
        try {
            return JsonReader.object(text).tree();
        } catch (IllegalArgumentException e) {
            throw new IOException("the master's answer is not JSON: " + e.getMessage(), e);
        }
    }

    /** Something that has to happen in time. */
    interface Condition {
        boolean holds() throws IOException;
    }

    /** @throws IOException one line when it does not */
    void await(String what, Duration longest, Condition condition) throws IOException {
        long begin = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - begin > longest.toNanos()) {
                throw new IOException("waited " + longest.toSeconds() + " s in vain for " + what);
            }
            Child.sleep(POLL_MS);
        }
    }

    /** Asks it to end. @return whether it did in time */
    boolean end(Duration longest) throws IOException {
        return program.end(longest);
    }

    @Override
    public void close() throws IOException {
        program.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
