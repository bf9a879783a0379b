package org.tepui.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Recorded requests to masters with {@code --firewall_rules}: what was blocked there is blocked here. Rows of golden/firewall.tsv: {@code rules},
 * number and value of the flag; then number, path, what a Mesos master did, what Tepui does, and why when that is something else.
 */
class FirewallTest {

    @TempDir
    Path folder;

    private static List<String[]> rows() throws Exception {
        try (var in = FirewallTest.class.getResourceAsStream("/golden/firewall.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().map(line -> line.split("\t", -1)).toList();
        }
    }

    @Test
    void whatWasBlockedIsBlockedAndWhatDiffersHasAReason() throws Exception {
        List<String> wrong = new ArrayList<>();
        int asked = 0;
        for (String[] rules : rows().stream().filter(row -> row[0].equals("rules")).toList()) {
            int port = TepuiProcess.freePort();
            try (TepuiProcess master = TepuiProcess.start(folder, port, "master", "--ip=127.0.0.1", "--port=" + port,
                    "--hostname=localhost", "--registry=in_memory", "--firewall_rules=" + rules[2])) {
                // Before, /master/... is no process yet: nothing is there, and nothing is served.
                TepuiProcess.await("the end of the sequence",
                        () -> master.get("/startup").contains("\"name\":\"master\",\"state\":\"DONE\""));
                for (String[] row : rows().stream().filter(row -> row[0].equals(rules[1])).toList()) {
                    asked++;
                    boolean blocked = master.status(row[1]).orElse(0) == 403;
                    if (blocked != row[3].equals("blocked")) {
                        wrong.add(rules[1] + " " + row[1] + " is " + (blocked ? "blocked" : "not blocked"));
                    }
                    assertFalse(!row[2].equals(row[3]) && row[4].isBlank(), row[1] + " differs without a reason");
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertEquals(66, asked);
    }
}
