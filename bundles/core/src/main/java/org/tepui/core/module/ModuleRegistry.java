package org.tepui.core.module;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.api.module.ModuleChange;
import org.tepui.api.module.ModuleDifference;
import org.tepui.api.module.ModuleFault;
import org.tepui.api.module.ModuleInfo;
import org.tepui.api.module.ModuleKind;
import org.tepui.api.module.ModuleState;
import org.tepui.api.module.Modules;
import org.tepui.core.guard.Guard;
import org.tepui.core.guard.GuardLimits;
import org.tepui.core.guard.Guarded;

/**
 * The modules of a running master and what changes of them. Changes are made on one thread, one after the other.
 *
 * <p>What belongs in a place is what is configured, or what was swapped in until it goes away or is quarantined. Where that is not there the
 * built-in stands in, or the place is closed; when it comes back it is put back. A file of {@code conf/} chooses over the flags.
 */
public final class ModuleRegistry implements Modules {

    static final int CHANGES_MAX = 1_000;
    private static final String MASTER = "master";
    /** In the record, where the planner's own policy plans. */
    private static final String EMERGENCY = "none (emergency policy)";
    private static final Place.Taken NOTHING_TO_DO = new Place.Taken(true, "", 0, 0);

    private static final Logger LOG = LoggerFactory.getLogger(ModuleRegistry.class);

    private final Executor thread;
    private final LongSupplier wallNanos;
    private final Map<ModuleKind, List<String>> fixed;
    private final Predicate<ModuleService> runs;
    private final Guard guard;
    private final Shelf shelf = new Shelf();
    private final List<Slot> slots = new CopyOnWriteArrayList<>();
    private final Deque<ModuleChange> changes = new ArrayDeque<>();
    private ModuleChoice choice = ModuleChoice.none("conf/");
    private long number;

    /**
     * @param thread runs one task at a time, in order
     * @param wallNanos nanoseconds since 1970
     * @param fixed names in use, of kinds that are chosen once for the life of the process
     */
    public ModuleRegistry(Executor thread, LongSupplier wallNanos, Map<ModuleKind, List<String>> fixed) {
        this(thread, wallNanos, fixed, service -> true, new Guard(GuardLimits.DEFAULT));
    }

    /**
     * @param runs false for one of a kind that is used as soon as it is there, when it could not be made
     * @param guard around the calls of these modules; what it finds is acted on here
     */
    public ModuleRegistry(Executor thread, LongSupplier wallNanos, Map<ModuleKind, List<String>> fixed, Predicate<ModuleService> runs,
            Guard guard) {
        this.runs = runs;
        this.thread = thread;
        this.wallNanos = wallNanos;
        this.fixed = Map.copyOf(fixed);
        this.guard = guard;
        guard.onExhausted((module, why, evidence) -> later(() -> exhausted(module, why, evidence)));
    }

    /** From here on allocators that the planner has thrown out are replaced. */
    public void watch(AllocatorWatch allocators) {
        allocators.onOut((name, fault) -> later(() -> thrownOut(name, fault)));
    }

    /** A place with what the start has put into it, after the services were made known and before any change. */
    public void place(Place place, List<String> configured, List<?> modules) {
        Slot slot = new Slot(place, configured, guard);
        for (int i = 0; i < modules.size(); i++) {
            adopt(slot, configured.get(i), modules.get(i));
        }
        slots.add(slot);
        later(() -> settle(slot, "its module went away while the master started"));
    }

    private void adopt(Slot slot, String name, Object module) {
        for (ModuleService service : shelf.all()) {
            if (service.kind() == slot.place().kind() && service.names().contains(name)) {
                if (service.source().get() == module) {
                    slot.adopt(service, module);
                    return;
                }
                service.source().release();
            }
        }
    }

    /** The platform's own, without a name that anybody chooses: not listed. */
    public void trusted(ModuleKind kind, String type) {
        guard.module(kind, type).trusted();
    }

    public void added(ModuleService service) {
        service.names().forEach(name -> guard.module(service.kind(), name).known(service.builtIn()));
        shelf.add(service);
        later(() -> {
            slots(service.kind()).forEach(slot -> slot.came(service));
            settleAll(service.kind(), service + " came");
        });
    }

