package org.tepui.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/** What a plugin offers never reaches the platform, whichever of both comes first, also from a warm cache. */
class PlatformGuardTest {

    @TempDir
    Path cache;

    private Framework framework;

    @BeforeEach
    void start() throws BundleException {
        framework = launch();
    }

    private Framework launch() throws BundleException {
        Map<String, String> config = new TreeMap<>();
        config.put(Constants.FRAMEWORK_STORAGE, cache.toString());
        config.put("felix.log.level", "0");
        Framework started = new FrameworkFactory().newFramework(config);
        started.init();
        PlatformGuard guard = new PlatformGuard();
        guard.trust("platform");
        guard.trust("platform2");
        started.getBundleContext().registerService(ResolverHookFactory.class, guard, null);
        started.start();
        return started;
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(0);
    }

    private Bundle install(String location, String name, String... headers) throws BundleException, IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-SymbolicName", name);
        for (String header : headers) {
            String[] pair = header.split(": ", 2);
            attributes.putValue(pair[0], pair[1]);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            jar.putNextEntry(new ZipEntry("x/"));
            jar.closeEntry();
        }
        return framework.getBundleContext().installBundle(location, new ByteArrayInputStream(bytes.toByteArray()));
    }

    private static String providerOf(Bundle bundle, String namespace) {
        for (BundleWire wire : bundle.adapt(BundleWiring.class).getRequiredWires(namespace)) {
            return wire.getProvider().getSymbolicName();
        }
        return "nobody";
    }

    @Test
    void aPlatformBundleTakesAPackageFromThePlatformAlthoughAPluginHasANewerOne() throws Exception {
        install("plugin", "plugin", "Export-Package: x;version=\"2\"").start();
        install("platform2", "library", "Export-Package: x;version=\"1\"");
        Bundle platform = install("platform", "platform", "Import-Package: x");
        platform.start();
        assertEquals("library", providerOf(platform, "osgi.wiring.package"));
    }

    @Test
    void aPlatformBundleDoesNotResolveByAPlugin() throws Exception {
        install("plugin", "plugin", "Export-Package: x").start();
        Bundle platform = install("platform", "platform", "Import-Package: x");
        assertThrows(BundleException.class, platform::start);
    }

    @Test
    void aPluginTakesFromPlatformAndPlugins() throws Exception {
        install("platform", "platform", "Export-Package: x");
        Bundle plugin = install("plugin", "plugin", "Import-Package: x");
        plugin.start();
        assertEquals("platform", providerOf(plugin, "osgi.wiring.package"));
    }

    @Test
    void aPluginThatExportsOurPackagesIsNotResolved() throws Exception {
        Bundle plugin = install("plugin", "plugin", "Export-Package: org.tepui.api.allocator");
        assertThrows(BundleException.class, plugin::start);
    }

    @Test
    void aPluginsFragmentDoesNotAttachToThePlatformAlsoAfterARestart() throws Exception {
        Bundle platform = install("platform", "platform");
        install("fragment", "fragment", "Fragment-Host: platform");
        platform.start();
        assertEquals(0, platform.adapt(BundleWiring.class).getProvidedWires("osgi.wiring.host").size());
        stop();
        framework = launch();
        Bundle again = framework.getBundleContext().getBundle("platform");
        again.start();
        assertTrue(again.adapt(BundleWiring.class).getProvidedWires("osgi.wiring.host").isEmpty());
    }
}
