package org.tepui.flags.master;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tepui.flags.Outcome;

class ModuleManifestsTest {

    @TempDir
    Path folder;

    private static Outcome start(String... args) {
        List<String> all = new ArrayList<>(List.of("--ip=127.0.0.1", "--registry=in_memory"));
        all.addAll(Arrays.asList(args));
        return MasterFlags.PROGRAM.start(all, Map.of());
    }

    private static List<ModuleLibrary> libraries(String... args) {
        return ModuleManifests.of(start(args).parsed());
    }

    /** Shape by the flag's type, then library by library; {@code ~} stands for a quote. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "[];--modules: ",
        "{x;--modules: ",
        "{~libraries~:~x~};--modules: field 'libraries[0]' is a text, expected is an object",
        "{~libraries~:[{~file~:5}]};--modules: field 'libraries[0].file' is a number, expected is a text",
        "{~libraries~:[{~file~:~a.jar~,~modules~:[{~name~:~m~,~parameters~:[{~key~:~a~}]}]}]};"
            + "--modules: required fields are missing: libraries[0].modules[0].parameters[0].value",
        "{~libraries~:[{}]};--modules: a library has neither a file nor a name",
        "{~libraries~:[{~file~:~~}]};--modules: the file or name of a library is empty",
        "{~libraries~:[{~file~:~/no/such.jar~}]};--modules: file '/no/such.jar' does not exist",
        "{~libraries~:[{~file~:~/~}]};--modules: file '/' is a directory",
        "{~libraries~:[{~file~:~/etc/passwd~}]};--modules: file '/etc/passwd' is not named *.jar",
        "{~libraries~:[{~file~:~plugin~}]};--modules: 'plugin' is no bundle: the name of a jar is needed",
        "{~libraries~:[{~name~:~a~,~modules~:[{}]}]};--modules: a module of library 'a.jar' has no name",
        "{~libraries~:[{~file~:~libsite.so~}]};--modules: 'libsite.so' is a C++ library, and those can't be loaded; put a bundle",
        "{~libraries~:[{~file~:~/usr/lib/libz.so.1~,~modules~:[{~name~:~m~}]}]};--modules: '/usr/lib/libz.so.1' is a C++ library, and those "
            + "can't be loaded; module 'm' needs a bundle with a service of that name",
        "{~libraries~:[{~name~:~a~,~modules~:[{~name~:~m~,~parameters~:[{~key~:~k~,~value~:~1~},{~key~:~K~,~value~:~2~}]}]}]};"
            + "--modules: parameters 'k' and 'K' of module 'm' differ in upper and lower case alone",
        "{~libraries~:[{~name~:~a~,~modules~:[{~name~:~m~}]},{~name~:~b~,~modules~:[{~name~:~m~}]}]};"
            + "--modules: module 'm' is named twice, with different libraries",
        "{~libraries~:[{~name~:~a~,~modules~:[{~name~:~m~},{~name~:~m~,~parameters~:[{~key~:~k~,~value~:~1~}]}]}]};"
            + "--modules: module 'm' is named twice, with different parameters",
    })
    void whatIsWrongIsToldInOneLine(String manifest, String line) {
        Outcome outcome = start("--modules=" + manifest.replace('~', '"'));
        assertEquals(1, outcome.exit().orElse(0));
        assertEquals(1, outcome.errors().size(), outcome.err());
        assertTrue(outcome.errors().get(0).line().startsWith(line), outcome.err());
    }

    /** Field case F51: the manifest of a C++ allocator, carried over. */
    @Test
    void aCppLibraryNamesTheModuleAndTheInterfaceThatTakesItsPlace() {
        String manifest = "{\"libraries\": [{\"file\": \"/opt/modules/libsite_allocator.so\", \"modules\": [{\"name\": "
            + "\"org_example_SiteAllocator\", \"parameters\": [{\"key\": \"pool\", \"value\": \"blue\"}]}]}]}";
        Outcome outcome = start("--modules=" + manifest, "--allocator=org_example_SiteAllocator");
        assertEquals("--modules: '/opt/modules/libsite_allocator.so' is a C++ library, and those can't be loaded; module "
            + "'org_example_SiteAllocator' needs a bundle with a service org.tepui.api.allocator.Allocator of that name (docs/plugins.md), and name "
            + "its jar here", outcome.errors().get(0).line());
        assertEquals(1, outcome.exit().getAsInt());
    }

