package org.tepui.core.registrar;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.tepui.api.registry.Variable;
import org.tepui.core.line.Breach;
import org.tepui.core.line.DurationText;
import org.tepui.core.line.Line;
import org.tepui.core.line.Output;
import org.tepui.core.line.StoreResult;
import org.tepui.protocol.mesos.registry.Registry;

/**
 * Queue of operations, written in batches with one write in flight. A write that fails, is overtaken by another writer or does not end in
 * time ends leadership; meanwhile everything else goes on.
 */
public class Registrar {

    /** Variables of one write. */
    static final int BATCH_MAX = 10_000;

    private record Queued(RegistryOperation operation, Consumer<Boolean> done) {
    }

    private record Applied(RegistryOperation operation, Consumer<Boolean> done, boolean result) {
    }

    private final Line line;
    private final Map<String, Draft.Entry> stored = new TreeMap<>();
    private final Deque<Queued> queue = new ArrayDeque<>();
    private long operations;
    /** 0: nothing in flight. */
    private long inFlight;
    private long timer;
    private Draft draft;
    private List<Applied> batch = List.of();
    private Runnable scanned;

    public Registrar(Line line) {
        this.line = line;
    }

    /** Reads the whole registry. */
    public void scan(Runnable whenDone) {
        scanned = whenDone;
        start(line.config().registryFetchTimeoutNanos(), "fetch");
        line.out().add(new Output.Scan(inFlight, ""));
    }

    /**
     * Queues an operation; it goes out at the end of this batch of the line or after the write in flight.
     *
     * @param done gets whether the operation took effect or had nothing to change; captures ids only
     */
    public void submit(RegistryOperation operation, Consumer<Boolean> done) {
        queue.add(new Queued(operation, done));
    }

    /** At the end of a batch of the line. */
    public void flush() {
        while (inFlight == 0 && !queue.isEmpty() && !line.out().isStopped()) {
            draft = new Draft(stored);
            List<Applied> applied = new ArrayList<>();
            while (!queue.isEmpty() && draft.size() < BATCH_MAX) {
                Queued next = queue.poll();
                applied.add(new Applied(next.operation, next.done, next.operation.apply(draft)));
            }
            batch = applied;
            if (draft.size() == 0) {
                finish();
            } else {
                start(line.config().registryStoreTimeoutNanos(), "store");
                line.out().add(new Output.Store(inFlight, draft.changes()));
            }
        }
    }

    private void start(long timeoutNanos, String what) {
        inFlight = ++operations;
        long operation = inFlight;
        timer = line.timers().after(timeoutNanos, () -> timeout(operation, what, timeoutNanos));
    }

    private void timeout(long operation, String what, long nanos) {
        if (inFlight == operation) {
            line.out().stopLeading("Failed to " + what + " the registry: no answer within " + DurationText.of(nanos)
                    + " (flag registry_" + what + "_timeout)", Optional.empty());
        }
    }

    public void stored(long operation, StoreResult result) {
        if (operation != inFlight) {
            line.out().warning("Ignoring the result of registry operation " + operation + ": not in flight");
            return;
        }
        inFlight = 0;
        line.timers().cancel(timer);
        if (result instanceof StoreResult.Failed failed) {
            line.out().stopLeading("Failed to access the registry: " + failed.reason(), Optional.empty());
        } else if (result instanceof StoreResult.Scanned found && scanned != null) {
            read(found.variables());
        } else if (result instanceof StoreResult.Committed committed && scanned == null) {
            committed(committed.versions());
        } else {
            line.out().stopLeading("Failed to access the registry: the answer does not fit the question", Optional.empty());
        }
    }

    private void read(List<Variable> variables) {
        for (Variable variable : variables) {
            try {
                Message value = Names.parse(variable);
                if (value == null) {
                    line.out().info("Leaving registry variable '" + variable.name() + "' alone: not known to this version");
                } else {
                    stored.put(variable.name(), new Draft.Entry(variable.version(), value));
                }
            } catch (InvalidProtocolBufferException e) {
                line.out().stopLeading("Registry variable '" + variable.name() + "' can't be read: " + e.getMessage(), Optional.of(e));
                return;
            }
        }
        Runnable done = scanned;
        scanned = null;
        done.run();
    }

    private void committed(Optional<List<Long>> versions) {
        if (versions.isEmpty()) {
            line.out().stopLeading("Failed to store the registry: another master wrote to it", Optional.empty());
            return;
        }
        draft.commit(versions.get());
        finish();
    }

    private void finish() {
        List<Applied> finished = batch;
        batch = List.of();
        draft = null;
        for (Applied applied : finished) {
            // Memory said that the operation makes sense; only the id of a new agent may be taken.
            if (!applied.result && !(applied.operation instanceof RegistryOperation.Admit)) {
                throw new Breach("the registry does not know what memory does: " + applied.operation);
            }
            applied.done.accept(applied.result);
        }
    }

    public Collection<Registry.Slave> agents() {
        return list(Names.AGENTS, Registry.Slave.class);
    }

    public Collection<Registry.UnreachableSlave> unreachable() {
        return list(Names.UNREACHABLE, Registry.UnreachableSlave.class);
    }

    public Collection<Registry.GoneSlave> gone() {
        return list(Names.GONE, Registry.GoneSlave.class);
    }

    private <T> List<T> list(String prefix, Class<T> type) {
        List<T> values = new ArrayList<>();
        stored.forEach((name, entry) -> {
            if (name.startsWith(prefix)) {
                values.add(type.cast(entry.value()));
            }
        });
        return values;
    }
}
