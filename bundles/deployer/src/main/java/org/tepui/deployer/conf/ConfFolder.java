package org.tepui.deployer.conf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.deployer.scan.FolderWatch;
import org.tepui.deployer.scan.Listing;
import org.tepui.deployer.scan.Stamp;

/**
 * Applies the files of a folder. Editors and configuration managers cut a file, write half of it, and go on after a while: what looks cut
 * (its last line has no end, or it is the beginning of what was there) has to stay as it is for longer. Not safe for several threads.
 */
public final class ConfFolder {

    private static final Logger LOG = LoggerFactory.getLogger(ConfFolder.class);
    private static final long BYTES_MAX = 1 << 20;
    /** For how long what looks cut must stay the same. */
    static final long CUT_MS = 5_000;

    private final Path folder;
    private final ConfTarget target;
    private final FolderWatch watch;
    private final Map<String, byte[]> applied = new TreeMap<>();
    private final Map<String, Cut> cut = new TreeMap<>();

    /** A file that looks cut, and since when it does so. */
    private record Cut(Stamp stamp, long sinceMs) {
    }

    public ConfFolder(Path folder, ConfTarget target) {
        this(folder, Listing.of(folder), target);
    }

    ConfFolder(Path folder, Listing listing, ConfTarget target) {
        this.folder = folder;
        this.target = target;
        this.watch = new FolderWatch(listing, ConfFolder::sort);
    }

    private static FolderWatch.Sort sort(String name) {
        if (name.startsWith(".") || name.endsWith("~") || name.endsWith(".xml") || name.startsWith("README")) {
            return FolderWatch.Sort.SILENT;
        }
        boolean known = name.endsWith(".cfg") || name.endsWith(".json");
        return known && !pid(name).isBlank() ? FolderWatch.Sort.WANTED : FolderWatch.Sort.STRANGE;
    }

    private static String pid(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }

    /** Whether some file is not stable yet, or looks cut. */
    public boolean isWaiting() {
        return watch.isWaiting();
    }

    /** One look. @param wallMs milliseconds since 1970, @param nowMs of a clock that never goes back */
    public void poll(long wallMs, long nowMs) {
        FolderWatch.Look look = watch.look(wallMs);
        if (!look.fault().isEmpty()) {
            LOG.warn("{} cannot be read ({}); what was configured before stays", folder, look.fault());
        }
        look.lines().forEach((name, line) -> LOG.warn("conf/{} {}", name, line));
        look.gone().forEach(this::gone);
        for (Map.Entry<String, Stamp> file : look.stable().entrySet()) {
            stable(file.getKey(), file.getValue(), wallMs, nowMs);
        }
    }

    private void gone(String name) {
        cut.remove(name);
        if (applied.remove(name) != null) {
            if (applied.keySet().stream().anyMatch(other -> pid(other).equals(pid(name)))) {
                return;
            }
            try {
                target.delete(pid(name));
                LOG.info("conf/{} is gone: {} is not configured any more", name, pid(name));
            } catch (IOException | RuntimeException e) {
                LOG.warn("conf/{} is gone, and its configuration could not be deleted: {}", name, e.toString());
            }
        }
    }

    private void stable(String name, Stamp stamp, long wallMs, long nowMs) {
        try {
            byte[] bytes = read(folder.resolve(name));
            if (Arrays.equals(bytes, applied.get(name))) {
                cut.remove(name);
                return;
            }
            if (looksCut(name, bytes) && wallMs - stamp.modifiedMs() < CUT_MS) {
                Cut since = cut.merge(name, new Cut(stamp, nowMs), (old, next) -> old.stamp().equals(stamp) ? old : next);
                if (nowMs - since.sinceMs() < CUT_MS) {
                    watch.again(name);
                    return;
                }
            }
            cut.remove(name);
            apply(name, bytes);
        } catch (NoSuchFileException e) {
            LOG.debug("conf/{} went while it was read", name);
        } catch (ConfException e) {
            LOG.warn("conf/{} {}; what was configured before stays", name, e.getMessage());
        } catch (IOException | RuntimeException e) {
            LOG.warn("conf/{} could not be applied: {}", name, e.toString());
        }
    }

    private static byte[] read(Path file) throws IOException, ConfException {
        if (Files.size(file) > BYTES_MAX) {
            throw new ConfException("is longer than " + BYTES_MAX + " bytes");
        }
        return Files.readAllBytes(file);
    }

    private boolean looksCut(String name, byte[] bytes) {
        byte[] before = applied.get(name);
        boolean beginning = before != null && bytes.length < before.length && Arrays.equals(bytes, 0, bytes.length, before, 0, bytes.length);
        boolean open = bytes.length == 0 || bytes[bytes.length - 1] != '\n' && name.endsWith(".cfg");
        return beginning || open;
    }

    private void apply(String name, byte[] bytes) throws ConfException, IOException {
        for (String other : applied.keySet()) {
            if (!other.equals(name) && pid(other).equals(pid(name))) {
                throw new ConfException("configures " + pid(name) + ", as conf/" + other + " does");
            }
        }
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new ConfException("is no UTF-8 text");
        }
        Map<String, Object> values = name.endsWith(".json") ? ConfText.json(text) : ConfText.properties(text);
        target.set(pid(name), name, values);
        applied.put(name, bytes);
        LOG.info("conf/{} is applied: {} of {} values", name, pid(name), values.size());
    }
}
