package org.tepui.deployer.jar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/**
 * What the manifest of a bundle declares.
 *
 * @param singleton whether only one version of it can be active
 * @param host symbolic name of the host of a fragment; empty for what is none
 * @param exports names of packages
 * @param dynamicImports names and patterns
 * @param apiCopies packages of {@code org.tepui} whose classes lie in it
 * @param services what its components and capabilities declare
 */
public record BundleJar(String symbolicName, Version version, boolean singleton, String host, List<String> exports, List<Import> imports,
        List<String> dynamicImports, List<String> requiredBundles, List<String> apiCopies, List<DeclaredService> services) {

    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final String OURS = "org/tepui/";

    /** A package that it needs from others. */
    public record Import(String name, VersionRange range, boolean optional) {
    }

    /** Reads a file that is held still. @throws JarException when it is not whole, not safe to open or no bundle */
    public static BundleJar read(Path file, JarLimits limits) throws JarException, IOException {
        new Wholeness(file, limits).check();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Attributes headers = manifest(zip, limits).getMainAttributes();
            return of(headers, apiCopies(zip), DeclaredService.of(zip, headers));
        }
    }

    private static BundleJar of(Attributes headers, List<String> apiCopies, List<DeclaredService> services) throws JarException {
        List<Clause> name = Clause.parse(headers.getValue("Bundle-SymbolicName"));
        if (name.isEmpty() || name.get(0).names().isEmpty() || name.get(0).names().get(0).isEmpty()) {
            throw JarException.refused("is a jar but no bundle: its manifest has no Bundle-SymbolicName; build it with bnd");
        }
        if (!"2".equals(headers.getValue("Bundle-ManifestVersion"))) {
            throw JarException.refused("has a manifest with Bundle-ManifestVersion " + headers.getValue("Bundle-ManifestVersion")
                    + "; only 2 is taken");
        }
        List<Clause> host = Clause.parse(headers.getValue("Fragment-Host"));
        return new BundleJar(name.get(0).names().get(0), version(headers.getValue("Bundle-Version")),
                "true".equals(name.get(0).directives().get("singleton")), host.isEmpty() ? "" : host.get(0).names().get(0),
                names(headers.getValue("Export-Package")), imports(headers.getValue("Import-Package")),
                names(headers.getValue("DynamicImport-Package")), names(headers.getValue("Require-Bundle")), apiCopies, services);
    }

    private static Manifest manifest(ZipFile zip, JarLimits limits) throws JarException, IOException {
        ZipEntry entry = zip.getEntry(MANIFEST);
        if (entry == null) {
            throw JarException.refused("is a jar but no bundle: it has no " + MANIFEST);
        }
        if (entry.getSize() > limits.manifestBytesMax()) {
            throw JarException.refused("has a manifest of " + entry.getSize() + " bytes; at most " + limits.manifestBytesMax() + " are taken");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return new Manifest(in);
        } catch (IOException e) {
            throw JarException.refused("has a manifest that cannot be read: " + e.getMessage());
        }
    }

    private static Version version(String text) throws JarException {
        try {
            return Version.parseVersion(text);
        } catch (IllegalArgumentException e) {
            throw JarException.refused("has a Bundle-Version that is none: '" + text + "'; it must be like 1.2.3 or 1.2.3.text");
        }
    }

    private static List<String> names(String header) {
        List<String> names = new ArrayList<>();
        Clause.parse(header).forEach(clause -> names.addAll(clause.names()));
        return List.copyOf(names);
    }

    private static List<Import> imports(String header) throws JarException {
        List<Import> imports = new ArrayList<>();
        for (Clause clause : Clause.parse(header)) {
            for (String name : clause.names()) {
                imports.add(new Import(name, range(name, clause.attributes().get("version")),
                        "optional".equals(clause.directives().get("resolution"))));
            }
        }
        return List.copyOf(imports);
    }

    private static VersionRange range(String name, String text) throws JarException {
        try {
            return new VersionRange(text == null ? "0" : text);
        } catch (IllegalArgumentException e) {
            throw JarException.refused("imports " + name + " in a version range that is none: '" + text + "'");
        }
    }

    private static List<String> apiCopies(ZipFile zip) {
        TreeSet<String> packages = new TreeSet<>();
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements();) {
            String name = all.nextElement().getName();
            if (name.startsWith(OURS + "api/") && name.endsWith(".class")) {
                packages.add(name.substring(0, name.lastIndexOf('/')).replace('/', '.'));
            }
        }
        return List.copyOf(packages);
    }
}
