package org.tepui.core.line;

import java.util.List;
import java.util.Optional;
import org.tepui.core.frameworks.OperatorCalls;
import org.tepui.core.frameworks.SchedulerCalls;
import org.tepui.core.frameworks.Subscription;
import org.tepui.core.registrar.Recovery;
import org.tepui.core.snapshot.Snapshot;

/**
 * The line's state machine. Not for several threads: the runtime hands it one batch after the other.
 *
 * <p>What comes in can't make it throw. An exception from inside means that its own state is wrong: it stops leading, with the exception
 * as evidence, and does nothing any more.
 */
public class Master {

    private final Line line;
    private final Publisher publisher;
    private final Recovery recovery;
    private final Messages messages;
    private final Subscription subscription;
    private final SchedulerCalls schedulerCalls;
    private final OperatorCalls operatorCalls;

    public Master(MasterConfig config, IdSource ids) {
        this(config, ids, new Assembly());
    }

    /** With parts of one's own in some places. */
    public Master(MasterConfig config, IdSource ids, Assembly assembly) {
        line = assembly.assemble(config, ids);
        publisher = new Publisher(line);
        recovery = assembly.recovery(line);
        messages = new Messages(line, assembly.agentHandlers(line));
        subscription = assembly.subscription(line);
        schedulerCalls = assembly.schedulerCalls(line);
        operatorCalls = assembly.operatorCalls(line);
    }

    /** Works off the inputs in order, as one epoch. */
    public Batch handle(List<Input> inputs, Now now) {
        line.clock().begin(now);
        try {
            for (Input input : inputs) {
                if (!line.out().isStopped()) {
                    dispatch(input);
                }
            }
            if (!line.out().isStopped()) {
                finish();
            }
        } catch (RuntimeException breach) {
            line.out().stopLeading("The master's own state is wrong: " + breach, Optional.of(breach));
        }
        return new Batch(publisher.publish(), line.out().take());
    }

    /** The state as of the last batch; what readers see before the first one. */
    public Snapshot snapshot() {
        return publisher.publish();
    }

    private void dispatch(Input input) {
        if (input instanceof Input.AgentMessage message) {
            messages.handle(message);
        } else if (input instanceof Input.SchedulerCall call) {
            schedulerCalls.handle(call);
        } else if (input instanceof Input.TimerFired timer) {
            line.timers().fired(timer.timer());
        } else if (input instanceof Input.Planned planned) {
            line.planning().planned(planned.plan());
        } else if (input instanceof Input.PlanFailed failed) {
            line.planning().failed(failed.epoch(), failed.reason());
        } else if (input instanceof Input.Stored stored) {
            line.registrar().stored(stored.operation(), stored.result());
        } else if (input instanceof Input.PeerExited exited) {
            line.agentLoss().exited(exited.link());
        } else if (input instanceof Input.Subscribe subscribe) {
            subscription.handle(subscribe);
        } else if (input instanceof Input.StreamClosed closed) {
            line.frameworkLoss().streamClosed(closed.connection());
        } else if (input instanceof Input.OperatorCall call) {
            operatorCalls.handle(call);
        } else if (input instanceof Input.Elected) {
            recovery.elected();
        }
    }

    /** Registry first, because its results may change the cluster; then the planner hears of all changes, then it is asked. */
    private void finish() {
        line.registrar().flush();
        if (line.out().isStopped()) {
            return;
        }
        // Each request has an epoch of its own, so that of two allocators never both decide one.
        if (!line.feed().isEmpty() || line.planning().asks()) {
            line.out().add(new Output.TellPlanner(line.clock().epoch(), line.feed().take()));
        }
        line.planning().ask();
        line.timers().arm();
    }

    /**
     * Checks every invariant of the whole state: for simulations, it costs as much as the cluster is large.
     *
     * @throws Breach naming the first that does not hold
     */
    public void verify() {
        Invariants.verify(line);
    }
}
