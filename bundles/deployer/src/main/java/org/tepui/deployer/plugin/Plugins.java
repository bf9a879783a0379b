package org.tepui.deployer.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.api.module.Deployment;
import org.tepui.api.module.DeploymentState;

/**
 * Decides what becomes of the contents of {@code deploy/}. All methods belong to the deployer's thread, which waits for a plugin only as long
 * as its patience; {@link #list} and {@link #leftThreads} may be called by any.
 */
public final class Plugins {

    private static final Logger LOG = LoggerFactory.getLogger(Plugins.class);
    /** Each holds a thread and its classes until the process ends. */
    private static final int STUCK_MAX = 32;

    private final Lifecycle lifecycle;
    private final Refreshes refreshes;
    private final LeftThreads leftThreads;
    private final StuckList stuckList;
    private final LongConsumer hide;
    private final LongSupplier nanos;
    private final Times times;
    private final SortedMap<String, Slot> slots = new TreeMap<>();
    private final List<Operation> operations = new ArrayList<>();
    /** Stops of bundles that no slot runs any more. */
    private final Map<Operation, Slot.Installed> retiring = new HashMap<>();
    private final Set<Bundle> stuck = ConcurrentHashMap.newKeySet();
    /** Grows whenever the set of bundles changes: what did not resolve may do so now. */
    private long round;
    private volatile List<Deployment> list = List.of();

    /**
     * @param deadlineNanos for a start or a stop; one that overruns is stuck
     * @param patienceNanos for which the others wait for one that starts
     */
    public record Times(long deadlineNanos, long patienceNanos) {
    }

    /**
     * @param memory file in which stuck contents are kept from one process to the next
     * @param hide takes the services of a stuck bundle, by its id, out of sight
     */
    public Plugins(BundleContext context, PlatformFacts facts, Path memory, LongConsumer hide, LongSupplier nanos, Times times) {
        this.leftThreads = new LeftThreads(context, nanos);
        this.lifecycle = new Lifecycle(context, new Resolution(context, facts), leftThreads);
        this.refreshes = new Refreshes(context);
        this.stuckList = new StuckList(memory);
        this.hide = hide;
        this.nanos = nanos;
        this.times = times;
    }

    /** That content should run under that file's name. */
    public void offer(String file, Content content) {
        Slot slot = slots.computeIfAbsent(file, Slot::new);
        slot.present = true;
        dropCandidate(slot);
        if (slot.current != null && slot.current.content().digest().equals(content.digest())) {
            discard(content);
            slot.wanted = null;
            slot.be(DeploymentState.ACTIVE, "");
            return;
        }
        slot.wanted = content;
        slot.triedRound = -1;
        Optional<String> before = stuckList.reason(content.digest());
        if (before.isPresent()) {
            slot.wanted = null;
            slot.stuckDigest = content.digest();
            discard(content);
            told(slot, DeploymentState.SKIPPED, "was stuck before: " + before.get() + "; replace it, or take it out and put it in again");
        } else {
            slot.be(DeploymentState.PENDING, "is being started");
        }
    }

    /** That file cannot be used. What ran under its name goes on. */
    public void reject(String file, DeploymentState state, String reason) {
        Slot slot = slots.computeIfAbsent(file, Slot::new);
        slot.present = true;
        dropCandidate(slot);
        slot.wanted = null;
        told(slot, state, reason);
    }

    /** That file is there, and nothing can be said of it yet. */
    public void pending(String file, String reason) {
        Slot slot = slots.computeIfAbsent(file, Slot::new);
        slot.present = true;
        if (slot.current == null) {
            slot.be(DeploymentState.PENDING, reason);
        }
    }

    /** That file is gone; should it come again, it is tried again even if it was stuck. */
    public void withdraw(String file) {
        Slot slot = slots.get(file);
        if (slot != null) {
            slot.present = false;
            slot.wanted = null;
            slot.fallback = null;
            stuckList.forget(slot.stuckDigest);
        }
    }

