package org.tepui.testkit.plugin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** A jar made in memory: headers, and classes compiled from source. */
public final class PluginJar {

    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    public static PluginJar named(String symbolicName, String version) {
        PluginJar jar = new PluginJar();
        return jar.header("Bundle-ManifestVersion", "2").header("Bundle-SymbolicName", symbolicName).header("Bundle-Version", version);
    }

    public PluginJar header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public PluginJar entry(String name, byte[] content) {
        entries.put(name, content);
        return this;
    }

    /** A class in the package {@code plugin}, which is made the activator; {@code start} and {@code stop} are statements. */
    public PluginJar activator(String start, String stop) {
        header("Bundle-Activator", "plugin.Activator");
        headers.merge("Import-Package", "org.osgi.framework", (old, more) -> old + "," + more);
        return source("plugin.Activator", "package plugin; public class Activator implements org.osgi.framework.BundleActivator {"
                + " public void start(org.osgi.framework.BundleContext context) throws Exception {" + start + "}"
                + " public void stop(org.osgi.framework.BundleContext context) throws Exception {" + stop + "} }");
    }

    public PluginJar source(String name, String text) {
        compile(name, text).forEach((path, bytes) -> entries.put(path, bytes));
        return this;
    }

    public byte[] bytes() {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach(manifest.getMainAttributes()::putValue);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new ZipEntry(entry.getKey()));
                jar.write(entry.getValue());
                jar.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Map<String, byte[]> compile(String name, String text) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Map<String, ByteArrayOutputStream> made = new LinkedHashMap<>();
        JavaFileManager files = new ForwardingJavaFileManager<>(compiler.getStandardFileManager(null, null, null)) {
            @Override
            public JavaFileObject getJavaFileForOutput(Location location, String type, JavaFileObject.Kind kind, FileObject sibling) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                made.put(type.replace('.', '/') + ".class", out);
                return new SimpleJavaFileObject(URI.create("mem:///" + type + ".class"), kind) {
                    @Override
                    public ByteArrayOutputStream openOutputStream() {
                        return out;
                    }
                };
            }

            @Override
            public boolean hasLocation(Location location) {
                return location != StandardLocation.SOURCE_PATH && super.hasLocation(location);
            }
        };
        JavaFileObject source = new SimpleJavaFileObject(URI.create("mem:///" + name.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
        List<String> options = new ArrayList<>(List.of("-proc:none", "--release", "17", "-classpath", System.getProperty("java.class.path")));
        if (!compiler.getTask(null, files, null, options, null, List.of(source)).call()) {
            throw new IllegalArgumentException("does not compile: " + text);
        }
        Map<String, byte[]> classes = new LinkedHashMap<>();
        made.forEach((path, out) -> classes.put(path, out.toByteArray()));
        return classes;
    }
}