    /** @return completes when nobody uses it any more */
    public CompletableFuture<Void> removed(ModuleService service) {
        shelf.remove(service);
        return later(() -> settleAll(service.kind(), service + " went away"));
    }

    private void settleAll(ModuleKind kind, String why) throws InterruptedException {
        for (Slot slot : slots) {
            if (slot.place().kind() == kind) {
                settle(slot, why);
            }
        }
    }

    private void settle(Slot slot, String why) throws InterruptedException {
        List<String> before = slot.wanted();
        boolean awaited = slot.awaits();
        Choice choice = choose(slot);
        if (choice.isOf(slot)) {
            return;
        }
        awaited &= choice.names().equals(slot.configured());
        List<String> from = slot.names();
        Place.Taken taken = slot.take(choice.names(), choice.services());
        if (awaited && !taken.done()) {
            slot.failed();
            slot.want(before);
        }
        record(slot.place().kind(), from, slot.names().equals(from) ? choice.names() : slot.names(), awaited ? slot.by() : MASTER, why, taken,
                taken.done() ? says(slot) : taken.failure() + "; " + String.join(", ", from) + " is still used");
    }

    /** What belongs in a slot now. */
    private record Choice(List<String> names, List<ModuleService> services) {
        boolean isTwice() {
            return new HashSet<>(services).size() < services.size();
        }

        boolean isOf(Slot slot) {
            return services.equals(slot.services()) && (!services.isEmpty() || names.equals(slot.names()));
        }
    }

    private Choice choose(Slot slot) {
        if (slot.awaits() && isThere(slot, slot.configured())) {
            slot.want(slot.configured());
        }
        Choice wanted = find(slot, slot.wanted());
        if (wanted.names().size() < slot.wanted().size() && slot.place().mayBeEmpty()) {
            // The others stay. What is configured is put back when it comes back; what was swapped in is forgotten.
            if (!slot.wanted().equals(slot.configured())) {
                slot.want(wanted.names());
            }
        } else if (wanted.names().size() < slot.wanted().size()) {
            // What was swapped in is not all there: back to what is configured.
            slot.want(slot.configured());
            wanted = find(slot, slot.isByConf() && !isThere(slot, slot.configured()) ? slot.flags() : slot.configured());
        }
        if (wanted.names().isEmpty() && slot.place().builtIn().isPresent()) {
            return find(slot, List.of(slot.place().builtIn().get()));
        }
        return wanted;
    }

    private boolean isThere(Slot slot, List<String> names) {
        return find(slot, names).names().size() == names.size();
    }

    private Choice find(Slot slot, List<String> wanted) {
        List<String> names = new ArrayList<>();
        List<ModuleService> found = new ArrayList<>();
        for (String name : wanted) {
            shelf.find(slot.place().kind(), name, slot.services()).ifPresent(service -> {
                names.add(name);
                found.add(service);
            });
        }
        return new Choice(names, found);
    }

    private static String says(Slot slot) {
        if (slot.services().isEmpty() && slot.place().kind() == ModuleKind.HOOK) {
            return "no hook is in use";
        }
        return slot.services().isEmpty() ? "nothing is in its place: what it guarded is refused"
                : String.join(", ", slot.names()) + (slot.services().size() == 1 ? " is" : " are") + " in use";
    }

    @Override
    public CompletionStage<ModuleChange> swap(ModuleKind kind, List<String> names, String who, String why) {
        return change(() -> swapNow(kind, names, who, why));
    }

    private ModuleChange swapNow(ModuleKind kind, List<String> names, String who, String why) throws InterruptedException {
        List<Slot> mine = slots(kind);
        List<String> from = from(mine);
        Optional<String> fault = fault(kind, mine).or(() -> faultOf(mine.get(0).place(), names));
        if (fault.isPresent()) {
            return record(kind, from, names, who, why, Place.Taken.failed(fault.get()), fault.get());
        }
        return put(kind, mine, names, who, why);
    }

