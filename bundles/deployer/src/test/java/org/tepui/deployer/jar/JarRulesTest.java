package org.tepui.deployer.jar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tepui.testkit.plugin.PluginJar;

class JarRulesTest {

    private static final JarRules.Platform PLATFORM = new JarRules.Platform() {
        @Override
        public Set<String> symbolicNames() {
            return Set.of("org.tepui.core");
        }

        @Override
        public Set<String> exportedPackages() {
            return Set.of("org.slf4j", "org.osgi.framework");
        }
    };

    @TempDir
    Path folder;

    private List<String> refusals(PluginJar jar) throws Exception {
        return JarRules.refusals(BundleJar.read(Files.write(folder.resolve("x.jar"), jar.bytes()), JarLimits.standard()), PLATFORM);
    }

    private static PluginJar plugin() {
        return PluginJar.named("m", "1");
    }

    @Test
    void anOrdinaryPluginIsLetIn() throws Exception {
        assertEquals(List.of(), refusals(plugin().header("Import-Package", "org.tepui.api.hook,org.osgi.framework,org.slf4j")
                .header("Export-Package", "com.example.p,org.tepuis").header("Fragment-Host", "another.plugin")));
    }

    @Test
    void packagesOfThePlatformAreItsOwn() throws Exception {
        assertEquals(List.of("exports org.tepui.mine; packages of org.tepui are exported by the platform alone: import it instead"),
                refusals(plugin().header("Export-Package", "org.tepui.mine")));
        assertEquals(List.of("exports org.slf4j, a package of the platform; import it, or keep it private"),
                refusals(plugin().header("Export-Package", "org.slf4j;version=2")));
    }

    @Test
    void aCopyOfTheApiInsideIsRefused() throws Exception {
        assertEquals(List.of("has a copy of org.tepui.api.hook inside, which the platform would not recognize; import it instead"),
                refusals(plugin().entry("org/tepui/api/hook/Hook.class", new byte[1])));
    }

    @Test
    void fragmentsOfThePlatformAreRefused() throws Exception {
        for (String host : List.of("system.bundle; extension:=framework", "org.apache.felix.framework")) {
            assertEquals(List.of("is a fragment of the system bundle; the framework cannot be extended by a plugin"),
                    refusals(plugin().header("Fragment-Host", host)));
        }
        assertEquals(List.of("is a fragment of org.tepui.core, a bundle of the platform; a plugin has to be a bundle of its own"),
                refusals(plugin().header("Fragment-Host", "org.tepui.core;bundle-version=\"[0,1)\"")));
    }

    @Test
    void aPluginCannotPoseAsABundleOfThePlatform() throws Exception {
        assertEquals(List.of("has the symbolic name of a bundle of the platform, org.tepui.core; give it another"),
                refusals(PluginJar.named("org.tepui.core", "9")));
    }

    @Test
    void whatChangesTheFrameworkForAllIsRefused() throws Exception {
        for (String name : List.of("org.osgi.framework.hooks.weaving", "org.osgi.framework.hooks.service", "org.osgi.service.url")) {
            assertEquals(List.of("imports " + name + "; hooks, handlers and start levels of the framework are the platform's alone"),
                    refusals(plugin().header("Import-Package", "java.util," + name)));
        }
        assertEquals(List.of("has DynamicImport-Package *; name what it needs in Import-Package"),
                refusals(plugin().header("DynamicImport-Package", "*")));
        assertEquals(List.of("requires the system bundle; name the packages it needs in Import-Package"),
                refusals(plugin().header("Require-Bundle", "system.bundle")));
    }
}
