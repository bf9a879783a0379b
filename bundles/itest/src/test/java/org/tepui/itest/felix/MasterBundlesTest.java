package org.tepui.itest.felix;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.options;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;

/** The bundles of a master, without a launcher that asks for one: everything resolves, and every module is offered under its name. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class MasterBundlesTest {

    @Inject
    private BundleContext context;

    @Configuration
    public Option[] bundles() throws IOException {
        return options(PlatformBundles.of("base", "master"), junitBundles(),
                frameworkProperty("org.ops4j.pax.logging.DefaultServiceLog.level").value("ERROR"));
    }

    @Test
    public void everyBundleIsActive() {
        List<String> faults = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            boolean fragment = bundle.getHeaders().get("Fragment-Host") != null;
            if (!fragment && bundle.getState() != Bundle.ACTIVE) {
                faults.add(bundle.getSymbolicName() + " is in state " + bundle.getState());
            }
        }
        assertEquals(List.of(), faults);
    }

    @Test
    public void modulesAreOfferedUnderTheNamesThatFlagsChoose() throws Exception {
        assertEquals(List.of("HierarchicalDRF", "hierarchical"), names("org.tepui.api.allocator.Allocator"));
        assertEquals(List.of("in_memory"), names("org.tepui.api.registry.Storage"));
        assertEquals(List.of("standalone"), names("org.tepui.api.election.MasterContender"));
        assertEquals(List.of("standalone"), names("org.tepui.api.election.MasterDetector"));
    }

    @Test
    public void thePlatformOffersPortAndPlanner() {
        assertNotNull(context.getServiceReference("org.tepui.protocol.libprocess.PortFactory"));
        assertNotNull(context.getServiceReference("org.tepui.api.planner.PlannerFactory"));
    }

    /** A bundle that comes and goes takes its module with it; nothing else moves. */
    @Test
    public void aModuleGoesWithItsBundleAndComesBackWithIt() throws Exception {
        Bundle registry = bundleNamed("org.tepui.registry.memory");
        registry.stop();
        assertEquals(List.of(), names("org.tepui.api.registry.Storage"));
        assertEquals(Bundle.ACTIVE, bundleNamed("org.tepui.core").getState());
        registry.start();
        assertEquals(List.of("in_memory"), names("org.tepui.api.registry.Storage"));
    }

    @Test
    public void noThreadIsLeftWhenThePlannerAndTheWireHaveStopped() throws Exception {
        for (String name : List.of("org.tepui.planner", "org.tepui.wire")) {
            Bundle bundle = bundleNamed(name);
            bundle.stop();
            String prefix = "tepui-" + name.substring("org.tepui.".length());
            assertFalse(Thread.getAllStackTraces().keySet().stream().anyMatch(thread -> thread.getName().startsWith(prefix)));
            bundle.start();
        }
    }

    /** A bundle that misses something does not resolve, and the reason names the package. */
    @Test
    public void whatMissesAPackageDoesNotStartAndSaysWhich() throws Exception {
        Bundle bundle = context.installBundle("test:misses", new ByteArrayInputStream(jar("misses", "org.tepui.api.nowhere")));
        try {
            bundle.start();
            throw new AssertionError("it started");
        } catch (BundleException e) {
            assertTrue(e.getMessage(), e.getMessage().contains("org.tepui.api.nowhere"));
        } finally {
            bundle.uninstall();
        }
    }

    private static byte[] jar(String name, String imported) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", name);
        manifest.getMainAttributes().putValue("Import-Package", imported);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new JarOutputStream(bytes, manifest).close();
        return bytes.toByteArray();
    }

    private Bundle bundleNamed(String name) {
        for (Bundle bundle : context.getBundles()) {
            if (name.equals(bundle.getSymbolicName())) {
                return bundle;
            }
        }
        throw new AssertionError("there is no bundle " + name);
    }

    private List<String> names(String kind) throws Exception {
        TreeSet<String> names = new TreeSet<>();
        ServiceReference<?>[] references = context.getAllServiceReferences(kind, null);
        for (ServiceReference<?> reference : references == null ? new ServiceReference<?>[0] : references) {
            Object value = reference.getProperty("tepui.module.name");
            names.addAll(value instanceof String[] several ? List.of(several) : List.of(String.valueOf(value)));
        }
        return List.copyOf(names);
    }
}
