package org.tepui.execute.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.tepui.flags.tls.Tls;

/**
 * Drops a jar into {@code deploy/} of a running master and takes it out, again and again, and measures from the beginning of the copy to the moment at which
 * the master lists its module, ready to be chosen.
 */
public final class DeployBench {

    private static final Duration DEPLOY_MAX = Duration.ofSeconds(30);
    private static final long POLL_MS = 5;
    private static final String FILE = "bench.jar";

    private final List<String> command;
    private final Path jar;
    private final Optional<Tls> tls;

    /**
     * @param command the master with its flags, without {@code --port} and {@code --deploy_dir}
     * @param jar has a module with a name
     * @param tls how the master is spoken to
     */
    public DeployBench(List<String> command, Path jar, Optional<Tls> tls) {
        this.command = List.copyOf(command);
        this.jar = jar;
        this.tls = tls;
    }

    /** @throws IOException one line when the jar is no bundle, or its module does not come or go */
    public long[] run(int count) throws IOException {
        String listed = "\"bundle\":\"" + symbolicName() + "\"";
        Path deploy = Files.createTempDirectory("tepui-bench-deploy");
        List<String> argv = new ArrayList<>(command);
        argv.add("--deploy_dir=" + deploy);
        long[] nanos = new long[count];
        try (OwnMaster master = OwnMaster.start(argv, tls)) {
            for (int i = 0; i < count; i++) {
                nanos[i] = dropped(master, deploy, listed);
                Files.delete(deploy.resolve(FILE));
                await(master, "is still listed", () -> !master.get("/tepui/modules").contains(listed));
            }
        } finally {
            delete(deploy);
        }
        return nanos;
    }

    private long dropped(OwnMaster master, Path deploy, String listed) throws IOException {
        long begin = System.nanoTime();
        Files.copy(jar, deploy.resolve(FILE));
        await(master, "is not listed", () -> master.get("/tepui/modules").contains(listed));
        return System.nanoTime() - begin;
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private void await(OwnMaster master, String otherwise, Condition condition) throws IOException {
        long begin = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - begin > DEPLOY_MAX.toNanos()) {
                throw new IOException("a module of " + jar + " " + otherwise + " after " + DEPLOY_MAX.toSeconds() + " s: "
                    + master.get("/tepui/deployments"));
            }
            Child.sleep(POLL_MS);
        }
    }

    private String symbolicName() throws IOException {
        if (!Files.isRegularFile(jar)) {
            throw new IOException("there is no file " + jar);
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String name = manifest == null ? null : manifest.getMainAttributes().getValue("Bundle-SymbolicName");
            if (name == null) {
                throw new IOException(jar + " is no bundle: its manifest has no Bundle-SymbolicName");
            }
            return name.split(";")[0].strip();
        } catch (java.util.zip.ZipException e) {
            throw new IOException(jar + " is no jar: " + e.getMessage(), e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
