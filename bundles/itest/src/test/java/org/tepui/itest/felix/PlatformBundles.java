package org.tepui.itest.felix;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ops4j.pax.exam.Option;

/** The bundles of features of the unpacked distribution, for Pax Exam. */
final class PlatformBundles {

    private PlatformBundles() {
    }

    static Option of(String... features) throws IOException {
        Path dist = Path.of(System.getProperty("tepui.dist"));
        List<Option> all = new ArrayList<>();
        for (String feature : features) {
            JsonNode json = new ObjectMapper().readTree(dist.resolve("features").resolve(feature + ".json").toFile());
            for (JsonNode entry : json.get("bundles")) {
                String[] id = entry.get("id").asText().split(":");
                all.add(bundle(dist.resolve("repository").resolve(id[0].replace('.', '/')).resolve(id[1]).resolve(id[2])
                        .resolve(id[1] + "-" + id[2] + ".jar").toUri().toString()));
            }
        }
        return composite(all.toArray(Option[]::new));
    }

    /** The jar that a class of the tests' class path comes from, as a bundle. */
    static Option jarOf(Class<?> type) {
        return bundle(type.getProtectionDomain().getCodeSource().getLocation().toString());
    }
}
