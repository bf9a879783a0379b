package org.tepui.deployer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.api.module.DeploymentState;
import org.tepui.deployer.jar.BundleJar;
import org.tepui.deployer.jar.JarException;
import org.tepui.deployer.jar.JarLimits;
import org.tepui.deployer.jar.JarRules;
import org.tepui.deployer.plugin.Content;
import org.tepui.deployer.plugin.Plugins;
import org.tepui.deployer.scan.FolderWatch;
import org.tepui.deployer.scan.Listing;
import org.tepui.deployer.scan.Stamp;

/** From files to contents: each stable jar is copied, and the copy is checked and offered. Belongs to the deployer's thread. */
final class DeployFolder {

    private static final Logger LOG = LoggerFactory.getLogger(DeployFolder.class);

    private final Path folder;
    private final Listing listing;
    private final Path work;
    private final long graceMs;
    private final JarLimits limits;
    private final JarRules.Platform platform;
    private final Plugins plugins;
    private final FolderWatch watch;
    private final Map<String, Incomplete> incomplete = new TreeMap<>();
    private long copies;

    /** A jar that is not whole: why, and when it was found so. */
    private record Incomplete(String line, long sinceMs) {
    }

    DeployFolder(Settings settings, JarLimits limits, JarRules.Platform platform, Plugins plugins) {
        this.folder = settings.deploy();
        this.work = settings.work();
        this.graceMs = settings.graceMs();
        this.limits = limits;
        this.platform = platform;
        this.plugins = plugins;
        this.listing = Listing.of(folder).with(settings.files());
        this.watch = new FolderWatch(listing, DeployFolder::sort);
    }

    private static FolderWatch.Sort sort(String name) {
        if (name.equals("README")) {
            return FolderWatch.Sort.SILENT;
        }
        return name.endsWith(".jar") && !name.startsWith(".") ? FolderWatch.Sort.WANTED : FolderWatch.Sort.STRANGE;
    }

    /** Makes an empty place for copies. */
    void open() throws IOException {
        Files.createDirectories(work);
        try (DirectoryStream<Path> old = Files.newDirectoryStream(work)) {
            for (Path copy : old) {
                Files.deleteIfExists(copy);
            }
        }
    }

    /** Whether some jar has not been looked into yet. */
    boolean isWaiting() {
        return watch.isWaiting();
    }

    void poll(long wallMs, long nowMs) {
        FolderWatch.Look look = watch.look(wallMs);
        if (!look.fault().isEmpty()) {
            LOG.warn("{} cannot be read ({}); what is deployed stays", folder, look.fault());
        }
        look.lines().forEach((name, line) -> plugins.reject(name, DeploymentState.IGNORED, noBundle(name, line)));
        for (Map.Entry<String, Stamp> file : look.stable().entrySet()) {
            take(file.getKey(), file.getValue(), nowMs);
        }
        for (String name : look.gone()) {
            incomplete.remove(name);
            plugins.withdraw(name);
        }
        incomplete.entrySet().removeIf(entry -> {
            boolean over = nowMs - entry.getValue().sinceMs() >= graceMs;
            if (over) {
                plugins.reject(entry.getKey(), DeploymentState.REFUSED, entry.getValue().line());
            }
            return over;
        });
    }

    private static String noBundle(String name, String line) {
        return line.equals("is nothing that is read here") ? "is no bundle: only files named *.jar are deployed" : line;
    }

    private void take(String name, Stamp stamp, long nowMs) {
        incomplete.remove(name);
        // Files beside the folder go by their absolute path.
        Path copy = work.resolve(copies++ + "-" + Path.of(name).getFileName());
        try {
            if (stamp.size() > limits.bytesMax()) {
                plugins.reject(name, DeploymentState.REFUSED, "is " + stamp.size() + " bytes long; at most " + limits.bytesMax() + " are taken");
                return;
            }
            String digest = copy(folder.resolve(name), copy, stamp.size());
            if (!listing.read().getOrDefault(name, stamp).equals(stamp)) {
                Files.delete(copy);
                return;
            }
            offer(name, copy, digest);
            return;
        } catch (JarException e) {
            if (e.isIncomplete()) {
                incomplete.put(name, new Incomplete(e.getMessage(), nowMs));
                plugins.pending(name, e.getMessage() + " so far");
            } else {
                plugins.reject(name, DeploymentState.REFUSED, e.getMessage());
            }
        } catch (IOException | RuntimeException e) {
            plugins.reject(name, DeploymentState.REFUSED, "could not be read: " + e);
        }
        delete(copy);
    }

    private void offer(String name, Path copy, String digest) throws JarException, IOException {
        BundleJar jar = BundleJar.read(copy, limits);
        List<String> refusals = JarRules.refusals(jar, platform);
        if (refusals.isEmpty()) {
            plugins.offer(name, new Content(jar, copy, digest));
        } else {
            plugins.reject(name, DeploymentState.REFUSED, String.join("; it ", refusals));
            delete(copy);
        }
    }

    /** @return SHA-256 of what was copied, never more than {@code size} bytes of it */
    private static String copy(Path from, Path to, long size) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        try (InputStream in = Files.newInputStream(from);
                OutputStream out = new DigestOutputStream(Files.newOutputStream(to), digest)) {
            byte[] buffer = new byte[64 * 1024];
            long left = size;
            for (int read = in.read(buffer); read > 0 && left > 0; read = in.read(buffer)) {
                int length = (int) Math.min(read, left);
                out.write(buffer, 0, length);
                left -= length;
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void delete(Path copy) {
        try {
            Files.deleteIfExists(copy);
        } catch (IOException e) {
            LOG.warn("The copy {} cannot be deleted: {}", copy, e.toString());
        }
    }
}
