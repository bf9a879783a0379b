package org.tepui.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import aQute.bnd.differ.Baseline;
import aQute.bnd.differ.DiffPluginImpl;
import aQute.bnd.osgi.Constants;
import aQute.bnd.osgi.EmbeddedResource;
import aQute.bnd.osgi.Instructions;
import aQute.bnd.osgi.Jar;
import aQute.bnd.osgi.Processor;
import aQute.bnd.service.diff.Delta;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * Plugins that were built against the SPI of {@code baseline/} must find what they need, or be refused for a version. So a package that has
 * changed since then has a higher version: a minor one when old plugins still work with it, a major one when they don't. bnd compares the
 * classes; packages of version 0.x count as well, since a plugin of 0.1 is wired to whatever is below 1.
 *
 * <p>When this fails, raise the version in {@code package-info.java}, or take the change back. {@code baseline/take} makes today's SPI the one
 * to compare with.
 */
class BaselineTest {

    private static final Path BASELINE = Path.of("baseline", "org.tepui.api.jar");
    /** Not packed yet when tests run. */
    private static final Path TODAY = Path.of("target", "classes");

    private static final String BEFORE = "void serve();";

    @Test
    void aPackageThatHasChangedHasAHigherVersion() throws Exception {
        try (Jar today = new Jar(TODAY.toFile()); Jar baseline = new Jar(BASELINE.toFile())) {
            assertEquals(List.of(), faults(today, baseline));
        }
    }

    @Test
    void aMethodThatIsGoneNeedsAMajorVersion() throws Exception {
        assertEquals(List.of("sample 0.1.0 must be 1.0.0 for - /sample.Sample/serve()"), changed("", "0.1.0"));
        assertEquals(List.of("sample 0.2.0 must be 1.0.0 for - /sample.Sample/serve()"), changed("", "0.2.0"));
        assertEquals(List.of(), changed("", "1.0.0"));
    }

    /** Old plugins do not have it. */
    @Test
    void aMethodMoreThatPluginsHaveToImplementNeedsAMajorVersion() throws Exception {
        assertEquals(List.of("sample 0.1.0 must be 1.0.0 for + /sample.Sample/priority()"), changed(BEFORE + "int priority();", "0.1.0"));
        assertEquals(List.of(), changed(BEFORE + "int priority();", "1.0.0"));
    }

    @Test
    void aMethodMoreWithADefaultNeedsAMinorVersion() throws Exception {
        String more = BEFORE + "default int priority() { return 0; }";
        assertEquals(List.of("sample 0.1.0 must be 0.2.0 for + /sample.Sample/priority()"), changed(more, "0.1.0"));
        assertEquals(List.of(), changed(more, "0.2.0"));
    }

    @Test
    void aPackageMustNotGo() throws Exception {
        try (Jar older = jar(BEFORE, "0.1.0"); Jar newer = jar(BEFORE, "0.1.0")) {
            exported(newer, "other;version=1");
            assertEquals(List.of("sample is exported no more"), faults(newer, older));
        }
    }

    @Test
    void nothingIsAskedOfWhatIsAsItWas() throws Exception {
        assertEquals(List.of(), changed(BEFORE, "0.1.0"));
    }

    /** Faults of a package of one interface that plugins implement, at first of version 0.1.0. */
    private static List<String> changed(String methods, String version) throws Exception {
        try (Jar older = jar(BEFORE, "0.1.0"); Jar newer = jar(methods, version)) {
            return faults(newer, older);
        }
    }

    private static Jar jar(String methods, String version) throws Exception {
        Jar jar = new Jar("sample");
        jar.setManifest(new Manifest());
        jar.getManifest().getMainAttributes().put(new Attributes.Name(Constants.BUNDLE_SYMBOLICNAME), "sample");
        exported(jar, "sample;version=" + version);
        jar.putResource("sample/Sample.class", new EmbeddedResource(compiled("package sample;"
                + "@org.osgi.annotation.versioning.ConsumerType public interface Sample {" + methods + "}"), 0));
        return jar;
    }

    private static void exported(Jar jar, String header) throws Exception {
        jar.getManifest().getMainAttributes().put(new Attributes.Name(Constants.EXPORT_PACKAGE), header);
    }

    private static List<String> faults(Jar newer, Jar older) throws Exception {
        try (Processor processor = new Processor()) {
            processor.setProperty(Constants.BASELINEINCLUDEZEROMAJOR, "true");
            List<String> faults = new ArrayList<>();
            for (Baseline.Info info : new Baseline(processor, new DiffPluginImpl()).baseline(newer, older, new Instructions())) {
                Delta delta = info.packageDiff.getDelta();
                if (delta == Delta.REMOVED || info.attributes == null) {
                    faults.add(info.packageName + " is exported no more");
                } else if (info.newerVersion.compareTo(info.suggestedVersion) < 0) {
                    faults.add(info.packageName + " " + info.newerVersion + " must be " + info.suggestedVersion + " for "
                            + info.reason.strip().replace("\n", " "));
                }
            }
            return faults;
        }
    }

    private static byte[] compiled(String source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        ByteArrayOutputStream made = new ByteArrayOutputStream();
        JavaFileManager files = new ForwardingJavaFileManager<>(compiler.getStandardFileManager(null, null, null)) {
            @Override
            public JavaFileObject getJavaFileForOutput(Location location, String type, JavaFileObject.Kind kind, FileObject sibling) {
                return new SimpleJavaFileObject(URI.create("mem:///" + type.replace('.', '/') + ".class"), kind) {
                    @Override
                    public ByteArrayOutputStream openOutputStream() {
                        return made;
                    }
                };
            }
        };
        JavaFileObject file = new SimpleJavaFileObject(URI.create("mem:///sample/Sample.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        List<String> options = List.of("-proc:none", "--release", "17", "-classpath", System.getProperty("java.class.path"));
        if (!compiler.getTask(null, files, null, options, null, List.of(file)).call()) {
            throw new IllegalArgumentException("does not compile: " + source);
        }
        return made.toByteArray();
    }
}