    /** Takes out what a deployer that ran in this framework before has left. */
    public void clean() {
        for (Bundle bundle : lifecycle.leftovers()) {
            operations.add(Operation.start("stop", bundle.getSymbolicName(), nanos.getAsLong() + times.deadlineNanos(),
                    work -> lifecycle.remove(bundle, work), outcome -> refreshes.add(bundle)));
        }
    }

    /** Takes the next steps. */
    public void step() throws InterruptedException {
        boolean more = true;
        while (more) {
            finishOperations();
            more = beginStarts();
            more |= beginStops();
            more |= beginRefresh();
        }
        leftThreads.look();
        publish();
    }

    /** Nothing is under way. */
    public boolean isQuiet() {
        return operations.isEmpty();
    }

    public List<Deployment> list() {
        return list;
    }

    /** Threads of bundles that are gone, which go on although they were interrupted. Any thread. */
    public List<LeftThread> leftThreads() {
        return leftThreads.list();
    }

    public int stuckCount() {
        return stuck.size();
    }

    private void publish() {
        slots.values().removeIf(slot -> !slot.present && !slot.isBusy() && slot.current == null && slot.candidate == null
                && slot.state != DeploymentState.STUCK);
        List<Deployment> now = new ArrayList<>();
        slots.values().forEach(slot -> now.add(slot.asDeployment()));
        list = List.copyOf(now);
    }

    private void finishOperations() {
        for (Operation operation : List.copyOf(operations)) {
            if (operation.isDone()) {
                operations.remove(operation);
                retiring.remove(operation);
                operation.finish();
            } else if (operation.isOverdue(nanos.getAsLong())) {
                operations.remove(operation);
                giveUp(operation);
            }
        }
    }

    private void begin(List<Slot> busy, String verb, long deadlineNanos, Operation.Work work, Consumer<Outcome> then)
            throws InterruptedException {
        String name = busy.isEmpty() ? "refresh" : busy.get(0).file;
        Operation operation = Operation.start(verb, name, nanos.getAsLong() + deadlineNanos, work, outcome -> {
            busy.forEach(slot -> slot.operation = null);
            then.accept(outcome);
        });
        busy.forEach(slot -> slot.operation = operation);
        operations.add(operation);
        operation.awaitDone(times.patienceNanos());
    }

    // Starts

    private boolean beginStarts() throws InterruptedException {
        boolean begun = false;
        for (Slot slot : List.copyOf(slots.values())) {
            if (slot.wanted == null || slot.isBusy() || slot.triedRound == round) {
                continue;
            }
            slot.triedRound = round;
            if (stuck.size() >= STUCK_MAX) {
                told(slot, DeploymentState.FAILED, stuck.size() + " bundles are stuck; nothing is started before the process is started again");
                slot.wanted = null;
            } else if (twin(slot).isPresent()) {
                told(slot, DeploymentState.REFUSED, "is the same bundle as deploy/" + twin(slot).get().file + ", " + slot.wanted.name());
            } else if (slot.current != null && slot.wanted.jar().singleton()) {
                // The framework lets only one version of it resolve: the old one cannot stay until the new one has started.
                slot.fallback = slot.current.content();
                stop(slot);
                begun = true;
            } else {
                start(slot);
                begun = true;
            }
        }
        return begun;
    }

    private Optional<Slot> twin(Slot slot) {
        return slots.values().stream().filter(other -> other != slot && other.present && other.current != null
                && other.current.content().name().equals(slot.wanted.name())).findFirst();
    }

    private void start(Slot slot) throws InterruptedException {
        Content content = slot.wanted;
        Slot.Installed known = slot.candidate;
        slot.starting = content;
        long started = nanos.getAsLong();
        begin(List.of(slot), "start", times.deadlineNanos(), operation -> lifecycle.start(slot.file, content, known, operation), outcome -> {
            Bundle bundle = operationBundle(slot, known);
            if (outcome.kind() == Outcome.Kind.DONE) {
                started(slot, content, bundle, nanos.getAsLong() - started);
            } else {
                notStarted(slot, content, bundle, outcome);
            }
        });
    }