    private ModuleChange put(ModuleKind kind, List<Slot> mine, List<String> names, String who, String why) throws InterruptedException {
        List<String> from = from(mine);
        Place.Taken taken = null;
        List<List<String>> wanted = mine.stream().map(Slot::wanted).toList();
        for (Slot slot : mine) {
            Choice choice = find(slot, names);
            taken = choice.names().size() < names.size() ? Place.Taken.failed("a module went away meanwhile")
                    : choice.isTwice() ? Place.Taken.failed("two of these names are one module")
                    : choice.isOf(slot) ? NOTHING_TO_DO : slot.take(choice.names(), choice.services());
            if (!taken.done()) {
                break;
            }
            slot.want(names);
            // The latest word counts, not one that waits since before.
            slot.await(false);
        }
        if (!taken.done()) {
            want(mine, wanted);
            settleAll(kind, "a swap to " + String.join(", ", names) + " was not done in full");
        }
        return record(kind, from, names, who, why, taken, taken.done() ? says(mine.get(0)) : taken.failure());
    }

    private static void want(List<Slot> mine, List<List<String>> names) {
        for (int i = 0; i < mine.size(); i++) {
            mine.get(i).want(names.get(i));
        }
    }

    /**
     * What {@code conf/} says from here on. Each kind whose names are others than before is swapped: to them, once all of them are there, or back
     * to the flags where it says nothing any more.
     *
     * @param atStart nothing was decided yet: where flags name nobody a guard that is named and not there is closed until it comes
     * @return completes when it has been looked at
     */
    public CompletableFuture<Void> configure(ModuleChoice next, boolean atStart) {
        return later(() -> {
            ModuleChoice before = choice;
            choice = next;
            for (ModuleKind kind : ModuleKind.values()) {
                if (!before.of(kind).equals(next.of(kind))) {
                    configure(kind, next.of(kind), next.source(), atStart);
                }
            }
        });
    }

    private void configure(ModuleKind kind, Optional<List<String>> names, String who, boolean atStart) throws InterruptedException {
        List<Slot> mine = slots(kind);
        Optional<String> fault = fault(kind, mine).or(() -> names.flatMap(given -> faultOfForm(mine.get(0).place(), given)));
        if (fault.isPresent()) {
            record(kind, from(mine), names.orElse(List.of()), who, "", Place.Taken.failed(fault.get()), fault.get());
            return;
        }
        List<String> from = from(mine);
        String why = "over the flags: " + (mine.get(0).flags().isEmpty() ? "none" : String.join(", ", mine.get(0).flags()));
        mine.forEach(slot -> slot.configure(names, who));
        if (names.isEmpty()) {
            backToFlags(kind, mine, who);
        } else if (faultOf(mine.get(0).place(), names.get()).isEmpty()) {
            if (!put(kind, mine, names.get(), who, why).done()) {
                mine.forEach(Slot::failed);
            }
        } else {
            for (Slot slot : mine) {
                slot.await(true);
                if (atStart && isGuard(slot) && slot.flags().isEmpty()) {
                    slot.take(List.of(), List.of());
                }
            }
            String waits = faultOf(mine.get(0).place(), names.get()).orElseThrow() + "; until that changes " + mine.get(0).stays();
            record(kind, from, names.get(), who, why, Place.Taken.failed(waits), waits);
        }
    }

    /** Where nothing sits something is refused. */
    private static boolean isGuard(Slot slot) {
        return slot.place().builtIn().isEmpty() && slot.place().kind() != ModuleKind.HOOK;
    }

    private void backToFlags(ModuleKind kind, List<Slot> mine, String who) throws InterruptedException {
        List<String> from = from(mine);
        String why = "it does not say so any more";
        if (isGuard(mine.get(0)) && mine.get(0).flags().isEmpty()) {
            String stays = "flags name no " + kind + ", and a guard is not taken away while the master runs: " + mine.get(0).stays();
            record(kind, from, List.of(), who, why, Place.Taken.failed(stays), stays);
            return;
        }
        Place.Taken taken = NOTHING_TO_DO;
        for (Slot slot : mine) {
            slot.want(slot.flags());
            Choice choice = choose(slot);
            taken = choice.isOf(slot) ? taken : slot.take(choice.names(), choice.services());
            if (!taken.done()) {
                break;
            }
        }
        record(kind, from, mine.get(0).flags(), who, why, taken, taken.done() ? says(mine.get(0)) : taken.failure());
    }

