package org.tepui.itest.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tepui.itest.process.SchedulerClient;
import org.tepui.itest.process.TepuiProcess;

/** An allocator from {@code deploy/} takes the place of the built-in one while agents and a scheduler are there. */
class SwapTest {

    @TempDir
    Path folder;

    private TepuiProcess master;

    private record Ended(int status, String out, String err) { }

    private Ended modules(String... words) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("modules"));
        arguments.addAll(List.of(words));
        arguments.add("--master=127.0.0.1:" + master.port());
        try (TepuiProcess program = TepuiProcess.start(folder, master.port(), arguments.toArray(String[]::new))) {
            return new Ended(program.exitStatus(), program.out(), program.err());
        }
    }

    private boolean isListed(String name, String state) {
        try {
            return modules("list", "--json").out().lines().anyMatch(line -> line.contains("\"name\":\"" + name + "\"")
                    && line.contains("\"state\":\"" + state + "\""));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private SchedulerClient scheduler() throws IOException {
        return SchedulerClient.subscribe(master.port(), "{\"user\":\"root\",\"name\":\"s\",\"roles\":[\"*\"],"
                + "\"capabilities\":[{\"type\":\"MULTI_ROLE\"}]}");
    }

    /** The plugin's allocator offers nothing: who decides shows in whether a new agent is offered. */
    @Test
    void anAllocatorIsSwappedInAndOutAndItsJarIsTakenAwayWhileItDecides() throws Exception {
        Path deploy = Files.createDirectory(folder.resolve("deploy"));
        try (TepuiProcess started = TepuiProcess.master(folder, "--allocation_interval=100ms", "--deploy_dir=" + deploy,
                "--cache_dir=" + folder.resolve("cache"))) {
            master = started;
            try (SchedulerClient scheduler = scheduler();
                    TepuiProcess first = TepuiProcess.agent(folder, master, "--resources=cpus:1;mem:128;disk:0")) {
                TepuiProcess.await("the first agent to be offered", () -> scheduler.offers().size() == 1);
                Files.write(deploy.resolve("mine.jar"), Plugins.allocator("mine").bytes());
                TepuiProcess.await("the plugin to be there", () -> isListed("mine", "standby"));
                Ended swap = modules("swap", "allocator", "mine", "--why=a test");
                assertEquals(new Ended(0, "mine is in use\n", ""), swap);
                assertTrue(isListed("mine", "active"));
                try (TepuiProcess second = TepuiProcess.agent(folder, master, "--resources=cpus:2;mem:128;disk:0")) {
                    TepuiProcess.await("the second agent to be there", () -> master.get("/slaves").split("\"pid\"", -1).length == 3);
                    assertEquals(1, scheduler.offers().size(), "what was offered before stays, and mine offers nothing");
                    assertEquals(0, modules("swap", "allocator", "hierarchical").status());
                    TepuiProcess.await("the second agent to be offered", () -> scheduler.offers().size() == 2);
                    assertEquals(0, modules("swap", "allocator", "mine").status());
                    Files.delete(deploy.resolve("mine.jar"));
                    TepuiProcess.await("the built-in to take over", () -> isListed("hierarchical", "active"));
                    try (TepuiProcess third = TepuiProcess.agent(folder, master, "--resources=cpus:3;mem:128;disk:0")) {
                        TepuiProcess.await("the third agent to be offered", () -> scheduler.offers().size() == 3);
                    }
                }
            }
            assertTrue(master.get("/tepui/modules").contains("\"why\":\"allocator mine (allocator.mine 1.0.0) went away\",\"done\":true"),
                    master.get("/tepui/modules"));
        }
    }
}
