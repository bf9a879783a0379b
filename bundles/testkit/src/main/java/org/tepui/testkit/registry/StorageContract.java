package org.tepui.testkit.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.tepui.api.registry.Change;
import org.tepui.api.registry.Storage;
import org.tepui.api.registry.Variable;

/** What every storage must do. Extend it, hand in an empty storage, and run it with JUnit 5. */
public abstract class StorageContract {

    /** Longest time that an answer may take, in seconds. */
    protected static final long ANSWER_SECONDS = 30;

    /** A storage without variables, used by one test. */
    protected abstract Storage emptyStorage() throws Exception;

    @Test
    public void aVariableNeverWrittenIsAbsent() throws Exception {
        assertTrue(get(emptyStorage().fetch("registry")).isEmpty());
    }

    @Test
    public void aWrittenVariableIsReadBackWithItsVersion() throws Exception {
        Storage storage = emptyStorage();
        long version = get(storage.commit(List.of(set("registry", 0, "one")))).orElseThrow().get(0);
        Variable variable = get(storage.fetch("registry")).orElseThrow();
        assertTrue(version > 0);
        assertEquals(version, variable.version());
        assertEquals("registry", variable.name());
        assertArrayEquals(bytes("one"), variable.value());
    }

    @Test
    public void aWriteWithAnOldVersionIsRefused() throws Exception {
        Storage storage = emptyStorage();
        long first = get(storage.commit(List.of(set("registry", 0, "one")))).orElseThrow().get(0);
        long second = get(storage.commit(List.of(set("registry", first, "two")))).orElseThrow().get(0);
        assertNotEquals(first, second);
        assertTrue(get(storage.commit(List.of(set("registry", first, "three")))).isEmpty());
        assertArrayEquals(bytes("two"), get(storage.fetch("registry")).orElseThrow().value());
    }

    @Test
    public void aWriteThatExpectsAbsenceIsRefusedWhenTheVariableExists() throws Exception {
        Storage storage = emptyStorage();
        get(storage.commit(List.of(set("registry", 0, "one"))));
        assertTrue(get(storage.commit(List.of(set("registry", 0, "two")))).isEmpty());
    }

    @Test
    public void aBatchIsAppliedWholeOrNotAtAll() throws Exception {
        Storage storage = emptyStorage();
        get(storage.commit(List.of(set("b", 0, "one"))));
        assertTrue(get(storage.commit(List.of(set("a", 0, "x"), set("b", 0, "y")))).isEmpty());
        assertTrue(get(storage.fetch("a")).isEmpty());
    }

    @Test
    public void anExpungedVariableIsGoneAndItsNextVersionIsNew() throws Exception {
        Storage storage = emptyStorage();
        long first = get(storage.commit(List.of(set("a", 0, "x")))).orElseThrow().get(0);
        assertEquals(List.of(0L), get(storage.commit(List.of(Change.expunge("a", first)))).orElseThrow());
        assertTrue(get(storage.fetch("a")).isEmpty());
        long again = get(storage.commit(List.of(set("a", 0, "x")))).orElseThrow().get(0);
        assertNotEquals(first, again);
    }

    @Test
    public void anExpungeOfAnOldVersionIsRefused() throws Exception {
        Storage storage = emptyStorage();
        long first = get(storage.commit(List.of(set("a", 0, "x")))).orElseThrow().get(0);
        get(storage.commit(List.of(set("a", first, "y"))));
        assertTrue(get(storage.commit(List.of(Change.expunge("a", first)))).isEmpty());
        assertFalse(get(storage.fetch("a")).isEmpty());
    }

    @Test
    public void aScanGivesTheNamesWithThePrefixInOrder() throws Exception {
        Storage storage = emptyStorage();
        get(storage.commit(List.of(set("agents/b", 0, "2"), set("agents/a", 0, "1"), set("agents0", 0, "3"), set("quota", 0, "4"))));
        assertEquals(List.of("agents/a", "agents/b"), names(get(storage.scan("agents/"))));
        assertEquals(List.of("agents/a", "agents/b", "agents0", "quota"), names(get(storage.scan(""))));
        assertEquals(List.of(), names(get(storage.scan("z"))));
    }

