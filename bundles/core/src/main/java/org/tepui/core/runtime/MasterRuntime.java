package org.tepui.core.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.api.allocator.Allocator;
import org.tepui.api.allocator.Plan;
import org.tepui.api.election.Leader;
import org.tepui.api.election.MasterContender;
import org.tepui.api.election.MasterDetector;
import org.tepui.api.http.HttpEndpoint;
import org.tepui.api.planner.AllocatorFault;
import org.tepui.api.planner.PlanSink;
import org.tepui.api.planner.Planner;
import org.tepui.api.planner.PlannerFactory;
import org.tepui.api.planner.PlannerLimits;
import org.tepui.api.planner.PlannerOptions;
import org.tepui.api.registry.Storage;
import org.tepui.core.access.Access;
import org.tepui.core.access.peer.Peers;
import org.tepui.core.authorization.Approvers;
import org.tepui.core.authorization.Judge;
import org.tepui.core.endpoint.Identity;
import org.tepui.core.endpoint.MasterRoutes;
import org.tepui.core.endpoint.Metrics;
import org.tepui.core.guard.Guard;
import org.tepui.core.guard.GuardedPool;
import org.tepui.core.hook.HookCalls;
import org.tepui.core.hook.LaunchLabels;
import org.tepui.core.hook.LaunchResources;
import org.tepui.core.hook.LostAgents;
import org.tepui.core.line.Input;
import org.tepui.core.line.Master;
import org.tepui.core.line.MasterConfig;
import org.tepui.core.line.Output;
import org.tepui.core.module.AllocatorWatch;
import org.tepui.core.module.Seats;
import org.tepui.core.snapshot.Snapshot;
import org.tepui.protocol.libprocess.Port;

