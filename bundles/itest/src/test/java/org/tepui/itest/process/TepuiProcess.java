package org.tepui.itest.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** One process of {@code bin/tepui}. What it writes is kept in files; it is ended when the test closes it. */
public final class TepuiProcess implements AutoCloseable {

    /** The unpacked distribution under test. */
    public static final Path DIST = Path.of(System.getProperty("tepui.dist", "../../distribution/target/tepui")).toAbsolutePath();

    private static final long START_SECONDS_MAX = Long.getLong("tepui.wait", 60);

    private final Process process;
    private final Path out;
    private final Path err;
    private final int port;

    private TepuiProcess(Process process, Path out, Path err, int port) {
        this.process = process;
        this.out = out;
        this.err = err;
        this.port = port;
    }

    /** Starts a command of the distribution under test; {@code port} is only remembered. */
    public static TepuiProcess start(Path folder, int port, String... arguments) throws IOException {
        return start(DIST, folder, port, Map.of(), arguments);
    }

    /** @param folder for what it writes */
    public static TepuiProcess start(Path dist, Path folder, int port, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(dist.resolve("bin").resolve("tepui").toString());
        command.addAll(Arrays.asList(arguments));
        Path out = Files.createTempFile(folder, arguments.length == 0 ? "tepui" : arguments[0], ".out");
        Path err = Files.createTempFile(folder, arguments.length == 0 ? "tepui" : arguments[0], ".err");
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.redirectInput(Path.of("/dev/null").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MESOS_") || name.startsWith("LIBPROCESS_") || name.startsWith("SSL_"));
        builder.environment().putAll(environment);
        return new TepuiProcess(builder.start(), out, err, port);
    }

    /** Who listens on a port of loopback without being a process of this class: can be asked, never ended. */
    public static TepuiProcess of(int port) {
        return new TepuiProcess(null, null, null, port);
    }

    /** A master on a free port of loopback, answering. */
    public static TepuiProcess master(Path folder, String... more) throws IOException {
        return master(folder, freePort(), more);
    }

    public static TepuiProcess master(Path folder, int port, String... more) throws IOException {
        TepuiProcess master = start(folder, port, join(List.of("master", "--ip=127.0.0.1", "--port=" + port, "--hostname=localhost",
                "--registry=in_memory"), more));
        master.awaitHealth("/health");
        return master;
    }

    /** An agent of that master on a free port of loopback, registered. */
    public static TepuiProcess agent(Path folder, TepuiProcess master, String... more) throws IOException {
        int port = freePort();
        TepuiProcess agent = agentOf(folder, port, master, more);
        String pid = "slave(1)@127.0.0.1:" + port;
        await("registration of " + pid, () -> master.get("/state").contains(pid));
        return agent;
    }

    /** An agent of that master, answering, registered or not. */
    public static TepuiProcess agentOf(Path folder, int port, TepuiProcess master, String... more) throws IOException {
        TepuiProcess agent = start(folder, port, join(List.of("agent", "--master=127.0.0.1:" + master.port, "--ip=127.0.0.1",
                "--port=" + port, "--hostname=localhost", "--work_dir=" + Files.createTempDirectory(folder, "work")), more));
        agent.awaitHealth("/slave(1)/health");
        return agent;
    }

    private static String[] join(List<String> first, String... more) {
        List<String> all = new ArrayList<>(first);
        all.addAll(Arrays.asList(more));
        return all.toArray(String[]::new);
    }

    /** A port that nobody listens on now. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    public String out() {
        return read(out);
    }

    public String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Body of a GET; empty while nobody answers or the status is not 200. */
    public String get(String path) {
        try {
            HttpURLConnection connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + path.replace(" ", "%20")).toURL()
                    .openConnection();
            connection.setConnectTimeout(2_000);
            connection.setReadTimeout(10_000);
            return connection.getResponseCode() == 200 ? new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    : "";
        } catch (IOException e) {
            return "";
        }
    }

    /** True when a GET is answered 200. */
    public boolean answers(String path) {
        return status(path).filter(status -> status == 200).isPresent();
    }

    /** Status of a GET; empty while nobody answers. */
    public Optional<Integer> status(String path) {
        try {
            HttpURLConnection connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
            connection.setConnectTimeout(2_000);
            connection.setReadTimeout(10_000);
            return Optional.of(connection.getResponseCode());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    public void awaitHealth(String path) {
        await("an answer of " + path + " at port " + port, () -> {
            if (!process.isAlive()) {
                throw new AssertionError("the process ended with status " + process.exitValue() + ":\n" + err());
            }
            return answers(path);
        });
    }

    /** Waits until the condition holds. */
    public static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS_MAX);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited " + START_SECONDS_MAX + " s in vain for " + what);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting for " + what, e);
            }
        }
    }

    /** Waits for the end. */
    public int exitStatus() throws InterruptedException {
        if (!process.waitFor(START_SECONDS_MAX, TimeUnit.SECONDS)) {
            throw new AssertionError("the process did not end:\n" + err());
        }
        return process.exitValue();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** SIGKILL, and waits for the end. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGSTOP: alive, and silent. */
    public void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** SIGCONT. */
    public void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (kill.waitFor() != 0) {
            throw new IOException("kill -" + name + " " + process.pid() + " ended with status " + kill.exitValue());
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
