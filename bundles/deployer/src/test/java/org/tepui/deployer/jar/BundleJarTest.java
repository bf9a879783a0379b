package org.tepui.deployer.jar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tepui.testkit.plugin.PluginJar;

/** Field case F102, and what else a jar can be. */
class BundleJarTest {

    private static final JarLimits SMALL = new JarLimits(1 << 20, 100, 1 << 20, 1 << 10);

    @TempDir
    Path folder;

    private BundleJar read(byte[] bytes) throws JarException, IOException {
        return BundleJar.read(Files.write(folder.resolve("x.jar"), bytes), SMALL);
    }

    private JarException refusal(byte[] bytes) {
        return assertThrows(JarException.class, () -> read(bytes));
    }

    private static byte[] zip(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void theManifestOfABundleIsRead() throws Exception {
        BundleJar jar = read(PluginJar.named("a.b;singleton:=true", "1.2.3.x").header("Import-Package",
                "one;version=\"[1,2)\",two;three;resolution:=optional").header("Export-Package", "p;version=1;uses:=\"one,two\"").bytes());
        assertEquals("a.b", jar.symbolicName());
        assertEquals("1.2.3.x", jar.version().toString());
        assertTrue(jar.singleton());
        assertEquals(List.of("p"), jar.exports());
        assertEquals("[Import[name=one, range=[1.0.0,2.0.0), optional=false], Import[name=two, range=0.0.0, optional=true],"
                + " Import[name=three, range=0.0.0, optional=true]]", jar.imports().toString());
    }

    @Test
    void servicesAreReadFromComponentsAndCapabilities() throws Exception {
        String component = "<scr:component xmlns:scr='http://www.osgi.org/xmlns/scr/v1.3.0' name='x'><implementation class='X'/>"
                + "<property name='tepui.module.name'>one\ntwo</property><service><provide interface='a.A'/></service></scr:component>";
        BundleJar jar = read(PluginJar.named("m", "1").header("Service-Component", "OSGI-INF/x.xml")
                .entry("OSGI-INF/x.xml", component.getBytes(StandardCharsets.UTF_8))
                .header("Provide-Capability", "osgi.service;objectClass:List<String>=\"a.A,b.B\";uses:=\"a,b\"").bytes());
        assertEquals("[DeclaredService[service=a.A, names=[one, two]], DeclaredService[service=b.B, names=[]]]", jar.services().toString());
    }

    @Test
    void aJarThatIsCutOffMayBecomeWhole() throws Exception {
        byte[] whole = PluginJar.named("m", "1").entry("x", new byte[1_000]).bytes();
        for (int length : new int[] {0, 1, 10, whole.length / 2, whole.length - 1}) {
            assertTrue(refusal(Arrays.copyOf(whole, length)).isIncomplete(), length + " bytes");
        }
    }

    @Test
    void aJarWithAHoleInItMayBecomeWhole() throws Exception {
        byte[] whole = PluginJar.named("m", "1").entry("x", "abcdefghijklmnopqrstuvwxyz".repeat(40).getBytes(StandardCharsets.UTF_8)).bytes();
        Arrays.fill(whole, whole.length / 3, whole.length / 2, (byte) 0);
        assertTrue(refusal(whole).isIncomplete());
    }

    @Test
    void entriesOutsideTheJarAreRefused() throws Exception {
        for (String name : List.of("../x", "a/../../x", "/etc/x", "a\\..\\x", "C:/x", "..")) {
            JarException refusal = refusal(zip(name));
            assertTrue(refusal.getMessage().startsWith("has an entry outside itself"), refusal.getMessage());
        }
        assertTrue(refusal(zip("a..b/c", "..x")).getMessage().startsWith("is a jar but no bundle"));
    }

    @Test
    void tooManyEntriesAreRefusedBeforeTheyAreRead() throws Exception {
        String[] names = new String[101];
        Arrays.setAll(names, i -> "e" + i);
        assertEquals("has 101 entries; at most 100 are taken", refusal(zip(names)).getMessage());
    }

    @Test
    void whatUnpacksToMoreThanTheLimitIsRefused() throws Exception {
        byte[] bomb = PluginJar.named("m", "1").entry("zeros", new byte[2 << 20]).bytes();
        assertEquals("is more than 1048576 bytes long when unpacked", refusal(bomb).getMessage());
    }

    @Test
    void aJarWithoutAUsableManifestIsNoBundle() throws Exception {
        assertTrue(refusal(zip("x")).getMessage().startsWith("is a jar but no bundle: it has no META-INF/MANIFEST.MF"));
        assertTrue(refusal(new PluginJar().header("X", "y").bytes()).getMessage().contains("no Bundle-SymbolicName"));
        assertTrue(refusal(PluginJar.named("m", "one").bytes()).getMessage().contains("Bundle-Version that is none: 'one'"));
        assertTrue(refusal(PluginJar.named("m", "1").header("Bundle-ManifestVersion", "1").bytes()).getMessage().contains("only 2 is taken"));
        assertTrue(refusal(PluginJar.named("m", "1").header("Import-Package", "a;version=\"[2\"").bytes()).getMessage().contains("'[2'"));
    }
}