    @Test
    void aFileWinsOverAName() throws IOException {
        Path jar = Files.createFile(folder.resolve("x.jar"));
        List<ModuleLibrary> libraries = libraries("--modules={\"libraries\":{\"file\":\"" + jar + "\",\"name\":\"other\"}}");
        assertEquals(jar.toString(), libraries.get(0).jar());
        assertEquals("other.jar", libraries("--modules={\"libraries\":[{\"name\":\"other\"}]}").get(0).jar());
    }

    @Test
    void theSameModuleTwiceIsTheSameModule() {
        String library = "{\"name\":\"a\",\"modules\":[{\"name\":\"m\",\"parameters\":[{\"key\":\"k\",\"value\":\"1\"}]}]}";
        assertTrue(start("--modules={\"libraries\":[" + library + "," + library + "]}").goesOn());
    }

    @Test
    void parametersBecomeConfigurationsByModuleAndARepeatedKeyAList() {
        assertEquals("{m={k=[1, 2, 3], one=x}}", ModuleManifests.configurations(libraries("--modules={\"libraries\":[{\"name\":\"a\",\"modules\":["
            + "{\"name\":\"m\",\"parameters\":[{\"key\":\"k\",\"value\":\"1\"},{\"key\":\"k\",\"value\":\"2\"},{\"key\":\"one\",\"value\":\"x\"},"
            + "{\"key\":\"k\",\"value\":\"3\"}]},{\"name\":\"plain\"}]}]}")).toString());
    }

    @Test
    void valuesOfParametersAreNotShown() {
        String printed = ModuleManifests.printed(libraries("--modules={\"libraries\":[{\"name\":\"a\",\"modules\":[{\"name\":\"m\",\"parameters\":"
            + "[{\"key\":\"password\",\"value\":\"hunter2\"}]}]}]}"));
        assertEquals("{\"libraries\":[{\"name\":\"a\",\"modules\":[{\"name\":\"m\",\"parameters\":[{\"key\":\"password\",\"value\":\"******\"}]}]}]}",
            printed);
        assertFalse(libraries("--modules=" + printed.replace("******", "hunter2")).toString().contains("hunter2"));
    }

    @Test
    void filesOfADirectoryAreReadInTheOrderOfTheirNamesAndFoldersAreNot() throws IOException {
        Files.writeString(folder.resolve("b"), "{\"libraries\":[{\"name\":\"second\"}]}");
        Files.writeString(folder.resolve("a.json"), "{\"libraries\":[{\"name\":\"first\"}]}");
        Files.createDirectory(folder.resolve("0"));
        assertEquals(List.of("first.jar", "second.jar"), libraries("--modules_dir=" + folder).stream().map(ModuleLibrary::jar).toList());
    }

    @Test
    void anErrorInADirectoryNamesTheFile() throws IOException {
        Files.writeString(folder.resolve("a.json"), "{\"libraries\":[{\"name\":\"first\"}]}");
        Files.writeString(folder.resolve("b.json"), "{\"libraries\":[{\"file\":\"/no/such.so\"}]}");
        String line = start("--modules_dir=" + folder).errors().get(0).line();
        assertTrue(line.startsWith("--modules_dir: file '" + folder.resolve("b.json") + "': '/no/such.so' is a C++ library"), line);
        Files.writeString(folder.resolve("b.json"), "not json");
        line = start("--modules_dir=" + folder).errors().get(0).line();
        assertTrue(line.startsWith("--modules_dir: file '" + folder.resolve("b.json") + "': "), line);
    }

    @Test
    void aDirectoryThatCannotBeReadIsRefused() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertEquals("--modules_dir: directory '/no/such' cannot be read: no such file or directory", start("--modules_dir=/no/such").errors()
            .get(0).line());
        assertEquals("--modules_dir: directory '" + file + "' cannot be read: it is no directory", start("--modules_dir=" + file).errors().get(0)
            .line());
        assertEquals("--modules_dir: the name of the directory is empty", start("--modules_dir=").errors().get(0).line());
    }

    @Test
    void onlyOneOfBothMayBeGiven() {
        assertEquals("modules_dir", start("--modules={}", "--modules_dir=" + folder).errors().get(0).flag());
    }
}
