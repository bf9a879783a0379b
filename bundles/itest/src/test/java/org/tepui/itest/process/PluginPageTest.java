package org.tepui.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/plugins.md} is followed to the letter: its commands, in its order, from an empty folder to a swapped allocator. Also the archetype's test. */
class PluginPageTest {

    private static final Path ROOT = Path.of(System.getProperty("tepui.root", "../..")).toAbsolutePath();
    private static final Path LOCAL_REPOSITORY = Path.of(System.getProperty("tepui.m2", System.getProperty("user.home") + "/.m2/repository"));
    private static final String MAVEN = System.getProperty("tepui.maven", "/usr/share/maven") + "/bin/mvn";
    private static final Pattern BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    private static List<String> commands() throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(Files.readString(ROOT.resolve("docs/plugins.md")));
        while (matcher.find()) {
            blocks.add(matcher.group(1));
        }
        return blocks;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** Maven with a local repository of its own, which sees all of the usual one but for Tepui itself: nothing of the test stays behind. */
    private Path maven() throws IOException {
        Path repository = folder.resolve("m2");
        Files.createDirectories(repository.resolve("org"));
        link(LOCAL_REPOSITORY, repository, "org");
        link(LOCAL_REPOSITORY.resolve("org"), repository.resolve("org"), "tepui");
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path script = Files.writeString(bin.resolve("mvn"), "#!/bin/sh\nexec " + MAVEN + " -Dmaven.repo.local=" + repository + " \"$@\"\n");
        assertTrue(script.toFile().setExecutable(true));
        return bin;
    }

    private static void link(Path from, Path to, String not) throws IOException {
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : entries.filter(each -> !each.getFileName().toString().equals(not)).toList()) {
                Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
            }
        }
    }

    @Test
    void thePageLeadsFromAnEmptyFolderToASwappedAllocator() throws Exception {
        Path tepui = folder.resolve("tepui");
        copy(TepuiProcess.DIST, tepui);
        Path work = Files.createDirectories(folder.resolve("work"));
        int port = TepuiProcess.freePort();
        try (TepuiProcess master = TepuiProcess.start(tepui, folder, port, Map.of(), "master", "--ip=127.0.0.1", "--port=" + port,
                "--hostname=localhost", "--registry=in_memory")) {
            master.awaitHealth("/health");
            List<String> commands = commands();
            assertTrue(commands.size() >= 8, "blocks of commands on the page: " + commands.size());
            Path script = Files.writeString(folder.resolve("page.sh"), "set -ex\n" + String.join("", commands));
            Path out = folder.resolve("page.out");
            ProcessBuilder builder = new ProcessBuilder("bash", script.toString()).directory(work.toFile())
                    .redirectInput(new File("/dev/null")).redirectErrorStream(true).redirectOutput(out.toFile());
            builder.environment().put("TEPUI", tepui.toString());
            builder.environment().put("M", "127.0.0.1:" + port);
            builder.environment().put("PATH", maven() + ":" + System.getenv("PATH"));
            Process page = builder.start();
            try {
                assertTrue(page.waitFor(240, TimeUnit.SECONDS), () -> "the page is not done:\n" + read(out));
            } finally {
                page.descendants().forEach(ProcessHandle::destroyForcibly);
                page.destroyForcibly();
            }
            assertEquals(0, page.exitValue(), () -> read(out) + "\n" + master.err());
            assertTrue(master.get("/tepui/modules").contains("\"first-come\""), () -> master.get("/tepui/modules"));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
