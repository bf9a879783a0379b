package org.tepui.registry.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.tepui.api.registry.Change;
import org.tepui.api.registry.Storage;
import org.tepui.testkit.registry.StorageContract;

class MemoryStorageTest extends StorageContract {

    @Override
    protected Storage emptyStorage() {
        return new MemoryStorageService();
    }

    @Test
    void aBatchBeyondTheSizeOfTheStorageFailsAndChangesNothing() throws Exception {
        MemoryStorage storage = new MemoryStorage(10);
        storage.commit(List.of(Change.set("a", 0, new byte[9])));
        ExecutionException e = assertThrows(ExecutionException.class, () -> storage.commit(List.of(Change.set("b", 0, new byte[0])))
                .toCompletableFuture().get(1, TimeUnit.SECONDS));
        assertEquals("the registry in memory would hold 11 bytes, its limit is 10", e.getCause().getMessage());
        assertTrue(storage.fetch("b").toCompletableFuture().get(1, TimeUnit.SECONDS).isEmpty());
    }

    @Test
    void expungingGivesBackItsRoom() throws Exception {
        MemoryStorage storage = new MemoryStorage(10);
        long version = storage.commit(List.of(Change.set("a", 0, new byte[9]))).toCompletableFuture().get().orElseThrow().get(0);
        storage.commit(List.of(Change.expunge("a", version)));
        assertTrue(storage.commit(List.of(Change.set("b", 0, new byte[9]))).toCompletableFuture().get().isPresent());
    }
}
