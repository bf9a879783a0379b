package org.tepui.itest.deploy;

import org.tepui.testkit.plugin.PluginJar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tepui.itest.process.TepuiProcess;

/** Plugins of other versions of the SPI: an older one that fits works as it is, one that does not fit is told what was found instead. */
class OldSpiTest {

    private static final String SPI = "org.tepui.api.authorization";

    @TempDir
    Path folder;

    /** See old-spi/README. */
    @Test
    void aPluginBuiltAgainstAnOlderSpiDecidesWithoutBeingBuiltAnew() throws Exception {
        Path deploy = Files.createDirectory(folder.resolve("deploy"));
        Path jar = deploy.resolve("no-flags.jar");
        try (InputStream old = Objects.requireNonNull(OldSpiTest.class.getResourceAsStream("/old-spi/no-flags.jar"))) {
            Files.copy(old, jar);
        }
        try (TepuiProcess master = TepuiProcess.master(folder, "--deploy_dir=" + deploy, "--cache_dir=" + folder.resolve("cache"),
                "--authorizers=no-flags")) {
            assertNotEquals("0.1.0", spiOfToday(), "the SPI has not changed since the jar was built: the test shows nothing");
            assertEquals(Optional.of(403), master.status("/flags"), "what it forbids");
            assertEquals(Optional.of(200), master.status("/metrics/snapshot"), "what it allows");
        }
    }

    /** Version of the package that the distribution exports. */
    private static String spiOfToday() throws Exception {
        try (var files = Files.walk(TepuiProcess.DIST.resolve("repository/org/tepui/org.tepui.api"))) {
            Path api = files.filter(file -> file.toString().endsWith(".jar")).findFirst().orElseThrow();
            try (JarFile file = new JarFile(api.toFile())) {
                String exported = file.getManifest().getMainAttributes().getValue("Export-Package");
                return exported.replaceFirst(".*" + SPI.replace(".", "\\.") + ";[^,]*version=\"([^\"]*)\".*", "$1");
            }
        }
    }

    @Test
    void aPluginOfALaterSpiIsToldWhichVersionIsThere() throws Exception {
        Path deploy = Files.createDirectory(folder.resolve("deploy"));
        Files.write(deploy.resolve("later.jar"), PluginJar.named("later", "1.0.0").header("Import-Package", SPI + ";version=\"[9,10)\"").bytes());
        try (TepuiProcess master = TepuiProcess.master(folder, "--deploy_dir=" + deploy, "--cache_dir=" + folder.resolve("cache"))) {
            TepuiProcess.await("its state", () -> master.get("/tepui/deployments").contains("\"unresolved\""));
            List<String> lines = master.err().lines().filter(line -> line.contains("later.jar") && line.contains("[9.0.0,10.0.0)")).toList();
            assertFalse(lines.isEmpty(), master.err());
            assertTrue(lines.get(0).contains("needs package " + SPI + " in [9.0.0,10.0.0); found " + spiOfToday() + " of org.tepui.api "), lines.get(0));
        }
    }
}
