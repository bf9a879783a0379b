package org.tepui.core.line;

import com.google.protobuf.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.tepui.allocator.hierarchical.HierarchicalAllocator;
import org.tepui.api.planner.PlannerOptions;
import org.tepui.api.registry.Change;
import org.tepui.api.registry.Variable;
import org.tepui.api.resource.Quantities;
import org.tepui.core.snapshot.Counter;
import org.tepui.core.snapshot.Snapshot;
import org.tepui.planner.PlanEngine;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.MasterInfo;
import org.tepui.protocol.mesos.scheduler.Event;

/** A master with everything around it in one thread: storage, planner, clock. What goes out can be asked for; every batch is verified. */
final class LineHarness {

    static final long SECOND = 1_000_000_000L;
    static final String MASTER_ID = "m";
    private static final long START = 1_700_000_000L * SECOND;

    /** A message that the master sent. */
    record Sent(String from, Upid to, Message message) {
    }

    final Master master;
    final List<Sent> sent = new ArrayList<>();
    final Map<Long, List<Event>> events = new TreeMap<>();
    final Map<Long, String> streamIds = new TreeMap<>();
    final List<Long> ended = new ArrayList<>();
    final Map<Long, Output.Reply> replies = new TreeMap<>();
    final Map<Upid, Long> links = new LinkedHashMap<>();
    /** Why plans were not taken. */
    final List<String> refused = new ArrayList<>();
    final List<String> logs = new ArrayList<>();
    /** Everything that came out, as text. */
    final StringBuilder trace = new StringBuilder();
    Optional<Output.StopLeading> stopped = Optional.empty();
    Snapshot snapshot;
    /** Writes are answered by {@link #answerStorage()} only. */
    boolean holdStorage;
    /** Plans are answered by {@link #answerPlans()} only. */
    boolean holdPlans;
    /** Neither traces nor verifies: for measuring. */
    boolean quiet;
    long nanos = 5 * SECOND;

    private final Map<String, Variable> variables;
    private final PlanEngine planner;
    private final Map<Long, Long> timers = new TreeMap<>();
    private final Deque<Input> inbox = new ArrayDeque<>();
    private final Deque<Output> storageWork = new ArrayDeque<>();
    private final Deque<Input> plans = new ArrayDeque<>();
    private long plannedEpoch;
    private long requests = 1_000;
    private int batches;

    LineHarness() {
        this(config().build(), new TreeMap<>(), new Assembly());
    }

