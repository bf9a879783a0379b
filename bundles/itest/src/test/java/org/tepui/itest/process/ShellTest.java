package org.tepui.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/tepui shell} beside a master and an agent. */
class ShellTest {

    @TempDir
    Path folder;

    private TepuiProcess shell(String... words) throws Exception {
        String[] arguments = new String[words.length + 1];
        arguments[0] = "shell";
        System.arraycopy(words, 0, arguments, 1, words.length);
        TepuiProcess shell = TepuiProcess.start(TepuiProcess.DIST, folder, 0, Map.of("TEPUI_SHELL_DIR", folder.resolve("shell").toString()),
                arguments);
        shell.exitStatus();
        return shell;
    }

    @Test
    void theShellOfAMasterShowsItsClusterAndEndsWithIt() throws Exception {
        int port = TepuiProcess.freePort();
        try (TepuiProcess master = TepuiProcess.start(TepuiProcess.DIST, folder, port,
                Map.of("TEPUI_SHELL_DIR", folder.resolve("shell").toString()), "master", "--ip=127.0.0.1", "--port=" + port,
                "--hostname=localhost", "--registry=in_memory")) {
            master.awaitHealth("/health");
            TepuiProcess.await("the socket of the shell", () -> Files.exists(folder.resolve("shell").resolve(master.pid() + ".sock")));
            TepuiProcess health = shell("health");
            assertEquals("healthy\n", health.out(), health.err());
            assertEquals(0, health.exitStatus());
            try (TepuiProcess agent = TepuiProcess.agent(folder, master, "--resources=cpus:2;mem:1024;disk:0")) {
                assertTrue(agent.isAlive());
                assertTrue(shell("agents").out().contains("mem:1024 cpus:2"));
            }
            assertTrue(shell("startup").out().contains("registry storage"));
            assertTrue(shell("explain", "org.tepui.core").out().contains("MasterComponent is active"));
            assertTrue(shell("help").out().contains("lists the agents"));
            TepuiProcess wrong = shell("nonsense");
            assertEquals("Command not found: nonsense\n", wrong.out());
            assertEquals(1, wrong.exitStatus());
        }
        TepuiProcess late = shell("health");
        assertEquals(1, late.exitStatus());
        assertTrue(late.err().contains("is a master running?"), late.err());
    }
}