    @Test
    public void aValueMayBeEmptyAndIsNotAnExpunge() throws Exception {
        Storage storage = emptyStorage();
        get(storage.commit(List.of(set("a", 0, ""))));
        assertEquals(0, get(storage.fetch("a")).orElseThrow().value().length);
    }

    @Test
    public void anEmptyBatchSucceeds() throws Exception {
        assertEquals(List.of(), get(emptyStorage().commit(List.of())).orElseThrow());
    }

    @Test
    public void theStorageKeepsItsOwnCopyOfAValue() throws Exception {
        Storage storage = emptyStorage();
        byte[] value = bytes("one");
        get(storage.commit(List.of(Change.set("a", 0, value))));
        value[0] = 'X';
        assertArrayEquals(bytes("one"), get(storage.fetch("a")).orElseThrow().value());
    }

    @Test
    public void aValueBeyondTheLimitFailsItsStage() throws Exception {
        Storage storage = emptyStorage();
        refused(storage.commit(List.of(Change.set("a", 0, new byte[storage.valueBytesMax() + 1]))));
        assertTrue(get(storage.fetch("a")).isEmpty());
    }

    @Test
    public void aNameThatIsEmptyTooLongOrHoldsNulFailsItsStage() throws Exception {
        Storage storage = emptyStorage();
        refused(storage.commit(List.of(set("", 0, "x"))));
        refused(storage.commit(List.of(set("a\0b", 0, "x"))));
        refused(storage.commit(List.of(set("é".repeat(513), 0, "x"))));
        assertFalse(get(storage.commit(List.of(set("é".repeat(512), 0, "x")))).isEmpty());
    }

    @Test
    public void aNameTwiceInOneBatchFailsItsStage() throws Exception {
        refused(emptyStorage().commit(List.of(set("a", 0, "x"), set("a", 0, "y"))));
    }

    @Test
    public void randomHistoriesAgreeWithAPlainMap() throws Exception {
        for (long seed = 1; seed <= 20; seed++) {
            history(emptyStorage(), new SplittableRandom(seed), "seed " + seed);
        }
    }

    private static void history(Storage storage, SplittableRandom random, String seed) throws Exception {
        TreeMap<String, Variable> model = new TreeMap<>();
        for (int step = 0; step < 200; step++) {
            TreeMap<String, Change> batch = new TreeMap<>();
            boolean holds = true;
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                String name = "v" + random.nextInt(12);
                long now = model.containsKey(name) ? model.get(name).version() : 0;
                boolean right = random.nextInt(8) != 0;
                long expected = right ? now : now + 1;
                batch.put(name, random.nextInt(4) == 0 ? Change.expunge(name, expected) : set(name, expected, "s" + step));
            }
            for (Change change : batch.values()) {
                holds &= change.expectedVersion() == (model.containsKey(change.name()) ? model.get(change.name()).version() : 0);
            }
            List<Change> changes = List.copyOf(batch.values());
            Optional<List<Long>> versions = get(storage.commit(changes));
            assertEquals(holds, versions.isPresent(), seed + " step " + step);
            for (int i = 0; holds && i < changes.size(); i++) {
                Change change = changes.get(i);
                model.remove(change.name());
                if (change.value().isPresent()) {
                    model.put(change.name(), Variable.of(change.name(), versions.orElseThrow().get(i), change.value().get()));
                }
            }
            assertSame(model, get(storage.scan("")), seed + " step " + step);
        }
    }

    private static void assertSame(Map<String, Variable> model, List<Variable> found, String where) {
        assertEquals(List.copyOf(model.keySet()), names(found), where);
        for (Variable variable : found) {
            assertEquals(model.get(variable.name()).version(), variable.version(), where);
            assertArrayEquals(model.get(variable.name()).value(), variable.value(), where);
        }
    }

    private static void refused(CompletionStage<?> stage) {
        ExecutionException e = assertThrows(ExecutionException.class, () -> get(stage));
        assertInstanceOf(IllegalArgumentException.class, e.getCause());
    }

    private static List<String> names(List<Variable> variables) {
        List<String> names = new ArrayList<>();
        variables.forEach(variable -> names.add(variable.name()));
        return names;
    }

    private static Change set(String name, long expectedVersion, String value) {
        return Change.set(name, expectedVersion, bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(ANSWER_SECONDS, TimeUnit.SECONDS);
    }
}
