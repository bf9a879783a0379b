package org.tepui.planner;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.tepui.api.allocator.Allocator;
import org.tepui.api.allocator.ClusterEvent;
import org.tepui.api.allocator.ClusterView;
import org.tepui.api.allocator.Plan;
import org.tepui.api.planner.AllocatorFault;
import org.tepui.api.planner.Change;
import org.tepui.api.planner.PlannerOptions;

/**
 * Replica and allocator together: changes in, plans out. Single-threaded and deterministic: the same changes, requests and seeds give
 * the same plans in any JVM.
 *
 * <p>An allocator that throws from {@code apply} is started afresh at the next plan, since it may have missed something; one that throws
 * from {@code plan} stays. The replica never depends on either.
 */
public final class PlanEngine {

    private final ClusterState state;
    private final ReplicaView view;
    private final Candidates candidates;
    private final BookedDraft draft;
    private final AgentOrder order;
    private Allocator allocator;
    private boolean started;
    private AllocatorException broken;
    private int[] agents = new int[0];
    private int[] seen = new int[0];
    private int look;
    private int position;
    /** Epoch of the latest request: decided by the allocator of then, whatever came of it. */
    private long decided = -1;
    /** Position of the latest change of the batch that the replica shows; written before each call of the allocator, for {@link #rebuilt}. */
    private volatile int shown;

    /** With agents in shuffled order. The allocator is started at once, on an empty view. @throws AllocatorException if it throws */
    public PlanEngine(PlannerOptions options, Allocator allocator) throws AllocatorException {
        this(options, allocator, AgentOrder.SHUFFLED);
    }

    public PlanEngine(PlannerOptions options, Allocator allocator, AgentOrder order) throws AllocatorException {
        this(options, order, List.of(), 0);
        replaceAllocator(allocator);
    }

    private PlanEngine(PlannerOptions options, AgentOrder order, List<Change> changes, long epoch) {
        this.state = new ClusterState(options);
        this.view = new ReplicaView(state);
        this.candidates = new Candidates(state);
        this.draft = new BookedDraft(state, candidates);
        this.order = Objects.requireNonNull(order);
        for (Change change : changes) {
            state.apply(change, event -> { });
        }
        view.epoch(epoch);
    }

    /**
     * An engine with the same replica, made anew, and another allocator: for when the old allocator never came back from a call. The
     * other engine is only read and must not be used any more.
     *
     * @throws AllocatorException if the allocator throws when it is started
     */
    static PlanEngine rebuilt(PlanEngine lost, PlannerOptions options, Allocator allocator) throws AllocatorException {
        PlanEngine engine = new PlanEngine(options, lost.order, lost.state.changes(), lost.view.epoch());
        engine.decided = lost.decided;
        engine.replaceAllocator(allocator);
        return engine;
    }

    public ClusterView view() {
        return view;
    }

    /** Filters in force. */
    public int filters() {
        return state.agents.filters();
    }

    /**
     * Applies the changes of one epoch in order; each is told to the allocator when the view shows it.
     *
     * @throws IllegalArgumentException when a change does not fit the replica or the epoch does not grow: changes before it are applied,
     *     it and those after it are not
     */
    public void apply(long epoch, List<Change> changes) {
        if (epoch < view.epoch()) {
            throw new IllegalArgumentException("epoch " + epoch + " came after epoch " + view.epoch());
        }
        view.epoch(epoch);
        shown = -1;
        for (position = 0; position < changes.size(); position++) {
            state.apply(changes.get(position), this::tell);
        }
    }

    /** Position in the last batch of the change that was applied last, or that was refused. */
    int position() {
        return position;
    }

    /** As {@link #position}, for another thread when the allocator does not come back from being told of a change. */
    int shown() {
        return shown;
    }

    /** First epoch that no allocator has decided yet. */
    public long undecided() {
        return Math.max(view.epoch(), decided + 1);
    }

