package org.tepui.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@code tepui shell}: speaks with the shell of a master on this machine. Its sockets are those of the bundle {@code org.tepui.shell}. */
public final class ShellClient {
    private static final String USAGE = """
        Usage: tepui shell [--pid=PID] [COMMAND [ARGUMENT ...]]

        With a command: runs it and ends, with 0 if it was done. Without: reads commands until the end of the input.
        The command 'help' lists the commands. TEPUI_SHELL_DIR: the folder of the sockets.
        """;
    private static final char END = '\u0004';

    private ShellClient() {}

    public static void main(String[] args) {
        List<String> words = new ArrayList<>(List.of(args));
        String pid = "";
        if (!words.isEmpty() && words.get(0).startsWith("--pid=")) {
            pid = words.remove(0).substring("--pid=".length());
        }
        if (!words.isEmpty() && words.get(0).equals("--help")) {
            System.out.print(USAGE);
            return;
        }
        if (!words.isEmpty() && words.get(0).startsWith("--")) {
            System.err.println("tepui shell: unknown flag " + words.get(0) + "; see tepui shell --help");
            System.exit(1);
        }
        try (SocketChannel socket = connect(ShellPlace.of(System.getenv()), pid)) {
            System.exit(speak(socket, words));
        } catch (IOException e) {
            System.err.println("tepui shell: " + e.getMessage());
            System.exit(1);
        }
    }

    /** @throws IOException in one line, when there is not exactly one process to speak with */
    private static SocketChannel connect(Path folder, String pid) throws IOException {
        List<String> pids = new ArrayList<>();
        SocketChannel only = null;
        for (Path path : sockets(folder)) {
            String name = path.getFileName().toString().replace(".sock", "");
            if (pid.isEmpty() || pid.equals(name)) {
                SocketChannel socket = open(path);
                if (socket != null) {
                    pids.add(name);
                    if (only != null) {
                        only.close();
                    }
                    only = socket;
                }
            }
        }
        if (pids.size() == 1) {
            return only;
        }
        throw new IOException(pids.isEmpty()
            ? "no process" + (pid.isEmpty() ? "" : " " + pid) + " of yours has a shell in " + folder + "; is a master running?"
            : "several processes have a shell: " + String.join(", ", pids) + "; say which one with --pid");
    }

    private static List<Path> sockets(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".sock")).sorted().toList();
        }
    }

    /** Null when nobody listens: its process was killed. */
    private static SocketChannel open(Path path) throws IOException {
        SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            socket.connect(UnixDomainSocketAddress.of(path));
            return socket;
        } catch (IOException e) {
            socket.close();
            return null;
        }
    }

    /** The status of the last command. */
    private static int speak(SocketChannel socket, List<String> words) throws IOException {
        OutputStream out = Channels.newOutputStream(socket);
        BufferedReader answers = new BufferedReader(new InputStreamReader(Channels.newInputStream(socket), StandardCharsets.UTF_8));
        if (!words.isEmpty()) {
            return ask(out, answers, String.join(" ", words));
        }
        int status = 0;
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        prompt();
        for (String line = lines.readLine(); line != null && !line.strip().equals("exit"); line = lines.readLine()) {
            status = ask(out, answers, line);
            prompt();
        }
        return status;
    }

    private static void prompt() {
        if (System.console() != null) {
            System.out.print("tepui> ");
            System.out.flush();
        }
    }

    private static int ask(OutputStream out, BufferedReader answers, String line) throws IOException {
        out.write((line.replace('\n', ' ') + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        for (int c = answers.read(); c != END; c = answers.read()) {
            if (c < 0) {
                System.out.flush();
                throw new IOException("the process ended the session");
            }
            System.out.print((char) c);
        }
        System.out.flush();
        return "0".equals(answers.readLine()) ? 0 : 1;
    }
}
