package org.tepui.itest.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a bundle must never do, however convenient. */
class NeverRulesTest {

    /** Bundle to those of ours that its classes may refer to. */
    private static final Map<String, List<String>> MAY_USE = new TreeMap<>(Map.ofEntries(
            Map.entry("org.tepui.api", List.of()),
            Map.entry("org.tepui.flags", List.of()),
            Map.entry("org.tepui.protocol", List.of("org.tepui.api")),
            Map.entry("org.tepui.wire", List.of("org.tepui.api", "org.tepui.protocol")),
            Map.entry("org.tepui.core", List.of("org.tepui.api", "org.tepui.protocol", "org.tepui.flags")),
            Map.entry("org.tepui.planner", List.of("org.tepui.api")),
            Map.entry("org.tepui.allocator.hierarchical", List.of("org.tepui.api")),
            Map.entry("org.tepui.registry.memory", List.of("org.tepui.api")),
            Map.entry("org.tepui.authorizer.local", List.of("org.tepui.api")),
            Map.entry("org.tepui.election.standalone", List.of("org.tepui.api")),
            Map.entry("org.tepui.shell", List.of("org.tepui.api")),
            Map.entry("org.tepui.deployer", List.of("org.tepui.api")),
            Map.entry("org.tepui.authenticator.basic", List.of("org.tepui.api")),
            Map.entry("org.tepui.authenticator.crammd5", List.of("org.tepui.api")),
            Map.entry("org.tepui.agent", List.of("org.tepui.api", "org.tepui.protocol", "org.tepui.flags")),
            Map.entry("org.tepui.herd", List.of("org.tepui.api", "org.tepui.protocol", "org.tepui.flags")),
            Map.entry("org.tepui.execute", List.of("org.tepui.api", "org.tepui.protocol", "org.tepui.flags"))));

    /** Packages of core that carry the line or show it; every other one is the line and must be deterministic. */
    private static final List<String> AROUND_THE_LINE =
            List.of("org.tepui.core.runtime", "org.tepui.core.startup", "org.tepui.core.endpoint", "org.tepui.core.module",
                    "org.tepui.core.access", "org.tepui.core.authorization", "org.tepui.core.guard", "org.tepui.core.firewall", "org.tepui.core.hook");

    private static Map<String, Path> jars;
    private static final Map<String, Set<String>> PACKAGES = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        jars = Jars.ours();
        for (Map.Entry<String, Path> jar : jars.entrySet()) {
            PACKAGES.put(jar.getKey(), Jars.packages(jar.getValue()));
        }
    }

    @Test
    void everyBundleOfTheDistributionHasItsRule() {
        assertEquals(MAY_USE.keySet(), jars.keySet());
    }

    @Test
    void aBundleUsesOnlyTheBundlesItMay() throws IOException {
        List<String> faults = new ArrayList<>();
        for (Map.Entry<String, Path> jar : jars.entrySet()) {
            for (String name : Jars.classes(jar.getValue())) {
                for (String used : Jars.references(jar.getValue(), name).classes()) {
                    String owner = Jars.owner(PACKAGES, used);
                    if (!owner.isEmpty() && !owner.equals(jar.getKey()) && !MAY_USE.get(jar.getKey()).contains(owner)) {
                        faults.add(name + " uses " + used + " of " + owner);
                    }
                }
            }
        }
        assertEquals(List.of(), faults);
    }

    @Test
    void theApiUsesNothingButTheJdk() throws IOException {
        assertEquals(List.of(), uses("org.tepui.api", name -> true,
                used -> !used.startsWith("java.") && !used.startsWith("org.tepui.api.") && !used.startsWith("org.osgi.annotation.")));
    }

    @Test
    void nettyIsTheWiresAlone() throws IOException {
        for (String bundle : jars.keySet()) {
            if (!bundle.equals("org.tepui.wire")) {
                assertEquals(List.of(), uses(bundle, name -> true, used -> used.startsWith("io.netty.")), bundle);
            }
        }
    }

    /** The same inputs must give the same outputs in any JVM: no thread, clock, random source, file or socket in reach. */
    @Test
    void theLineIsDeterministic() throws IOException {
        Predicate<String> line = name -> AROUND_THE_LINE.stream().noneMatch(around -> name.startsWith(around + "."));
        assertEquals(List.of(), uses("org.tepui.core", line, used -> used.startsWith("java.util.concurrent.") || used.startsWith("java.io.")
                && !used.equals("java.io.Serializable") || used.startsWith("java.nio.file.") || used.startsWith("java.net.")
                || used.startsWith("org.slf4j.") || used.startsWith("org.osgi.") || List.of("java.lang.Thread", "java.util.Random",
                        "java.util.UUID", "java.security.SecureRandom", "java.time.Clock", "java.time.Instant",
                        "java.util.Timer", "java.util.IdentityHashMap", "java.util.WeakHashMap").contains(used)));
        List<String> forbidden = List.of("java.lang.System.currentTimeMillis", "java.lang.System.nanoTime",
                "java.lang.System.identityHashCode", "java.lang.System.getenv", "java.lang.System.getProperty", "java.lang.Math.random",
                // Their order differs from one JVM to the next. HashMap is left to those who only look things up.
                "java.util.Set.copyOf", "java.util.Map.copyOf", "java.util.Map.ofEntries", "java.util.stream.Collectors.toSet",
                "java.util.stream.Collectors.toUnmodifiableSet", "java.util.stream.Collectors.toUnmodifiableMap",
                "java.util.stream.Collectors.groupingBy");
        List<String> faults = new ArrayList<>();
        for (String name : Jars.classes(jars.get("org.tepui.core"))) {
            if (line.test(name)) {
                for (String method : Jars.references(jars.get("org.tepui.core"), name).methods()) {
                    if (forbidden.contains(method)) {
                        faults.add(name + " calls " + method);
                    }
                }
            }
        }
        assertEquals(List.of(), faults);
    }

    @Test
    void nobodyRequiresBundlesOrImportsAtRunTimeWhatTurnsUp() throws IOException {
        for (Map.Entry<String, Path> jar : jars.entrySet()) {
            for (String header : List.of("Require-Bundle", "DynamicImport-Package", "Fragment-Host")) {
                assertEquals("", Jars.header(jar.getValue(), header), jar.getKey() + " has " + header);
            }
        }
    }

    @Test
    void noPackageIsSplit() {
        Map<String, String> owners = new TreeMap<>();
        PACKAGES.forEach((bundle, packages) -> packages.forEach(name -> {
            String other = owners.put(name, bundle);
            assertTrue(other == null, name + " is in " + bundle + " and in " + other);
        }));
    }

    /** One optional field added to a message would break every plugin otherwise. */
    @Test
    void onlyTheSpiAndTheMessagesAreExported() throws IOException {
        for (Map.Entry<String, Path> jar : jars.entrySet()) {
            String exported = Jars.header(jar.getValue(), "Export-Package");
            if (!List.of("org.tepui.api", "org.tepui.protocol", "org.tepui.flags").contains(jar.getKey())) {
                assertEquals("", exported, jar.getKey());
            } else {
                assertFalse(exported.isEmpty(), jar.getKey());
            }
        }
    }

    private static List<String> uses(String bundle, Predicate<String> classes, Predicate<String> forbidden) throws IOException {
        List<String> faults = new ArrayList<>();
        for (String name : Jars.classes(jars.get(bundle))) {
            if (classes.test(name)) {
                for (String used : Jars.references(jars.get(bundle), name).classes()) {
                    if (forbidden.test(used)) {
                        faults.add(name + " uses " + used);
                    }
                }
            }
        }
        return faults;
    }
}
