package org.tepui.itest.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tepui.itest.process.SchedulerClient;
import org.tepui.itest.process.TepuiProcess;

/** What only the start can tell of {@code --modules}, {@code --hooks} and the election modules; the rest is in the tests of the flags. */
class ManifestTest {

    @TempDir
    Path folder;

    /** {@code ~} stands for a quote, {@code JAR} for the path of a bundle that is none. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--hooks=nope|No hook is named 'nope'; known are: none is installed",
        "--hooks=team-labels --modules={~libraries~:[{~name~:~hook-team-label~}]}|No hook is named 'team-labels'; known are: team-label",
        "--master_contender=nope --master_detector=nope|No master contender is named 'nope'; known are: standalone",
        "--modules={~libraries~:[{~name~:~nosuch~}]}|--modules: there is no bundle 'nosuch.jar' in ",
        "--modules={~libraries~:[{~name~:~hook-team-label~,~modules~:[{~name~:~other~}]}]}|"
                + "--modules: the bundle 'hook-team-label.jar' has no module named 'other'; it has: team-label",
        "--modules={~libraries~:[{~file~:~JAR~}]}|is no whole jar",
        "--modules={~libraries~:[{~name~:~anonymous-heartbeat-file~,~modules~:[{~name~:~heartbeat-file~,~parameters~:"
                + "[{~key~:~file~,~value~:~/no/such/folder/beat~}]}]}]}|The anonymous module 'heartbeat-file' could not be created",
    })
    void aStartThatCannotHaveItsModulesEndsWithStatusOneAndALine(String arguments, String line) throws Exception {
        Path jar = folder.resolve("none.jar");
        Files.writeString(jar, "PK, but no more");
        List<String> all = new ArrayList<>(List.of("master", "--ip=127.0.0.1", "--port=" + TepuiProcess.freePort(), "--hostname=localhost",
                "--registry=in_memory", "--deploy_dir=" + Files.createDirectory(folder.resolve("deploy")),
                "--cache_dir=" + folder.resolve("cache")));
        all.addAll(Arrays.asList(arguments.replace('~', '"').replace("JAR", jar.toString()).split(" ")));
        try (TepuiProcess master = TepuiProcess.start(folder, 0, all.toArray(String[]::new))) {
            assertEquals(1, master.exitStatus());
            assertTrue(master.err().contains(line), master.err());
        }
    }

    @Test
    void aContenderAndADetectorOfABundleMakeTheMasterLead() throws Exception {
        Path jar = folder.resolve("election.jar");
        Files.write(jar, Plugins.election("mine").bytes());
        try (TepuiProcess master = TepuiProcess.master(folder, "--cache_dir=" + folder.resolve("cache"), "--modules={\"libraries\":[{\"file\":\""
                + jar + "\",\"modules\":[{\"name\":\"mine\"}]}]}", "--master_contender=mine", "--master_detector=mine")) {
            SchedulerClient.awaitRecovery(master.port());
            TepuiProcess.await("the modules to be listed", () -> master.answers("/tepui/modules"));
            String modules = master.get("/tepui/modules");
            assertTrue(modules.contains("{\"kind\":\"master_contender\",\"name\":\"mine\",\"bundle\":\"election.mine\",\"version\":\"1.0.0\","
                    + "\"state\":\"active\""), modules);
            assertTrue(modules.contains("{\"kind\":\"master_contender\",\"name\":\"standalone\""), modules);
        }
    }
}
