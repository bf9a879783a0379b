package org.tepui.example.filestorage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tepui.api.registry.Change;
import org.tepui.testkit.configuration.Configuration;
import org.tepui.testkit.registry.StorageContract;

class FileStorageTest extends StorageContract {

    @TempDir
    Path folder;

    @Override
    protected FileStorage emptyStorage() throws Exception {
        return storage(Files.createTempDirectory(folder, "storage").resolve("registry"));
    }

    private static FileStorage storage(Path file) {
        FileStorage storage = new FileStorage();
        storage.conf = Configuration.of(FileStorage.Conf.class, Map.of("file", file.toString()));
        return storage;
    }

    private static Optional<List<Long>> set(FileStorage storage, String name, long version, String value) throws Exception {
        return storage.commit(List.of(Change.set(name, version, value.getBytes(StandardCharsets.UTF_8)))).toCompletableFuture().get();
    }

    @Test
    void whatWasWrittenIsThereForTheNextMaster() throws Exception {
        Path file = folder.resolve("registry");
        long version = set(storage(file), "agents", 0, "one\ntwo").orElseThrow().get(0);
        assertEquals(version, storage(file).fetch("agents").toCompletableFuture().get().orElseThrow().version());
        assertEquals("one\ntwo", new String(storage(file).scan("").toCompletableFuture().get().get(0).value(), StandardCharsets.UTF_8));
    }

    @Test
    void whoMissedAWriteOfAnotherMasterIsRefused() throws Exception {
        Path file = folder.resolve("registry");
        long seen = set(storage(file), "agents", 0, "one").orElseThrow().get(0);
        set(storage(file), "agents", seen, "two");
        assertEquals(Optional.empty(), set(storage(file), "agents", seen, "three"));
    }

    /** A master that died while it wrote the new file has not touched the old one. */
    @Test
    void whatIsLeftOfAnUnfinishedWriteIsNotRead() throws Exception {
        Path file = folder.resolve("registry");
        set(storage(file), "agents", 0, "one");
        Files.writeString(folder.resolve("registry.new"), "agents 7");
        assertEquals(1, storage(file).scan("").toCompletableFuture().get().size());
        assertTrue(set(storage(file), "frameworks", 0, "two").isPresent());
    }

    @Test
    void aFileThatCannotBeWrittenIsToldByItsName() {
        FileStorage storage = storage(folder.resolve("none").resolve("registry"));
        ExecutionException e = assertThrows(ExecutionException.class, () -> set(storage, "agents", 0, "one"));
        assertTrue(e.getCause().getMessage().startsWith("'" + storage.conf.file() + "' of conf/one-file.json cannot be used: "),
                e.getCause().getMessage());
        ExecutionException unnamed = assertThrows(ExecutionException.class, () -> storage(Path.of("")).scan("").toCompletableFuture().get());
        assertTrue(unnamed.getCause().getMessage().startsWith("'' of conf/one-file.json cannot be used: "), unnamed.getCause().getMessage());
    }
}
