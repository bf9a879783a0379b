package org.tepui.itest.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tepui.api.module.ModuleKind;
import org.tepui.itest.process.TepuiProcess;

/** What an example has to be: short, made of the api alone, tested, and on the page. */
class ExampleRulesTest {

    private static final Path ROOT = Path.of(System.getProperty("tepui.root", "../..")).toAbsolutePath();
    private static final Path BUNDLES = ROOT.resolve("bundles");
    /** Policies are examples too, and older than the folder. */
    private static final List<String> POLICIES = List.of("allocator-binpack", "allocator-strict-priority");
    private static final int LINES_MAX = 60;
    private static final List<String> MAY_IMPORT = List.of("java.", "javax.", "org.tepui.api.", "org.osgi.framework");

    private static List<Path> folders() throws IOException {
        List<Path> folders = new ArrayList<>(POLICIES.stream().map(BUNDLES::resolve).toList());
        try (Stream<Path> examples = Files.list(BUNDLES.resolve("examples"))) {
            examples.filter(folder -> Files.exists(folder.resolve("pom.xml"))).sorted().forEach(folders::add);
        }
        return folders;
    }

    private static List<Path> sources(Path folder, String part) throws IOException {
        Path root = folder.resolve("src").resolve(part);
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines that say something: no comment, import, package or blank one. */
    private static long lines(Path source) {
        return read(source).replaceAll("(?s)/\\*.*?\\*/", "").lines().map(String::strip).filter(line -> !line.isEmpty()
                && !line.startsWith("//") && !line.startsWith("import ") && !line.startsWith("package ")).count();
    }

    @Test
    void anExampleOfAKindHasAtMostSixtyLines() throws IOException {
        Map<String, Long> tooLong = new TreeMap<>();
        for (Path folder : folders()) {
            for (Path source : sources(folder, "main/java")) {
                if (lines(source) > LINES_MAX) {
                    tooLong.put(source.getFileName().toString(), lines(source));
                }
            }
        }
        assertEquals(Map.of(), tooLong);
        assertTrue(folders().size() > POLICIES.size(), "no examples were found in " + BUNDLES);
    }

    /** One class is one kind, so nobody gets round the limit by a second class that does the work. */
    @Test
    void aClassOfAnExampleIsAModuleOrItsConfiguration() throws IOException {
        List<String> others = new ArrayList<>();
        for (Path folder : folders()) {
            for (Path source : sources(folder, "main/java")) {
                String text = read(source);
                if (!text.contains("@Component") && !text.contains("public @interface ") && !source.endsWith("package-info.java")) {
                    others.add(source.getFileName().toString());
                }
            }
        }
        assertEquals(List.of(), others);
    }

    @Test
    void everyExampleHasATest() throws IOException {
        for (Path folder : folders()) {
            assertTrue(sources(folder, "test/java").stream().anyMatch(test -> read(test).contains("@Test")), folder + " has no test");
        }
    }

    @Test
    void theJarOfAnExampleLiesInTheDistributionAndNeedsTheApiAlone() throws IOException {
        TreeSet<String> jars = new TreeSet<>();
        try (Stream<Path> files = Files.list(TepuiProcess.DIST.resolve("examples"))) {
            for (Path jar : files.toList()) {
                jars.add(jar.getFileName().toString());
                for (String clause : Jars.header(jar, "Import-Package").replaceAll("\"[^\"]*\"", "").split(",")) {
                    String name = clause.split(";")[0];
                    assertTrue(MAY_IMPORT.stream().anyMatch(name::startsWith), jar + " imports " + name);
                }
            }
        }
        TreeSet<String> expected = new TreeSet<>();
        folders().forEach(folder -> expected.add(folder.getFileName() + ".jar"));
        assertEquals(expected, jars);
    }

    @Test
    void thePageNamesEveryKindAndItsExample() throws IOException {
        String page = read(ROOT.resolve("docs/plugins.md"));
        for (Path folder : folders()) {
            assertTrue(page.contains("`" + folder.getFileName() + "`"), "docs/plugins.md does not name " + folder.getFileName());
        }
        for (ModuleKind kind : ModuleKind.values()) {
            String type = kind.service().substring(kind.service().lastIndexOf('.') + 1);
            assertTrue(page.contains(type + "`"), "docs/plugins.md does not name " + kind.service());
        }
    }
}