    private static Optional<String> faultOfForm(Place place, List<String> names) {
        if (names.isEmpty() && !place.mayBeEmpty() || !place.takesSeveral() && names.size() > 1) {
            return Optional.of(place.takesSeveral() ? "no name was given"
                    : "exactly one " + place.kind() + " has a place; " + names.size() + " names were given");
        }
        if (new HashSet<>(names).size() < names.size()) {
            return Optional.of("a name was given twice");
        }
        return Optional.empty();
    }

    private Optional<String> faultOf(Place place, List<String> names) {
        Optional<String> form = faultOfForm(place, names);
        if (form.isPresent()) {
            return form;
        }
        for (String name : names) {
            if (!shelf.isKnown(place.kind(), name)) {
                return Optional.of(unknown(place.kind(), name));
            }
            if (shelf.find(place.kind(), name, List.of()).isEmpty()) {
                return Optional.of("'" + name + "' is quarantined; release it first");
            }
        }
        return Optional.empty();
    }

    private String unknown(ModuleKind kind, String name) {
        return "no " + kind + " is named '" + name + "'; known are: " + String.join(", ", shelf.names(kind));
    }

    private static Optional<String> fault(ModuleKind kind, List<Slot> mine) {
        if (!mine.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(kind == ModuleKind.HTTP_AUTHENTICATOR
                ? "no realm is guarded: start the master with --authenticate_http_readonly, --authenticate_http_readwrite or "
                        + "--authenticate_http_frameworks"
                : "a module of kind " + kind + " can't be swapped while the master runs");
    }

    @Override
    public CompletionStage<ModuleChange> quarantine(ModuleKind kind, String name, String who, String why) {
        return change(() -> quarantineNow(kind, name, who, why, List.of()));
    }

    private ModuleChange quarantineNow(ModuleKind kind, String name, String who, String why, List<ModuleFault> evidence)
            throws InterruptedException {
        List<Slot> mine = slots(kind);
        List<String> from = from(mine);
        Optional<String> fault = isClosable(kind) ? Optional.empty() : fault(kind, mine);
        if (fault.isEmpty() && !shelf.isKnown(kind, name)) {
            fault = Optional.of(unknown(kind, name));
        } else if (fault.isEmpty() && shelf.isQuarantined(kind, name)) {
            fault = Optional.of("'" + name + "' is quarantined already");
        }
        if (fault.isPresent()) {
            return record(kind, from, from, who, why, Place.Taken.failed(fault.get()), fault.get(), evidence);
        }
        String reason = "quarantined by " + who + (why.isEmpty() ? "" : ": " + why);
        shelf.quarantine(kind, name, reason);
        Place.Taken taken = NOTHING_TO_DO;
        List<List<String>> wanted = mine.stream().map(Slot::wanted).toList();
        for (Slot slot : mine) {
            Choice choice = choose(slot);
            taken = choice.isOf(slot) ? taken : slot.take(choice.names(), choice.services());
            if (!taken.done()) {
                shelf.release(kind, name);
                want(mine, wanted);
                settleAll(kind, "the quarantine of " + name + " was not done");
                break;
            }
        }
        if (taken.done()) {
            // Whoever still holds it gets a refusal: it is not called again, not even where it has no place.
            namesWith(kind, name).forEach(each -> guard.module(kind, each).close(kind + " " + each + " is quarantined; release it to use it again"));
        }
        return record(kind, from, from(mine), who, why, taken, !taken.done() ? taken.failure() + "; '" + name + "' stays"
                : "'" + name + "' is quarantined; " + (mine.isEmpty() ? instead(kind) : says(mine.get(0))), evidence);
    }

    /** Used as soon as they are registered, without a place that could be given to another; what they are asked can be refused. */
    private static boolean isClosable(ModuleKind kind) {
        return kind == ModuleKind.FIREWALL_RULE || kind == ModuleKind.HTTP_ENDPOINT;
    }

    private static String instead(ModuleKind kind) {
        return kind == ModuleKind.FIREWALL_RULE ? "every request is refused until it is released or its bundle is taken out"
                : "what it served is answered 503";
    }

    private Set<String> namesWith(ModuleKind kind, String name) {
        Set<String> names = new TreeSet<>(Set.of(name));
        shelf.all().stream().filter(service -> service.kind() == kind && service.names().contains(name))
                .forEach(service -> names.addAll(service.names()));
        return names;
    }

    /** The budget of a module is used up. */
    private void exhausted(Guarded module, String why, List<ModuleFault> evidence) throws InterruptedException {
        Optional<ModuleService> service = shelf.first(module.kind(), module.name());
        boolean hasPlace = isClosable(module.kind()) || !slots(module.kind()).isEmpty();
        if (service.isEmpty() || service.get().builtIn() || !hasPlace) {
            LOG.warn("{}{} has used up its budget of faults: {}", module, service.isEmpty() ? ", which has gone,"
                    : hasPlace ? ", which is built in and stays," : ", which nothing can take the place of while the master runs,", why);
            guard.again(module);
            return;
        }
        if (shelf.isQuarantined(module.kind(), module.name())) {
            return;
        }
        ModuleChange change = quarantineNow(module.kind(), module.name(), MASTER, why, evidence);
        if (!change.done()) {
            guard.again(module);
        }
    }

    /** The planner has thrown an allocator out and plans by itself: the built-in one takes the place, unless that was it. */
    private void thrownOut(String name, ModuleFault fault) throws InterruptedException {
        for (Slot slot : slots(ModuleKind.ALLOCATOR)) {
            if (!slot.names().contains(name) || !slot.standIn().isEmpty()) {
                continue;
            }
            String builtIn = slot.place().builtIn().orElseThrow();
            List<String> from = slot.names();
            String why = "the planner threw it out: " + fault;
            Choice choice = find(slot, List.of(builtIn));
            Place.Taken taken = choice.services().isEmpty() || choice.isOf(slot) ? Place.Taken.failed(builtIn + " is not there")
                    : slot.take(choice.names(), choice.services());
            if (taken.done()) {
                slot.want(List.of(builtIn));
                record(ModuleKind.ALLOCATOR, from, slot.names(), MASTER, why, taken, says(slot), List.of(fault));
                continue;
            }
            slot.standIn(EMERGENCY, "the planner's emergency policy plans in its place: " + fault);
            record(ModuleKind.ALLOCATOR, from, slot.names(), MASTER, why, NOTHING_TO_DO,
                    "the planner's emergency policy plans, without shares and weights, until an allocator is swapped in", List.of(fault));
        }
    }

    @Override
    public CompletionStage<ModuleChange> release(ModuleKind kind, String name, String who, String why) {
        return change(() -> releaseNow(kind, name, who, why));
    }

    private ModuleChange releaseNow(ModuleKind kind, String name, String who, String why) throws InterruptedException {
        List<Slot> mine = slots(kind);
        List<String> from = from(mine);
        if (!shelf.release(kind, name)) {
            Place.Taken none = Place.Taken.failed("'" + name + "' is not quarantined");
            return record(kind, from, from, who, why, none, none.failure());
        }
        namesWith(kind, name).forEach(each -> guard.forgive(kind, each));
        Place.Taken taken = NOTHING_TO_DO;
        for (Slot slot : mine) {
            Choice choice = choose(slot);
            taken = choice.isOf(slot) ? taken : slot.take(choice.names(), choice.services());
        }
        return record(kind, from, from(mine), who, why, taken, taken.done() ? "'" + name + "' is released; " + (mine.isEmpty() ? "it is asked again"
                : says(mine.get(0)))
                : "'" + name + "' is released, but was not put back: " + taken.failure());
    }

    private List<Slot> slots(ModuleKind kind) {
        return slots.stream().filter(slot -> slot.place().kind() == kind).toList();
    }

    private List<String> from(List<Slot> mine) {
        return mine.isEmpty() ? List.of() : mine.get(0).names();
    }

    private ModuleChange record(ModuleKind kind, List<String> from, List<String> to, String who, String why, Place.Taken taken, String outcome) {
        return record(kind, from, to, who, why, taken, outcome, List.of());
    }

    private ModuleChange record(ModuleKind kind, List<String> from, List<String> to, String who, String why, Place.Taken taken, String outcome,
            List<ModuleFault> evidence) {
        ModuleChange change;
        synchronized (changes) {
            change = ModuleChange.of(++number, wallNanos.getAsLong(), kind, from, to, who, why, taken.done(), outcome, taken.epoch(),
                    taken.pauseNanos()).withEvidence(evidence);
            changes.addLast(change);
            if (changes.size() > CHANGES_MAX) {
                changes.removeFirst();
            }
        }
        String line = kind + " change " + change.number() + " by " + who + (why.isEmpty() ? "" : " (" + why + ")") + ": " + outcome;
        if (taken.done()) {
            LOG.info("{}", line);
        } else {
            LOG.warn("{}", line);
        }
        return change;
    }

    @Override
    public List<ModuleChange> changes() {
        synchronized (changes) {
            return List.copyOf(changes);
        }
    }

    @Override
    public List<ModuleInfo> list() {
        List<ModuleInfo> infos = new ArrayList<>();
        for (ModuleService service : shelf.all()) {
            List<Slot> mine = slots(service.kind());
            Optional<String> quarantine = shelf.reason(service);
            boolean active = mine.isEmpty() ? quarantine.isEmpty() && isFixed(service) : mine.stream().anyMatch(slot -> slot.holds(service));
            ModuleState state = active ? ModuleState.ACTIVE : quarantine.isPresent() ? ModuleState.QUARANTINED : ModuleState.STANDBY;
            for (String name : service.names()) {
                boolean configured = mine.stream().anyMatch(slot -> slot.configured().contains(name))
                        || fixed.getOrDefault(service.kind(), List.of()).contains(name);
                Optional<String> standIn = mine.stream().filter(slot -> !slot.standIn().isEmpty() && slot.wanted().contains(name))
                        .map(Slot::standIn).findFirst();
                infos.add(ModuleInfo.of(service.kind(), name, service.bundle(), service.version(), state, configured,
                        active ? "" : quarantine.or(() -> standIn).orElse(runs.test(service) ? "not chosen"
                                : "could not be created; the log says why")).withFaults(guard.faults(service.kind(), name)));
            }
        }
        infos.sort(Comparator.comparing(ModuleInfo::kind).thenComparing(ModuleInfo::name));
        return infos;
    }

    @Override
    public List<ModuleDifference> differences() {
        return slots.stream().filter(slot -> !slot.names().equals(slot.configured())).map(slot -> ModuleDifference.of(slot.place().kind(),
                slot.names(), slot.configured(), slot.by())).distinct().sorted(Comparator.comparing(ModuleDifference::kind)).toList();
    }

    /** Kinds without a place here: chosen once by name, or used as soon as they are registered. */
    private boolean isFixed(ModuleService service) {
        List<String> names = fixed.get(service.kind());
        return names == null ? service.kind() != ModuleKind.HTTP_AUTHENTICATOR && runs.test(service) : service.names().stream().anyMatch(names::contains);
    }

    private interface Change {
        void make() throws InterruptedException;
    }

    private CompletableFuture<Void> later(Change change) {
        return change(() -> {
            change.make();
            return null;
        });
    }

    private <R> CompletableFuture<R> change(Callable<R> change) {
        CompletableFuture<R> done = new CompletableFuture<>();
        try {
            thread.execute(() -> {
                try {
                    done.complete(change.call());
                } catch (Exception e) {
                    LOG.error("A change of modules failed on a fault of the master's own", e);
                    done.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            done.completeExceptionally(e);
        }
        return done;
    }

    /** Gives up what is held; the thread must have ended. */
    public void close() {
        slots.forEach(Slot::close);
    }
}