    private Bundle operationBundle(Slot slot, Slot.Installed known) {
        return known != null ? known.bundle() : lifecycle.installed(slot.file);
    }

    private void started(Slot slot, Content content, Bundle bundle, long tookNanos) {
        Slot.Installed old = slot.current;
        slot.current = new Slot.Installed(bundle, content);
        slot.candidate = null;
        round++;
        if (slot.wanted == content) {
            slot.wanted = null;
        }
        boolean cameBack = slot.fallback == content;
        slot.fallback = null;
        if (!cameBack) {
            slot.be(DeploymentState.ACTIVE, "");
        } else {
            slot.be(DeploymentState.ACTIVE, slot.reason + "; " + content.name() + " came back");
        }
        LOG.info("deploy/{}: {} is active after {} ms{}", slot.file, content.name(), tookNanos / 1_000_000,
                old == null ? "" : ", in the place of " + old.content().name());
        if (content.jar().host().length() > 0) {
            lifecycle.hostsOf(content.jar()).forEach(refreshes::add);
        }
        if (old != null) {
            retire(slot, old);
        }
    }

    private void notStarted(Slot slot, Content content, Bundle bundle, Outcome outcome) {
        boolean unresolved = outcome.kind() == Outcome.Kind.UNRESOLVED;
        String line = unresolved ? outcome.line() : "did not start: " + outcome.line();
        if (unresolved && slot.wanted == content && slot.fallback == null) {
            slot.candidate = new Slot.Installed(bundle, content);
            told(slot, DeploymentState.UNRESOLVED, line);
            return;
        }
        slot.candidate = null;
        if (bundle != null) {
            retire(slot, new Slot.Installed(bundle, content));
        }
        if (slot.wanted != content) {
            return;
        }
        told(slot, unresolved ? DeploymentState.UNRESOLVED : DeploymentState.FAILED, content.name() + " " + line);
        slot.wanted = slot.fallback;
        slot.triedRound = -1;
    }

    // Stops

    private boolean beginStops() throws InterruptedException {
        boolean begun = false;
        for (Slot slot : List.copyOf(slots.values())) {
            if (slot.present || slot.isBusy()) {
                continue;
            }
            dropCandidate(slot);
            if (slot.current != null && !slot.isBusy()) {
                stop(slot);
                begun = true;
            }
        }
        return begun;
    }

    private void stop(Slot slot) throws InterruptedException {
        Slot.Installed old = slot.current;
        begin(List.of(slot), "stop", times.deadlineNanos(), operation -> lifecycle.remove(old.bundle(), operation), outcome -> {
            slot.current = null;
            slot.triedRound = -1;
            removed(slot, old, outcome);
        });
    }

    private void removed(Slot slot, Slot.Installed old, Outcome outcome) {
        round++;
        refreshes.add(old.bundle());
        if (slot.fallback != old.content()) {
            discard(old.content());
        }
        if (outcome.kind() == Outcome.Kind.DONE) {
            LOG.info("deploy/{}: {} is gone", slot.file, old.content().name());
        } else {
            LOG.warn("deploy/{}: {} is gone; its stop ended with {}", slot.file, old.content().name(), outcome.line());
        }
    }

    /** Stops what was replaced, or did not start, beside whatever else the slot does. */
    private void retire(Slot slot, Slot.Installed old) {
        Operation operation = Operation.start("stop", slot.file, nanos.getAsLong() + times.deadlineNanos(),
                work -> lifecycle.remove(old.bundle(), work), outcome -> removed(slot, old, outcome));
        operations.add(operation);
        retiring.put(operation, old);
    }

    private void dropCandidate(Slot slot) {
        if (slot.candidate != null && !slot.isBusy()) {
            Slot.Installed old = slot.candidate;
            slot.candidate = null;
            retire(slot, old);
        }
    }

    // Refreshes

