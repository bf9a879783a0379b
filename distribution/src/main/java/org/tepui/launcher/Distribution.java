package org.tepui.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/** An unpacked distribution: where its parts are, and what a command runs. Reads only; the distribution may be read-only. */
final class Distribution {
    private final Path home;

    Distribution(Path home) {
        this.home = home.toAbsolutePath().normalize();
    }

    Path home() {
        return home;
    }

    /** What a command runs.
     *
     * @param bundles jars in the order in which they start
     * @param properties launch properties of the framework
     * @param key changes whenever the content of the distribution that this command uses changes */
    record Plan(List<Path> bundles, Map<String, String> properties, String key) {}

    /** Reads the features named. @throws LaunchException when one, or a bundle of one, is missing or broken */
    Plan plan(List<String> features) throws LaunchException {
        List<Feature.Entry> entries = new ArrayList<>();
        Map<String, String> properties = new LinkedHashMap<>();
        for (String name : features) {
            Feature feature = Feature.read(home.resolve("features").resolve(name + ".json"));
            for (Feature.Entry entry : feature.bundles()) {
                if (entries.stream().noneMatch(known -> known.id().equals(entry.id()))) {
                    entries.add(entry);
                }
            }
            feature.frameworkProperties().forEach((key, value) -> properties.put(key, value.replace("{home}", home.toString())));
        }
        entries.sort(Comparator.comparingInt(Feature.Entry::startOrder));
        List<Path> jars = new ArrayList<>();
        StringBuilder content = new StringBuilder(home.toString());
        for (Feature.Entry entry : entries) {
            Path jar = jar(entry.id());
            content.append('\n').append(entry.id()).append(' ').append(stamp(jar));
            jars.add(jar);
        }
        return new Plan(jars, properties, crc(content + "\n" + properties));
    }

    /** The jar of {@code group:artifact:version} in the repository folder, laid out as Maven does. */
    private Path jar(String id) throws LaunchException {
        String[] parts = id.split(":");
        if (parts.length != 3) {
            throw new LaunchException("bundle id \"" + id + "\" is not group:artifact:version");
        }
        Path jar = home.resolve("repository").resolve(parts[0].replace('.', '/')).resolve(parts[1]).resolve(parts[2])
            .resolve(parts[1] + "-" + parts[2] + ".jar");
        if (!Files.isReadable(jar)) {
            throw new LaunchException("bundle " + id + " is not in the distribution: " + jar + " is missing or cannot be read");
        }
        return jar;
    }

    private static String stamp(Path jar) throws LaunchException {
        try {
            return Files.size(jar) + " " + Files.getLastModifiedTime(jar).toMillis();
        } catch (IOException e) {
            throw new LaunchException("bundle " + jar + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String crc(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", crc.getValue());
    }
}
