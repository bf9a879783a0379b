package org.tepui.deployer.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which contents were stuck, kept beside the bundle cache: such a jar is not started again before it is replaced, or taken out of
 * {@code deploy/}. Lines of digest, tab, reason.
 */
final class StuckList {

    private static final Logger LOG = LoggerFactory.getLogger(StuckList.class);
    private static final int ENTRIES_MAX = 200;

    private final Path file;
    private final Map<String, String> reasons = new LinkedHashMap<>();

    StuckList(Path file) {
        this.file = file;
        try {
            for (String line : Files.readAllLines(file)) {
                int tab = line.indexOf('\t');
                if (tab > 0 && reasons.size() < ENTRIES_MAX) {
                    reasons.put(line.substring(0, tab), line.substring(tab + 1));
                }
            }
        } catch (NoSuchFileException e) {
            LOG.debug("no bundle was stuck before");
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The list of stuck bundles {} cannot be read ({}); starting without it", file, e.toString());
        }
    }

    Optional<String> reason(String digest) {
        return Optional.ofNullable(reasons.get(digest));
    }

    void add(String digest, String reason) {
        while (reasons.size() >= ENTRIES_MAX) {
            reasons.remove(reasons.keySet().iterator().next());
        }
        reasons.put(digest, reason);
        write();
    }

    void forget(String digest) {
        if (reasons.remove(digest) != null) {
            write();
        }
    }

    private void write() {
        List<String> lines = new ArrayList<>();
        reasons.forEach((digest, reason) -> lines.add(digest + '\t' + Outcome.oneLine(reason)));
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.write(next, lines, StandardCharsets.UTF_8);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("The list of stuck bundles {} cannot be written ({}); the next start will try them again", file, e.toString());
        }
    }
}
