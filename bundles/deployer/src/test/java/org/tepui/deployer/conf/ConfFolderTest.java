package org.tepui.deployer.conf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Field cases F87 and F95, as far as files go. */
class ConfFolderTest {

    private static final long POLL_MS = 250;

    @TempDir
    Path folder;

    private final Map<String, Map<String, Object>> configured = new TreeMap<>();
    private final List<Object> history = new ArrayList<>();
    private ConfFolder conf;
    private long nowMs = 1_000_000_000;

    @BeforeEach
    void open() {
        conf = new ConfFolder(folder, new ConfTarget() {
            @Override
            public void set(String pid, String file, Map<String, Object> values) {
                configured.put(pid, values);
                history.add(values);
            }

            @Override
            public void delete(String pid) {
                configured.remove(pid);
            }
        });
    }

    /** Parameters of {@code --modules}: there before any file, and again when the file in front of them goes. */
    @Test
    void aFileIsInFrontOfWhatWasThereFromTheStart() throws IOException {
        LayeredTarget layered = new LayeredTarget(new ConfTarget() {
            @Override
            public void set(String pid, String file, Map<String, Object> values) {
                configured.put(pid, values);
            }

            @Override
            public void delete(String pid) {
                configured.remove(pid);
            }
        }, Map.of("m", Map.of("key", "base")));
        layered.open();
        assertEquals(Map.of("m", Map.of("key", "base")), configured);
        conf = new ConfFolder(folder, layered);
        write("m.cfg", "key = file\n");
        write("n.cfg", "key = file\n");
        nowMs += 10_000;
        conf.poll(nowMs, nowMs);
        conf.poll(nowMs + POLL_MS, nowMs + POLL_MS);
        assertEquals(Map.of("m", Map.of("key", "file"), "n", Map.of("key", "file")), configured);
        Files.delete(folder.resolve("m.cfg"));
        Files.delete(folder.resolve("n.cfg"));
        conf.poll(nowMs + 2 * POLL_MS, nowMs + 2 * POLL_MS);
        assertEquals(Map.of("m", Map.of("key", "base")), configured);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
        Files.setLastModifiedTime(folder.resolve(name), FileTime.fromMillis(nowMs));
    }

    private void polls(int count) {
        for (int i = 0; i < count; i++) {
            nowMs += POLL_MS;
            conf.poll(nowMs, nowMs);
        }
    }

    @Test
    void aFileIsAConfigurationUntilItGoes() throws Exception {
        write("a.b.cfg", "# words\nname = one, two\nlong = a \\\n  b\n\nurl: http://x\n");
        polls(2);
        assertEquals(Map.of("a.b", Map.of("name", "one, two", "long", "a b", "url", "http://x")), configured);
        write("a.b.cfg", "name=three\n");
        polls(2);
        assertEquals(Map.of("a.b", Map.of("name", "three")), configured);
        Files.delete(folder.resolve("a.b.cfg"));
        polls(1);
        assertEquals(Map.of(), configured);
    }

    @Test
    void jsonKeepsItsTypes() throws Exception {
        write("p~x.json", "{\"text\": \"t\", \"count\": 3, \"share\": 0.5, \"on\": true, \"list\": [\"a\", \"b\"]}");
        polls(2);
        Map<String, Object> values = new TreeMap<>(configured.get("p~x"));
        assertArrayEquals(new String[] {"a", "b"}, (String[]) values.remove("list"));
        assertEquals(Map.of("text", "t", "count", 3L, "share", 0.5, "on", true), values);
    }

    /** As half-config.sh does it, with the cut at every place. */
    @Test
    void halfAFileChangesNothing() throws Exception {
        String whole = "first=1\nsecond=2\nthird=3\n";
        write("p.cfg", whole);
        polls(2);
        for (int cut = 0; cut < whole.length(); cut++) {
            write("p.cfg", whole.substring(0, cut));
            polls(8);
            write("p.cfg", whole);
            polls(2);
        }
        assertEquals(List.of(Map.of("first", "1", "second", "2", "third", "3")), history);
    }

    @Test
    void aFileWhoseLastLineHasNoEndIsTakenAfterAWhile() throws Exception {
        write("p.cfg", "a=1");
        polls(4);
        assertEquals(Map.of(), configured);
        polls((int) (ConfFolder.CUT_MS / POLL_MS));
        assertEquals(Map.of("p", Map.of("a", "1")), configured);
    }

    @Test
    void aFileThatIsNoConfigurationLeavesTheOneBefore() throws Exception {
        write("p.cfg", "a=1\n");
        write("q.json", "{\"a\": 1}");
        polls(2);
        for (String bad : List.of("a 1\n", "a=1\na=2\n", "a=\\u12\n", "=x\n", "a=b\0c\n", "a=1\\\n")) {
            write("p.cfg", bad);
            polls(3);
        }
        for (String bad : List.of("{\"a\": 1", "[]", "{\"a\": {}}", "{\"a\": 1} x", "{\"a\": 1, \"a\": 2}", "{\"a\": null}")) {
            write("q.json", bad);
            polls(3);
        }
        assertEquals(Map.of("p", Map.of("a", "1"), "q", Map.of("a", 1L)), configured);
        assertEquals(2, history.size());
    }

    @Test
    void twoFilesOfOneNameDoNotTakeTurns() throws Exception {
        write("p.cfg", "a=1\n");
        polls(2);
        write("p.json", "{\"a\": 2}");
        polls(3);
        assertEquals(Map.of("p", Map.of("a", "1")), configured);
    }

    @Test
    void nothingIsWrittenIntoTheFolder() throws Exception {
        write("p.cfg", "a=1\n");
        polls(3);
        try (var files = Files.list(folder)) {
            assertEquals(List.of("p.cfg"), files.map(file -> file.getFileName().toString()).toList());
        }
    }
}