    LineHarness(MasterConfig config, Map<String, Variable> variables, Assembly assembly) {
        this.variables = variables;
        this.master = new Master(config, ids(), assembly);
        try {
            this.planner = new PlanEngine(config.planner(), new HierarchicalAllocator());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static Config config() {
        return new Config();
    }

    /** Flags with defaults; set what a test needs. */
    static final class Config {
        int maxCompletedFrameworks = 50;
        int maxCompletedTasks = 1000;
        int registryMaxAgents = 100;
        double removalLimit = 1.0;
        Optional<Long> offerTimeout = Optional.empty();
        Optional<List<String>> roles = Optional.empty();
        boolean rootSubmissions = true;
        Optional<Long> removalInterval = Optional.empty();
        String masterId = MASTER_ID;
        long pingTimeout = 15 * SECOND;
        int maxPingTimeouts = 5;

        MasterConfig build() {
            MasterInfo info = MasterInfo.newBuilder().setId(masterId).setIp(16777343).setPort(5050).setPid("master@127.0.0.1:5050")
                    .setHostname("localhost").setVersion("1.12.0").build();
            PlannerOptions planner = new PlannerOptions(List.of(), false,
                    List.of(Quantities.parse("cpus:0.01"), Quantities.parse("mem:32")));
            return new MasterConfig(info, START, SECOND, offerTimeout, pingTimeout, maxPingTimeouts, 600 * SECOND, removalLimit, 20 * SECOND, 60 * SECOND,
                    900 * SECOND, 14 * 24 * 3600 * SECOND, registryMaxAgents, maxCompletedFrameworks, maxCompletedTasks, 1000, roles,
                    new TreeMap<>(), rootSubmissions, planner, removalInterval);
        }
    }

    private static IdSource ids() {
        Random random = new Random(7);
        return new IdSource() {
            @Override
            public String uuid() {
                return new UUID(random.nextLong(), random.nextLong()).toString();
            }

            @Override
            public long seed() {
                return random.nextLong();
            }
        };
    }

    /** Elected and leading. */
    LineHarness lead() {
        input(new Input.Elected());
        return this;
    }

    /** Hands the inputs over as one batch, and goes on until nothing is left to do. */
    void input(Input... inputs) {
        handle(List.of(inputs));
        drain();
    }

    private void drain() {
        while (!inbox.isEmpty()) {
            handle(List.of(inbox.poll()));
        }
    }

    private void handle(List<Input> inputs) {
        Batch batch = master.handle(inputs, new Now(START + nanos, nanos));
        snapshot = batch.snapshot();
        if (!quiet) {
            trace.append("epoch ").append(snapshot.epoch()).append('\n');
        }
        for (Output output : batch.outputs()) {
            if (output instanceof Output.PlanRefused plan) {
                refused.add(plan.reason());
            }
            if (!quiet) {
                trace.append(text(output)).append('\n');
            }
            perform(output);
        }
        batches++;
        if (stopped.isEmpty() && !quiet) {
            master.verify();
        }
    }

    private static String text(Output output) {
        if (output instanceof Output.Store store) {
            StringBuilder text = new StringBuilder("Store[").append(store.operation());
            for (Change change : store.changes()) {
                text.append(' ').append(change.name()).append('@').append(change.expectedVersion()).append('=')
                        .append(change.value().map(java.util.Arrays::hashCode).orElse(0));
            }
            return text.append(']').toString();
        }
        return output.toString();
    }

    private void perform(Output output) {
        if (output instanceof Output.Send send) {
            sent.add(new Sent(send.from(), send.to(), send.message()));
        } else if (output instanceof Output.Emit emit) {
            events.computeIfAbsent(emit.connection(), any -> new ArrayList<>()).add(emit.event());
        } else if (output instanceof Output.OpenStream open) {
            streamIds.put(open.connection(), open.streamId());
        } else if (output instanceof Output.EndStream end) {
            ended.add(end.connection());
        } else if (output instanceof Output.Reply reply) {
            replies.put(reply.request(), reply);
        } else if (output instanceof Output.Link link) {
            links.put(link.peer(), link.link());
        } else if (output instanceof Output.SetTimer set) {
            timers.put(set.timer(), nanos + set.delayNanos());
        } else if (output instanceof Output.CancelTimer cancel) {
            timers.remove(cancel.timer());
        } else if (output instanceof Output.Log log) {
            logs.add(log.level() + " " + log.text());
        } else if (output instanceof Output.StopLeading stop) {
            stopped = Optional.of(stop);
        } else if (output instanceof Output.Scan || output instanceof Output.Store) {
            storageWork.add(output);
            if (!holdStorage) {
                answerStorage();
            }
        } else {
            plan(output);
        }
    }

    private void plan(Output output) {
        try {
            if (output instanceof Output.TellPlanner tell) {
                planner.apply(tell.epoch(), tell.changes());
            } else if (output instanceof Output.AskPlanner ask) {
                int[] agents = ask.agents().stream().mapToInt(Integer::intValue).toArray();
                Input.Planned planned = new Input.Planned(planner.plan(agents, ask.seed()));
                plannedEpoch = planned.plan().epoch();
                plans.add(planned);
                if (!holdPlans) {
                    inbox.addAll(plans);
                    plans.clear();
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of the latest plan. */
    long plannedEpoch() {
        return plannedEpoch;
    }

    void answerPlans() {
        inbox.addAll(plans);
        plans.clear();
        drain();
    }

    /** Number of storage operations that wait. */
    int waiting() {
        return storageWork.size();
    }

    void answerStorage() {
        while (!storageWork.isEmpty()) {
            Output work = storageWork.poll();
            if (work instanceof Output.Scan scan) {
                inbox.add(new Input.Stored(scan.operation(), new StoreResult.Scanned(List.copyOf(variables.values()))));
            } else if (work instanceof Output.Store store) {
                inbox.add(new Input.Stored(store.operation(), new StoreResult.Committed(commit(store.changes()))));
            }
        }
    }

    /** Answers what waits and goes on. */
    void releaseStorage() {
        holdStorage = false;
        answerStorage();
        drain();
    }

    private Optional<List<Long>> commit(List<Change> changes) {
        for (Change change : changes) {
            Variable known = variables.get(change.name());
            if ((known == null ? 0 : known.version()) != change.expectedVersion()) {
                return Optional.empty();
            }
        }
        List<Long> versions = new ArrayList<>();
        for (Change change : changes) {
            long version = change.expectedVersion() + 1;
            versions.add(version);
            if (change.value().isPresent()) {
                variables.put(change.name(), Variable.of(change.name(), version, change.value().get()));
            } else {
                variables.remove(change.name());
            }
        }
        return Optional.of(versions);
    }

    Map<String, Variable> variables() {
        return variables;
    }

    /** Lets time pass; timers fire when they are due. */
    void advance(long byNanos) {
        long until = nanos + byNanos;
        while (stopped.isEmpty()) {
            long timer = -1;
            long due = Long.MAX_VALUE;
            for (Map.Entry<Long, Long> entry : timers.entrySet()) {
                if (entry.getValue() < due) {
                    timer = entry.getKey();
                    due = entry.getValue();
                }
            }
            if (due > until) {
                break;
            }
            nanos = Math.max(nanos, due);
            timers.remove(timer);
            input(new Input.TimerFired(timer));
        }
        nanos = until;
    }

    long nextRequest() {
        return requests++;
    }

    /** Events of the connection so far. */
    List<Event> events(long connection) {
        return events.getOrDefault(connection, List.of());
    }

    List<Event> events(long connection, Event.Type type) {
        return events(connection).stream().filter(event -> event.getType() == type).toList();
    }

    /** The only or newest event of that type. */
    Event last(long connection, Event.Type type) {
        List<Event> found = events(connection, type);
        if (found.isEmpty()) {
            throw new AssertionError("no " + type + " event on connection " + connection + ", only " + events(connection));
        }
        return found.get(found.size() - 1);
    }

    <M extends Message> List<M> sent(Upid to, Class<M> type) {
        return sent.stream().filter(one -> one.to().equals(to) && type.isInstance(one.message())).map(one -> type.cast(one.message()))
                .toList();
    }

    <M extends Message> M lastSent(Upid to, Class<M> type) {
        List<M> found = sent(to, type);
        if (found.isEmpty()) {
            throw new AssertionError("no " + type.getSimpleName() + " to " + to);
        }
        return found.get(found.size() - 1);
    }

    long count(Counter counter) {
        return snapshot.counters().get(counter);
    }

    boolean logged(String part) {
        return logs.stream().anyMatch(line -> line.contains(part));
    }

    int batches() {
        return batches;
    }
}
