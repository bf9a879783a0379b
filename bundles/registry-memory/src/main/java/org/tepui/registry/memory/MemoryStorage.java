package org.tepui.registry.memory;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.tepui.api.registry.Change;
import org.tepui.api.registry.Storage;
import org.tepui.api.registry.Variable;

/**
 * Variables in a sorted map. Every answer is complete when it is returned. A version is given once in the life of the storage, so that
 * a variable which was expunged and written again is never mistaken for the old one.
 */
public class MemoryStorage implements Storage {

    /** Names and values together, unless said otherwise: 512 MiB. */
    public static final long DEFAULT_BYTES_MAX = 512L * 1024 * 1024;

    private static final int NAME_BYTES_MAX = 1024;

    private final long bytesMax;
    private final TreeMap<String, Variable> variables = new TreeMap<>();
    private long bytes;
    private long lastVersion;

    /** @param bytesMax names and values together; a batch that would go beyond fails its stage */
    public MemoryStorage(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    @Override
    public final CompletionStage<Optional<Variable>> fetch(String name) {
        return answer(() -> {
            checkName(name);
            return Optional.ofNullable(variables.get(name)).map(MemoryStorage::copy);
        });
    }

    @Override
    public final CompletionStage<List<Variable>> scan(String prefix) {
        return answer(() -> {
            Objects.requireNonNull(prefix, "a scan needs a prefix; the empty one means all");
            List<Variable> found = new ArrayList<>();
            for (Map.Entry<String, Variable> entry : variables.tailMap(prefix, true).entrySet()) {
                if (!entry.getKey().startsWith(prefix)) {
                    break;
                }
                found.add(copy(entry.getValue()));
            }
            return List.copyOf(found);
        });
    }

    @Override
    public final CompletionStage<Optional<List<Long>>> commit(List<Change> changes) {
        return answer(() -> {
            long after = checkBatch(changes);
            for (Change change : changes) {
                Variable now = variables.get(change.name());
                if ((now == null ? 0 : now.version()) != change.expectedVersion()) {
                    return Optional.empty();
                }
            }
            if (after > bytesMax) {
                throw new IllegalStateException("the registry in memory would hold " + after + " bytes, its limit is " + bytesMax);
            }
            bytes = after;
            List<Long> versions = new ArrayList<>(changes.size());
            for (Change change : changes) {
                versions.add(write(change));
            }
            return Optional.of(List.copyOf(versions));
        });
    }

    private long write(Change change) {
        if (change.value().isEmpty()) {
            variables.remove(change.name());
            return 0;
        }
        long version = ++lastVersion;
        variables.put(change.name(), Variable.of(change.name(), version, change.value().get().clone()));
        return version;
    }

    /** Checks what can be refused without looking at versions; returns the bytes held after the batch. */
    private long checkBatch(List<Change> changes) {
        Set<String> names = new HashSet<>();
        long after = bytes;
        for (Change change : changes) {
            checkName(change.name());
            if (!names.add(change.name())) {
                throw new IllegalArgumentException("variable '" + change.name() + "' stands twice in one batch");
            }
            int length = change.value().map(value -> value.length).orElse(0);
            if (length > valueBytesMax()) {
                throw new IllegalArgumentException("the value of variable '" + change.name() + "' has " + length
                        + " bytes, the limit is " + valueBytesMax());
            }
            Variable now = variables.get(change.name());
            after -= now == null ? 0 : size(now.name(), now.value().length);
            after += change.value().isEmpty() ? 0 : size(change.name(), length);
        }
        return after;
    }

    private static void checkName(String name) {
        if (name == null || name.isEmpty() || name.indexOf('\0') >= 0 || utf8(name) > NAME_BYTES_MAX) {
            throw new IllegalArgumentException("the name of a variable must be 1 to " + NAME_BYTES_MAX + " bytes of UTF-8 without NUL");
        }
    }

    private static long size(String name, int valueLength) {
        return utf8(name) + (long) valueLength;
    }

    private static int utf8(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Variable copy(Variable variable) {
        return Variable.of(variable.name(), variable.version(), variable.value().clone());
    }

    private synchronized <T> CompletionStage<T> answer(Supplier<T> work) {
        try {
            return CompletableFuture.completedFuture(work.get());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
