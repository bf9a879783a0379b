package org.tepui.core.line;

import com.google.protobuf.Message;
import java.util.List;
import java.util.Optional;
import org.tepui.api.planner.Change;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.SlaveInfo;
import org.tepui.protocol.mesos.scheduler.Event;

/** What the master wants done, in order. The runtime carries outputs of a batch out after the batch's snapshot is published. */
public sealed interface Output {

    /** A libprocess message from a local process ({@code master}, {@code slave-observer(N)}). */
    record Send(String from, Upid to, Message message) implements Output { }

    /** Link to a peer; its end comes back as {@link Input.PeerExited} with this number. Numbers are never used twice. */
    record Link(Upid peer, long link) implements Output { }

    record Unlink(Upid peer, long link) implements Output { }

    /** Whole answer to an HTTP request: {@code text/plain} body, empty for none. */
    record Reply(long request, int status, String text) implements Output { }

    /** 200 with {@code Mesos-Stream-Id} to the SUBSCRIBE on this connection; the stream stays open. */
    record OpenStream(long connection, String streamId) implements Output { }

    /** One event on a stream, encoded behind the line in the form that the scheduler asked for. */
    record Emit(long connection, Event event) implements Output { }

    record EndStream(long connection) implements Output { }

    /** Reads all variables of the registry; answered by {@link Input.Stored}. */
    record Scan(long operation, String prefix) implements Output { }

    /** Writes one batch; answered by {@link Input.Stored}. At most one Scan or Store is outstanding. */
    record Store(long operation, List<org.tepui.api.registry.Change> changes) implements Output { }

    record SetTimer(long timer, long delayNanos) implements Output { }

    record CancelTimer(long timer) implements Output { }

    /** Changes of this epoch for the planner, in order. */
    record TellPlanner(long epoch, List<Change> changes) implements Output { }

    /** Asks for a plan; empty agents: all active ones. Answered by {@link Input.Planned} or {@link Input.PlanFailed}. */
    record AskPlanner(List<Integer> agents, long seed) implements Output { }

    /** An agent was removed or marked unreachable: told to hooks behind the line. Comes with the lost notices. */
    record AgentLost(SlaveInfo agent) implements Output {

        @Override
        public String toString() {
            return "AgentLost[" + agent.getId().getValue() + "]";
        }
    }

    /** The plan of that epoch is not taken, since an entry broke a rule at its epoch: the fault of whoever made it. */
    record PlanRefused(long epoch, String reason) implements Output { }

    record Log(Level level, String text) implements Output { }

    /** The master must stop leading (Mesos: exit with status 1): one line why. Nothing follows. */
    record StopLeading(String reason, Optional<Throwable> evidence) implements Output { }

    /** Severity of a log line. */
    enum Level { INFO, WARNING, ERROR }
}
