package org.tepui.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tepui local}: a master and an agent in one command, the first thing that a reader of the README runs. */
class LocalTest {

    @TempDir
    Path folder;

    private TepuiProcess local(String... more) throws IOException {
        int port = TepuiProcess.freePort();
        String[] arguments = new String[4 + more.length];
        List.of("local", "--port=" + port, "--agent_port=" + TepuiProcess.freePort(), "--work_dir=" + folder.resolve("work"))
            .toArray(arguments);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return TepuiProcess.start(folder, port, arguments);
    }

    @Test
    void aDemoRunsATaskShowsItsOutputAndTheAddressAndEndsWithItsStatus() throws Exception {
        try (TepuiProcess local = local("--demo=echo said $((40 + 2))")) {
            assertEquals(0, local.exitStatus(), local.err());
            assertTrue(local.out().contains("is TASK_FINISHED"), local.out());
            assertTrue(local.out().contains("\nsaid 42\n"), local.out());
            assertTrue(local.out().contains("http://127.0.0.1:" + local.port()), local.out());
        }
        try (TepuiProcess local = local("--demo=exit 3")) {
            assertEquals(1, local.exitStatus(), local.err());
        }
    }

    @Test
    void termEndsBothProcessesAlsoDuringADemo() throws Exception {
        try (TepuiProcess local = local("--demo=sleep 1000")) {
            TepuiProcess.await("the demo's task", () -> local.out().contains("is TASK_RUNNING"));
            local.terminate();
            assertEquals(143, local.exitStatus());
            assertFalse(local.answers("/health"));
        }
    }
}