/** One running master: the line with everything around it, put together once the modules are chosen. */
public final class MasterRuntime implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MasterRuntime.class);

    /** Inputs from outside that may wait for the line. */
    private static final int INBOX_MAX = 500_000;
    private static final int LANE_THREADS = 2;
    private static final int READER_THREADS = 2;
    private static final String PROCESS = "master";

    /** The modules that the flags chose. */
    public record Modules(Allocator allocator, PlannerFactory planner, Storage storage, MasterContender contender,
            MasterDetector detector, Seats seats, Access access) { }

    private final Port port;
    private final Inbox inbox = new Inbox(INBOX_MAX);
    private final ExecutorService laneThreads;
    private final ExecutorService readerThreads;
    private final AllocatorWatch allocatorWatch;
    private final List<AutoCloseable> routes = new ArrayList<>();
    private final LineRunner line;
    private final Exchanges exchanges;
    private final LocalProcesses processes;
    private final Peers peers;
    private final Planner planner;
    private final Election election;
    private final MasterRoutes masterRoutes;
    private final PlanTimes plans = new PlanTimes();

    /** @param ended called, once or more, with one line when the master must not go on leading */
    public MasterRuntime(MasterConfig config, Identity identity, Port port, Modules modules, PlannerOptions planning,
            Consumer<String> ended) {
        this.port = port;
        Guard guard = modules.access.guard();
        laneThreads = new GuardedPool("tepui-lane", LANE_THREADS, guard);
        readerThreads = new GuardedPool("tepui-reader", READER_THREADS, guard);
        allocatorWatch = new AllocatorWatch(guard);
        Master master = new Master(config, new RandomIds());
        Links links = new Links(port, PROCESS, inbox);
        Approvers approvers = new Approvers(modules.seats.authorizer(), guard);
        HookCalls hooks = new HookCalls(modules.seats.hooks(), laneThreads, guard);
        Entrance entrance = new Entrance(inbox, new Judge(approvers, this::snapshot), new LaunchResources(hooks, this::snapshot));
        peers = modules.access.peers(port);
        Ingress ingress = new Ingress(entrance, links, peers);
        processes = new LocalProcesses(port);
        processes.handler(ingress);
        exchanges = new Exchanges(inbox, entrance::offer, this::snapshot, new V1Encoder());
        planner = modules.planner.open(modules.allocator, planning, sink(), new PlannerLimits(guard.limits().planCpuNanos(),
                guard.limits().planWallNanos(), guard.limits().abandonedMax()));
        guard.lostElsewhere(planner::abandoned);
        StorageDriver storage = new StorageDriver(modules.storage, inbox);
        Lanes lanes = new Lanes(laneThreads);
        LostAgents lostAgents = new LostAgents(hooks);
        OutputRouter router = new OutputRouter(port, lanes, links, exchanges, storage, planner, processes,
                new OutputRouter.Hooks(new LaunchLabels(hooks), lostAgents), this::snapshot, stop -> stop(stop, ended));
        line = new LineRunner(master, master.snapshot(), inbox, plans.watching(router));
        election = new Election(leader(config), modules.contender, modules.detector, inbox, ended);
        Metrics metrics = new Metrics(this::snapshot, LineRunner::wallNanos,
                !"false".equals(identity.flags().get("publish_per_framework_metrics")));
        metrics.gauge("master/event_queue_messages", inbox::size);
        metrics.gauge("master/event_queue_dispatches", () -> 0);
        metrics.gauge("master/event_queue_http_requests", () -> 0);
        metrics.gauge("tepui/inputs_waiting_for_authorizer", entrance::waiting);
        metrics.counters("tepui/hooks/", hooks::counters);
        metrics.gauge("tepui/hooks/lost_agents_untold", lostAgents::untold);
        metrics.gauge("tepui/messages_undecodable", ingress::undecodable);
        metrics.gauge("tepui/messages_overflown", ingress::overflown);
        metrics.gauge("tepui/scheduler_streams", exchanges::open);
        metrics.gauge("tepui/access/peers/sessions", peers::sessions);
        metrics.gauge("tepui/access/peers/known", peers::size);
        plans.addTo(metrics);
        metrics.timing(storage.fetches());
        metrics.timing(storage.stores());
        // Streams of operator events are not served yet.
        metrics.gauge("master/operator_event_stream_subscribers", () -> 0);
        metrics.counters("tepui/access/", modules.access::counters);
        metrics.counters("tepui/modules/", guard::counters);
        metrics.portCounters(port::counters);
        masterRoutes = new MasterRoutes(exchanges, identity, metrics, readerThreads, approvers);
    }

    /** For whoever changes its allocator. */
    public Planner planner() {
        return planner;
    }

    /** Who knows what allocators did wrong. */
    public AllocatorWatch allocatorWatch() {
        return allocatorWatch;
    }

    private Snapshot snapshot() {
        return line.snapshot();
    }

    private PlanSink sink() {
        return new PlanSink() {
            @Override
            public void planned(Plan plan) {
                plans.planned();
                inbox.put(new Input.Planned(plan));
            }

            @Override
            public void failed(long epoch, String reason) {
                inbox.put(new Input.PlanFailed(epoch, reason));
            }

            @Override
            public void faulted(AllocatorFault fault) {
                allocatorWatch.faulted(fault);
            }

            @Override
            public void called(Allocator allocator, long tookNanos) {
                allocatorWatch.called(allocator, tookNanos);
            }
        };
    }

    private static void stop(Output.StopLeading stop, Consumer<String> ended) {
        if (stop.evidence().isPresent()) {
            LOG.error("The master stops leading: {}", stop.reason(), stop.evidence().get());
        }
        ended.accept(stop.reason());
    }

    private static Leader leader(MasterConfig config) {
        var info = config.info();
        return Leader.of(info.getId(), info.getPid(), info.getHostname(), info.getPort(), info.toByteArray());
    }

    /** Starts the line, opens the routes and contends. */
    public void start() {
        processes.ensure(PROCESS);
        line.start();
        for (HttpEndpoint endpoint : masterRoutes.routes()) {
            routes.add(port.route(endpoint));
        }
        election.start();
        readerThreads.execute(new WarmUp());
    }

    @Override
    public void close() {
        election.stop();
        for (AutoCloseable route : routes) {
            try {
                route.close();
            } catch (Exception e) {
                LOG.warn("A route could not be taken off the port", e);
            }
        }
        line.stop();
        planner.close();
        exchanges.close();
        processes.close();
        peers.close();
        stop(laneThreads);
        stop(readerThreads);
    }

    private static void stop(ExecutorService pool) {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(1, TimeUnit.SECONDS)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
