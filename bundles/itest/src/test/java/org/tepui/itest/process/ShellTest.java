package org.tepui.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tepui.testkit.plugin.PluginJar;

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

    /** A bundle that waits for another's package; a component that waits for a service, whose component waits for another. */
    @Test
    void explainShowsTheTreeOfWhatAModuleWaitsFor() throws Exception {
        Path deploy = Files.createDirectory(folder.resolve("deploy"));
        String imports = "org.osgi.framework,org.tepui.api.http;version=\"[0.1,1)\"";
        Files.write(deploy.resolve("lacks.jar"), PluginJar.named("lacks", "1").header("Import-Package",
                imports + ",org.example.missing;version=\"[1,2)\"").bytes());
        Files.write(deploy.resolve("waits.jar"), component("waits", "org.tepui.api.http.HttpEndpoint", "java.lang.Comparable"));
        Files.write(deploy.resolve("middle.jar"), component("middle", "java.lang.Comparable", "java.lang.Runnable"));
        int port = TepuiProcess.freePort();
        try (TepuiProcess master = TepuiProcess.start(TepuiProcess.DIST, folder, port,
                Map.of("TEPUI_SHELL_DIR", folder.resolve("shell").toString()), "master", "--ip=127.0.0.1", "--port=" + port,
                "--hostname=localhost", "--registry=in_memory", "--deploy_dir=" + deploy)) {
            master.awaitHealth("/health");
            TepuiProcess.await("the bundles", () -> master.get("/tepui/deployments").contains("\"settled\":true"));
            assertEquals("lacks 1.0.0: installed\n  wants osgi.wiring.package (&(osgi.wiring.package=org.example.missing)(version>=1.0.0)"
                    + "(!(version>=2.0.0))), which nobody provides\n", shell("explain", "lacks").out());
            assertEquals("waits 1.0.0: active\n  component waits is waiting\n    waits for a service java.lang.Comparable\n"
                    + "      component middle is waiting\n        waits for a service java.lang.Runnable\n", shell("explain", "waits").out());
        }
    }

    /** A component that offers one service and needs another. */
    private static byte[] component(String name, String offers, String needs) {
        String xml = "<?xml version=\"1.0\"?><scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" name=\"" + name
                + "\"><implementation class=\"plugin.Part\"/><service><provide interface=\"" + offers + "\"/></service><reference name=\"needed\""
                + " interface=\"" + needs + "\"/></scr:component>";
        return PluginJar.named(name, "1").header("Service-Component", "OSGI-INF/part.xml")
                .entry("OSGI-INF/part.xml", xml.getBytes(StandardCharsets.UTF_8)).bytes();
    }
}
