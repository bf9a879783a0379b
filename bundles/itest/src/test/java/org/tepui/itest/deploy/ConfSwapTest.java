package org.tepui.itest.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tepui.itest.process.TepuiProcess;

/** {@code conf/org.tepui.modules.cfg} chooses modules over the flags: while the master leads, and over restarts. */
class ConfSwapTest {

    private static final String FILE = "org.tepui.modules.cfg";

    @TempDir
    Path folder;

    private Path deploy;
    private Path conf;
    private TepuiProcess master;

    @BeforeEach
    void folders() throws IOException {
        deploy = Files.createDirectory(folder.resolve("deploy"));
        conf = Files.createDirectory(folder.resolve("conf"));
    }

    @AfterEach
    void end() {
        if (master != null) {
            master.close();
        }
    }

    private void master() throws IOException {
        int port = TepuiProcess.freePort();
        master = TepuiProcess.start(TepuiProcess.DIST, folder, port, Map.of("TEPUI_SHELL_DIR", folder.resolve("shell").toString()), "master",
                "--ip=127.0.0.1", "--port=" + port, "--hostname=localhost", "--registry=in_memory", "--deploy_dir=" + deploy,
                "--conf_dir=" + conf, "--cache_dir=" + folder.resolve("cache"));
        master.awaitHealth("/health");
    }

    private void restart() throws Exception {
        master.terminate();
        master.exitStatus();
        master();
    }

    private void write(String text) throws IOException {
        Files.writeString(conf.resolve(FILE), text);
    }

    private String run(String... words) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(words));
        try (TepuiProcess program = TepuiProcess.start(TepuiProcess.DIST, folder, master.port(),
                Map.of("TEPUI_SHELL_DIR", folder.resolve("shell").toString()), arguments.toArray(String[]::new))) {
            assertEquals(0, program.exitStatus(), program.err());
            return program.out();
        }
    }

    private String modules(String... words) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("modules"));
        arguments.addAll(List.of(words));
        arguments.add("--master=127.0.0.1:" + master.port());
        return run(arguments.toArray(String[]::new));
    }

    private void awaitActive(String name) {
        String active = "\"name\":\"" + name + "\",[^}]*\"state\":\"active\"";
        TepuiProcess.await(name + " to be active", () -> master.get("/tepui/modules").matches("(?s).*" + active + ".*"));
    }

    private void awaitLine(String text) {
        TepuiProcess.await("the line '" + text + "'", () -> master.err().contains(text));
    }

    @Test
    void aFileIsASwapLastsOverARestartAndGoingBackIsTakingItAway() throws Exception {
        Files.write(deploy.resolve("mine.jar"), Plugins.allocator("mine").bytes());
        master();
        write("allocator = mine\n");
        awaitActive("mine");
        awaitLine("by conf/org.tepui.modules.cfg (over the flags: hierarchical): mine is in use");
        assertTrue(master.get("/tepui/modules").contains("\"who\":\"conf/org.tepui.modules.cfg\""));
        restart();
        awaitActive("mine");
        awaitLine("by conf/org.tepui.modules.cfg");
        // Half a file, and one that says nothing that is understood.
        write("allocator mine\n");
        awaitLine("conf/org.tepui.modules.cfg line 1 has no '='");
        write("alocator = hierarchical\n");
        awaitLine("conf/org.tepui.modules.cfg has a key 'alocator'; known are: allocator, ");
        awaitActive("mine");
        modules("swap", "allocator", "hierarchical");
        String line = "allocator: hierarchical is running, mine is configured (conf/org.tepui.modules.cfg)\n";
        assertTrue(modules("list").endsWith(line), modules("list"));
        assertTrue(modules("list", "--json").contains("\"name\":\"mine\",\"bundle\":\"allocator.mine\",\"version\":\"1.0.0\",\"state\":\"standby\","
                + "\"differs\":true}"), modules("list", "--json"));
        assertTrue(run("shell", "modules").endsWith(line), run("shell", "modules"));
        write("allocator = mine\nauthenticators = crammd5\n");
        restart();
        awaitActive("mine");
        Files.delete(conf.resolve(FILE));
        awaitActive("hierarchical");
        assertTrue(master.get("/tepui/modules").contains("\"differences\":[]"), master.get("/tepui/modules"));
        try (var files = Files.list(conf)) {
            assertEquals(0, files.count(), "nothing is written into conf/");
        }
    }

    @Test
    void aNameThatNobodyHasIsToldInOneLineAndTakesItsPlaceWhenItComes() throws Exception {
        master();
        write("allocator = mine\n");
        awaitLine("no allocator is named 'mine'; known are: ");
        awaitActive("hierarchical");
        Files.write(deploy.resolve("mine.jar"), Plugins.allocator("mine").bytes());
        awaitActive("mine");
    }

    /** Whoever asked for a guard has it from the first request on, also while it is still on its way. */
    @Test
    void anAuthorizerThatTheFileNamesAtTheStartGuardsBeforeItIsThere() throws Exception {
        write("authorizer = corp\n");
        master();
        assertEquals(Optional.of(403), master.status("/flags"));
        Files.write(deploy.resolve("corp.jar"), Plugins.authorizer("corp").bytes());
        TepuiProcess.await("the authorizer to allow it", () -> master.status("/flags").equals(Optional.of(200)));
        Files.delete(conf.resolve(FILE));
        awaitLine("flags name no authorizer, and a guard is not taken away while the master runs: corp stays");
        assertEquals(Optional.of(200), master.status("/flags"));
    }
}