    private boolean beginRefresh() throws InterruptedException {
        Refreshes.Closure closure = refreshes.next(stuck::contains, this::isBusy);
        if (closure == null) {
            return false;
        }
        List<Slot> concerned = slots.values().stream().filter(slot -> closure.bundles().stream().anyMatch(slot::has)).toList();
        List<Bundle> lost = new ArrayList<>();
        begin(concerned, "refresh", times.deadlineNanos() * (1 + closure.running().size()), operation -> {
            lost.addAll(refreshes.run(closure, operation));
            return Outcome.DONE;
        }, outcome -> {
            round++;
            for (Slot slot : concerned) {
                if (slot.current != null && lost.contains(slot.current.bundle())) {
                    slot.candidate = slot.current;
                    slot.wanted = slot.current.content();
                    slot.current = null;
                    slot.triedRound = -1;
                }
            }
            if (outcome.kind() != Outcome.Kind.DONE) {
                LOG.warn("A refresh of bundles ended with {}", outcome.line());
            }
        });
        return true;
    }

    private boolean isBusy(Bundle bundle) {
        return slots.values().stream().anyMatch(slot -> slot.isBusy() && (slot.has(bundle) || bundle.equals(slot.operation.touching())))
                || operations.stream().anyMatch(operation -> bundle.equals(operation.touching()));
    }

    // Stuck ones

    private void giveUp(Operation operation) {
        Bundle bundle = operation.touching();
        String reason = "its " + (operation.verb().equals("refresh") ? "restart" : operation.verb()) + " took longer than "
                + times.deadlineNanos() / 1_000_000 + " ms; it hangs at " + operation.whereabouts();
        if (bundle != null && stuck.add(bundle)) {
            hide.accept(bundle.getBundleId());
        }
        Slot.Installed retired = retiring.remove(operation);
        if (retired != null) {
            LOG.warn("{} is stuck and not touched again in this process: {}", retired.content().name(), reason);
        }
        for (Slot slot : slots.values()) {
            if (slot.operation == operation) {
                slot.operation = null;
                if (bundle == null || lifecycle.isOf(slot.file, bundle)) {
                    becomeStuck(slot, bundle, reason);
                } else {
                    startAgain(slot);
                }
            }
        }
    }

    private void becomeStuck(Slot slot, Bundle bundle, String reason) {
        boolean wasCurrent = slot.current != null && slot.current.bundle().equals(bundle);
        Content content = wasCurrent ? slot.current.content() : slot.starting;
        if (wasCurrent) {
            slot.current = null;
        } else {
            slot.candidate = null;
        }
        if (slot.present) {
            slot.stuckDigest = content.digest();
            stuckList.add(content.digest(), reason);
        }
        if (slot.wanted == content) {
            slot.wanted = null;
        }
        slot.triedRound = -1;
        told(slot, DeploymentState.STUCK, content.name() + " is not touched again in this process: " + reason);
    }

    /** It was stopped for a refresh that was given up because of another. */
    private static void startAgain(Slot slot) {
        if (slot.current != null && slot.current.bundle().getState() != Bundle.ACTIVE) {
            slot.candidate = slot.current;
            slot.wanted = slot.current.content();
            slot.current = null;
            slot.triedRound = -1;
        }
    }

    /** One line in the log, once, and the state; with an older version running, that stays what is shown. */
    private void told(Slot slot, DeploymentState state, String reason) {
        String line = Outcome.oneLine(reason);
        DeploymentState shown = slot.current != null ? DeploymentState.ACTIVE : state;
        String why = slot.current == null ? line : "the jar in deploy/ is " + state + ": " + line + "; " + slot.current.content().name() + " goes on";
        if (slot.state != shown || !slot.reason.equals(why)) {
            LOG.warn("deploy/{}: {}: {}", slot.file, state, slot.current == null ? line : why);
        }
        slot.be(shown, why);
    }

    private static void discard(Content content) {
        try {
            Files.deleteIfExists(content.copy());
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The copy {} cannot be deleted: {}", content.copy(), e.toString());
        }
    }
}
