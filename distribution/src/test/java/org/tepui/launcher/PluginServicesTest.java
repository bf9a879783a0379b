package org.tepui.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.launch.Framework;
import org.tepui.api.module.ModuleKind;

/** What a plugin registers reaches the platform only where the SPI has a place for it. */
class PluginServicesTest {

    private static final String ALLOCATOR = "org.tepui.api.allocator.Allocator";

    /** A factory may stand for services of interfaces that it does not implement. */
    private static final ServiceFactory<Object> ANY = new ServiceFactory<>() {
        @Override
        public Object getService(Bundle bundle, ServiceRegistration<Object> registration) {
            return new Object();
        }

        @Override
        public void ungetService(Bundle bundle, ServiceRegistration<Object> registration, Object service) {
            // nothing is kept
        }
    };

    @TempDir
    Path cache;

    private Framework framework;
    private PluginServices services;
    private BundleContext platform;
    private BundleContext plugin;

    @BeforeEach
    void start() throws Exception {
        Map<String, String> config = new TreeMap<>();
        config.put(Constants.FRAMEWORK_STORAGE, cache.toString());
        config.put("felix.log.level", "0");
        framework = new FrameworkFactory().newFramework(config);
        framework.start();
        PlatformGuard guard = new PlatformGuard();
        guard.trust("platform");
        services = new PluginServices(guard::isPlatform);
        BundleContext context = framework.getBundleContext();
        context.registerService(org.osgi.framework.hooks.resolver.ResolverHookFactory.class, guard, null);
        context.registerService(new String[] {FindHook.class.getName(), EventListenerHook.class.getName()}, services, null);
        context.registerService(org.osgi.framework.hooks.bundle.FindHook.class, new PluginBundles(guard::isPlatform), null);
        platform = started("platform");
        plugin = started("plugin");
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(0);
    }

    private BundleContext started(String name, String... header) throws BundleException, IOException {
        Bundle bundle = installed(name, header);
        bundle.start();
        return bundle.getBundleContext();
    }

    private Bundle installed(String name, String... header) throws BundleException, IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", name);
        for (int i = 0; i < header.length; i += 2) {
            manifest.getMainAttributes().putValue(header[i], header[i + 1]);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new JarOutputStream(bytes, manifest).close();
        return framework.getBundleContext().installBundle(name, new ByteArrayInputStream(bytes.toByteArray()));
    }

    private static int found(BundleContext viewer, String name, String filter) throws Exception {
        ServiceReference<?>[] references = viewer.getAllServiceReferences(name, filter);
        return references == null ? 0 : references.length;
    }

    private static List<Integer> events(BundleContext viewer, String filter) throws Exception {
        List<Integer> types = new ArrayList<>();
        viewer.addServiceListener(event -> types.add(event.getType()), filter);
        return types;
    }

    @Test
    void aKindOfTheSpiIsSeenByThePlatform() throws Exception {
        List<Integer> events = events(platform, "(objectClass=" + ALLOCATOR + ")");
        plugin.registerService(ALLOCATOR, ANY, null).unregister();
        assertEquals(List.of(ServiceEvent.REGISTERED, ServiceEvent.UNREGISTERING), events);
    }

    @Test
    void theKindsAreThoseOfTheSpi() {
        assertEquals(Arrays.stream(ModuleKind.values()).map(ModuleKind::service).sorted().toList(), PluginServices.KINDS.stream().sorted().toList());
    }

    @Test
    void anythingElseIsSeenByPluginsAlone() throws Exception {
        BundleContext other = started("other");
        List<Integer> events = events(platform, null);
        List<Integer> others = events(other, null);
        plugin.registerService("org.osgi.service.log.LogListener", ANY, null);
        assertEquals(List.of(), events);
        assertEquals(List.of(ServiceEvent.REGISTERED), others);
        assertEquals(0, found(platform, "org.osgi.service.log.LogListener", null));
        assertEquals(1, found(other, "org.osgi.service.log.LogListener", null));
    }

    @Test
    void aServiceUnderSeveralNamesIsSeenUnderThoseOfTheSpi() throws Exception {
        List<Integer> events = events(platform, "(objectClass=java.lang.Runnable)");
        plugin.registerService(new String[] {ALLOCATOR, "java.lang.Runnable"}, ANY, null);
        assertEquals(List.of(), events);
        assertEquals(0, found(platform, "java.lang.Runnable", null));
        assertEquals(0, found(platform, null, "(objectClass=java.lang.Runnable)"));
        assertEquals(1, found(platform, ALLOCATOR, null));
        assertEquals(1, found(platform, null, "(objectClass=" + ALLOCATOR + ")"));
    }

    @Test
    void servicesOfThePlatformAreSeenByAll() throws Exception {
        platform.registerService("x.Any", ANY, null);
        assertEquals(1, found(plugin, "x.Any", null));
    }

    @Test
    void whatAStuckBundleHasIsTakenAwayAndWhatItRegistersLaterIsHidden() throws Exception {
        List<Integer> events = events(platform, "(objectClass=" + ALLOCATOR + ")");
        plugin.registerService(ALLOCATOR, ANY, null);
        new StuckBundles(framework.getBundleContext(), services, new Console(new PrintStream(new ByteArrayOutputStream()), false))
            .accept(plugin.getBundle().getBundleId());
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (events.size() < 2 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertEquals(List.of(ServiceEvent.REGISTERED, ServiceEvent.UNREGISTERING), events);
        plugin.registerService(ALLOCATOR, ANY, null);
        assertEquals(2, events.size());
        assertEquals(0, found(platform, ALLOCATOR, null));
        assertEquals(1, found(plugin, ALLOCATOR, null));
    }

    @Test
    void aPluginFindsItselfAlone() throws Exception {
        BundleContext other = started("other");
        assertEquals(List.of(plugin.getBundle()), List.of(plugin.getBundles()));
        assertNull(plugin.getBundle(platform.getBundle().getBundleId()));
        assertNull(plugin.getBundle(Constants.SYSTEM_BUNDLE_ID));
        assertNull(plugin.getBundle(other.getBundle().getBundleId()));
        assertNotNull(platform.getBundle(plugin.getBundle().getBundleId()));
    }

    /** Start levels, refreshes, the end of the process. */
    @Test
    void whatActsOnAllBundlesOrTheProcessIsNotSeenByPlugins() throws Exception {
        framework.getBundleContext().registerService(java.util.function.IntConsumer.class, status -> { }, null);
        for (String name : List.of("org.osgi.service.startlevel.StartLevel", "org.osgi.service.packageadmin.PackageAdmin",
            "java.util.function.IntConsumer")) {
            assertEquals(1, found(platform, name, null), name);
            assertEquals(0, found(plugin, name, null), name);
        }
        platform.registerService(java.util.function.IntConsumer.class, status -> { }, null);
        assertEquals(1, found(plugin, "java.util.function.IntConsumer", null), "one of a bundle is an ordinary service");
    }

    @Test
    void hooksAndHandlersAreNotAPluginsToHave() throws Exception {
        for (String name : List.of("org.osgi.framework.hooks.weaving", "org.osgi.framework.hooks.resolver", "org.osgi.service.url",
            "org.osgi.framework.startlevel", "org.osgi.service.startlevel", "org.osgi.service.packageadmin")) {
            Bundle wants = installed("wants." + name, "Import-Package", name);
            assertThrows(BundleException.class, wants::start);
        }
        assertThrows(BundleException.class, installed("requires", "Require-Bundle", "system.bundle")::start);
        started("ordinary", "Import-Package", "org.osgi.framework");
    }
}
