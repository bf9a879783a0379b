package org.tepui.herd;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.herd.agents.AgentHerd;
import org.tepui.herd.agents.AgentSettings;
import org.tepui.herd.check.Checker;
import org.tepui.herd.check.JsonTree;
import org.tepui.herd.client.MasterReader;
import org.tepui.herd.client.SchedulerConnection;
import org.tepui.herd.measure.Tally;
import org.tepui.herd.scheduler.HerdScheduler;
import org.tepui.protocol.libprocess.PortConfig;
import org.tepui.protocol.libprocess.PortFactory;
import org.tepui.protocol.libprocess.PortTls;

/**
 * One run: agents register, schedulers subscribe, tasks flow, everything is held, compared, and taken down again. For one thread, which
 * waits while the others work.
 */
final class HerdRun implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HerdRun.class);
    private static final long POLL_MS = 20;
    /** A document may be older than the answer that came before it was asked for, by one batch of the master; a C++ master caches longer. */
    private static final int COMPARISONS_MAX = 20;
    private static final long COMPARISON_PAUSE_MS = 250;

    private final HerdOptions options;
    private final Tally tally = new Tally();
    private final HerdReport report;
    private final MasterReader reader;
    private final AgentHerd agents;
    private final Map<HerdScheduler, SchedulerConnection> schedulers = new LinkedHashMap<>();

    HerdRun(HerdOptions options, PortFactory ports) throws IOException {
        this.options = options;
        this.report = new HerdReport(options, tally);
        this.reader = new MasterReader(options.master(), options.credential());
        this.agents = new AgentHerd(ports, portConfig(options), options.agents(),
            new AgentSettings(options.master().pid(), options.tasks(), options.taskNanos(), options.ip()), tally);
    }

    private static PortConfig portConfig(HerdOptions options) {
        return PortConfig.of(options.ip(), options.port()).with(options.master().tls()
            .map(tls -> new PortTls(tls.context(), tls.accepting(), tls.connecting(), tls.downgrade())));
    }

    /** @throws IOException one line when the master cannot be reached, refuses, or something does not happen in time */
    HerdReport run() throws IOException {
        reader.get("/version", body -> body.readAllBytes().length);
        register();
        subscribe();
        load();
        hold();
        if (options.reregister()) {
            reregister();
        }
        report.tasksRunning = beliefs().stream().mapToInt(belief -> belief.tasks().size()).sum();
        long accounted = tally.finished.sum() + tally.endedOtherwise.sum() + report.tasksRunning;
        if (tally.launched.sum() != accounted) {
            report.differences.add("tasks launched: " + tally.launched.sum() + ", finished, ended otherwise or running: " + accounted);
        }
        Checker checker = new Checker(agents.beliefs(), beliefs(), agents.address(), options.tasks());
        compare(checker);
        leave(checker);
        report.messagesDropped = agents.dropped();
        beliefs().forEach(belief -> belief.refusal().ifPresent(report.refusals::add));
        return report;
    }

    private void register() throws IOException {
        long begin = System.nanoTime();
        agents.register();
        await(() -> agents.registered() >= options.agents(), () -> agents.registered() + " of " + options.agents() + " agents are registered");
        report.registrationSeconds = secondsSince(begin);
        LOG.info("{} agents are registered", options.agents());
    }

    private void subscribe() throws IOException {
        for (int i = 0; i < options.frameworks(); i++) {
            String name = "herd-" + i;
            HerdScheduler scheduler = new HerdScheduler(name, options.roles().get(i % options.roles().size()), options.principal(),
                options.refuseSeconds(), options.tasks(), tally, System::nanoTime);
            schedulers.put(scheduler, new SchedulerConnection(options.master(), options.credential(), scheduler.subscribe(), name, scheduler));
        }
        await(() -> beliefs().stream().noneMatch(belief -> belief.id().isEmpty()), () -> "not every scheduler got SUBSCRIBED");
    }

    private void load() throws IOException {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < options.loadNanos()) {
            alive();
            sleep(Math.min(500, Math.max(1, (options.loadNanos() - (System.nanoTime() - begin)) / 1_000_000)));
        }
        report.loadSeconds = secondsSince(begin);
        report.finishedInLoad = tally.finished.sum();
        LOG.info("{} tasks launched, {} finished", tally.launched.sum(), tally.finished.sum());
    }

    private void hold() throws IOException {
        for (Map.Entry<HerdScheduler, SchedulerConnection> each : schedulers.entrySet()) {
            each.getValue().call(List.of(each.getKey().hold()));
        }
        agents.hold();
        awaitQuiet();
    }

    private void awaitQuiet() throws IOException {
        await(this::quiet, () -> unacknowledged() + " updates are not acknowledged, " + onTheWay() + " tasks are not running yet, "
            + unanswered() + " calls have no answer");
    }

    private boolean quiet() {
        return unanswered() == 0 && onTheWay() == 0 && unacknowledged() == 0;
    }

    private int unanswered() {
        return schedulers.values().stream().mapToInt(SchedulerConnection::unanswered).sum();
    }

    private int onTheWay() {
        return beliefs().stream().mapToInt(HerdScheduler.Belief::onTheWay).sum();
    }

    private int unacknowledged() {
        return agents.beliefs().stream().mapToInt(belief -> belief.unacknowledged()).sum();
    }

    private void reregister() throws IOException {
        long begin = System.nanoTime();
        agents.dropLinks();
        await(() -> agents.registered() >= options.agents(), () -> agents.registered() + " of " + options.agents() + " agents have come back");
        report.reregistrationSeconds = secondsSince(begin);
        LOG.info("{} agents have come back", options.agents());
        awaitQuiet();
    }

    private void compare(Checker checker) throws IOException {
        List<String> differences = List.of();
        for (int i = 0; i < COMPARISONS_MAX; i++) {
            differences = checker.compare(reader.get("/state", JsonTree::read));
            if (differences.isEmpty()) {
                return;
            }
            sleep(COMPARISON_PAUSE_MS);
        }
        report.differences.addAll(differences);
    }

    private void leave(Checker checker) throws IOException {
        for (Map.Entry<HerdScheduler, SchedulerConnection> each : schedulers.entrySet()) {
            each.getValue().call(List.of(each.getKey().teardown()));
        }
        await(() -> unanswered() == 0, () -> "TEARDOWN is not answered");
        agents.unregister();
        List<String> left = List.of();
        long begin = System.nanoTime();
        do {
            left = checker.left(reader.get("/state", JsonTree::read));
            if (left.isEmpty()) {
                return;
            }
            sleep(COMPARISON_PAUSE_MS);
        } while (System.nanoTime() - begin < options.deadlineNanos());
        report.differences.addAll(left);
    }

    private List<HerdScheduler.Belief> beliefs() {
        return schedulers.keySet().stream().map(HerdScheduler::belief).toList();
    }

    private void alive() throws IOException {
        for (HerdScheduler.Belief belief : beliefs()) {
            if (belief.failure().isPresent()) {
                throw new IOException("scheduler " + belief.name() + ": " + belief.failure().get());
            }
        }
    }

    private interface Text {
        String text();
    }

    private void await(BooleanSupplier condition, Text otherwise) throws IOException {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begin > options.deadlineNanos()) {
                List<String> refusals = new ArrayList<>();
                beliefs().forEach(belief -> belief.refusal().ifPresent(refusals::add));
                throw new IOException("after " + options.deadlineNanos() / 1_000_000_000L + " s " + otherwise.text()
                    + Optional.of(refusals).filter(list -> !list.isEmpty()).map(list -> "; refused: " + list.get(0)).orElse(""));
            }
            alive();
            sleep(POLL_MS);
        }
    }

    private static double secondsSince(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void sleep(long millis) throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        for (SchedulerConnection connection : schedulers.values()) {
            try {
                connection.close();
            } catch (IOException e) {
                LOG.debug("A connection could not be closed", e);
            }
        }
        agents.close();
    }
}
