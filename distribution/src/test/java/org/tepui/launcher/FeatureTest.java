package org.tepui.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureTest {

    @TempDir
    Path folder;

    @Test
    void bundlesAndPropertiesAreRead() throws IOException {
        Feature feature = Feature.parse("f", "{\"id\":\"g:a:1\",\"framework-properties\":{\"p\":\"v\"},"
                + "\"bundles\":[{\"id\":\"g:b:1\",\"start-order\":2},{\"id\":\"g:c:1\",\"start-order\":1}]}");
        assertEquals(List.of("g:b:1", "g:c:1"), feature.bundles().stream().map(Feature.Entry::id).collect(Collectors.toList()));
        assertEquals("v", feature.frameworkProperties().get("p"));
    }

    @Test
    void aBrokenOrMissingFeatureIsOneLineThatNamesTheFile() throws IOException {
        Path file = folder.resolve("broken.json");
        Files.writeString(file, "{\"bundles\": [");
        for (Path each : List.of(file, folder.resolve("missing.json"))) {
            LaunchException fault = assertThrows(LaunchException.class, () -> Feature.read(each));
            assertTrue(fault.getMessage().contains(each.getFileName().toString()), fault.getMessage());
            assertEquals(1, fault.getMessage().lines().count(), fault.getMessage());
        }
    }

    @Test
    void aBundleThatIsNotInTheDistributionIsNamed() throws IOException {
        Files.createDirectories(folder.resolve("features"));
        Files.writeString(folder.resolve("features").resolve("master.json"), "{\"id\":\"g:a:1\",\"bundles\":[{\"id\":\"g:nowhere:1\"}]}");
        LaunchException fault = assertThrows(LaunchException.class, () -> new Distribution(folder).plan(List.of("master")));
        assertTrue(fault.getMessage().contains("g:nowhere:1"), fault.getMessage());
    }
}