    Allocator allocator() {
        return allocator;
    }

    private void tell(ClusterEvent event) {
        if (broken != null || !started) {
            return;
        }
        shown = position;
        try {
            allocator.apply(event);
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            broken = AllocatorException.of(allocator, "told of " + event, e);
        }
    }

    /**
     * Plans at the last applied epoch.
     *
     * @param requested slots to look at, any order, vacant and inactive ones are left out; empty: every active agent
     * @throws AllocatorException when the allocator throws, or returns no plan or one of another epoch
     */
    public Plan plan(int[] requested, long seed) throws AllocatorException {
        decided = view.epoch();
        restartIfBroken();
        SplittableRandom random = new SplittableRandom(seed);
        int count = choose(requested);
        order.order(agents, count, random);
        candidates.open(agents, count);
        draft.open(view.epoch());
        shown = position;
        try {
            Plan plan = allocator.plan(new Cycle(view, agents, count, random, draft));
            if (plan == null || plan.epoch() != view.epoch()) {
                boolean none = plan == null;
                throw AllocatorException.of(allocator, none ? AllocatorFault.Kind.GAVE_NULL : AllocatorFault.Kind.BROKE_A_RULE,
                        "asked for a plan", new IllegalStateException(none ? "it returned no plan"
                                : "it returned a plan of epoch " + plan.epoch() + " at epoch " + view.epoch()));
            }
            return plan;
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            throw AllocatorException.of(allocator, "asked for a plan", e);
        } finally {
            draft.close();
            candidates.close();
        }
    }

    /** Fills {@link #agents} with the fresh, active agents of the request, ascending. */
    private int choose(int[] requested) {
        int slots = state.agents.slots();
        if (agents.length < slots) {
            agents = ClusterState.grown(agents, slots);
            seen = Arrays.copyOf(seen, agents.length);
        }
        look++;
        int count = 0;
        int length = requested.length == 0 ? slots : requested.length;
        for (int i = 0; i < length; i++) {
            int agent = requested.length == 0 ? i : requested[i];
            AgentState agentState = state.agents.state(agent);
            if (agentState != null && agentState.active && seen[agent] != look) {
                seen[agent] = look;
                state.agents.freshen(agent);
                agents[count++] = agent;
            }
        }
        if (requested.length > 0) {
            Arrays.sort(agents, 0, count);
        }
        return count;
    }

    private void restartIfBroken() throws AllocatorException {
        if (broken == null) {
            return;
        }
        AllocatorException cause = broken;
        start(allocator);
        broken = null;
        throw cause;
    }

    /**
     * The policy changes here, between two plans: it has started on the view before the old one is stopped.
     *
     * @return what the old one threw when it was stopped, which changes nothing
     * @throws AllocatorException when the new one did not start; the old one stays
     */
    public Optional<AllocatorException> replaceAllocator(Allocator next) throws AllocatorException {
        return seat(next).flatMap(PlanEngine::stop);
    }

    /** The first half of it. @return the old one, to be stopped */
    Optional<Allocator> seat(Allocator next) throws AllocatorException {
        Objects.requireNonNull(next);
        start(next);
        Optional<Allocator> old = started ? Optional.of(allocator) : Optional.empty();
        allocator = next;
        broken = null;
        started = true;
        shown = position;
        return old;
    }

    private void start(Allocator next) throws AllocatorException {
        try {
            next.start(view);
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            throw AllocatorException.of(next, "started", e);
        }
    }

    static Optional<AllocatorException> stop(Allocator old) {
        try {
            old.stop();
            return Optional.empty();
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            return Optional.of(AllocatorException.of(old, "stopped", e));
        }
    }

    /** Stops the allocator; nothing may be called after that. @return what it threw */
    public Optional<AllocatorException> close() {
        if (!started) {
            return Optional.empty();
        }
        started = false;
        return stop(allocator);
    }
}
