package org.tepui.core.line;

import com.google.protobuf.Message;
import java.util.Optional;
import org.tepui.api.allocator.Plan;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.scheduler.Call;

/** What can happen to the master. Everything from outside is a value: an input never makes the line throw. */
public sealed interface Input {

    /**
     * A decoded libprocess message to {@code to} ({@code master}, or {@code slave-observer(N)} for pongs).
     *
     * @param principal with which the sender has authenticated; given with (re-)registrations
     */
    record AgentMessage(Upid from, String to, Message message, Optional<String> principal, Verdicts verdicts) implements Input {

        public AgentMessage(Upid from, String to, Message message) {
            this(from, to, message, Optional.empty());
        }

        public AgentMessage(Upid from, String to, Message message, Optional<String> principal) {
            this(from, to, message, principal, Verdicts.NOT_ASKED);
        }
    }

    /** The link that {@link Output.Link} asked for under this number is broken. */
    record PeerExited(Upid peer, long link) implements Input { }

    /**
     * SUBSCRIBE on a new connection. The answer is {@link Output.OpenStream} or {@link Output.Reply} with the same number.
     *
     * @param connection number of the HTTP request, unique for the life of the process; names the stream from then on
     * @param principal authenticated principal
     */
    record Subscribe(long connection, Optional<String> principal, Call call, Verdicts verdicts) implements Input {

        public Subscribe(long connection, Optional<String> principal, Call call) {
            this(connection, principal, call, Verdicts.NOT_ASKED);
        }
    }

    /** Any other scheduler call, valid in form; the answer is one {@link Output.Reply}. */
    record SchedulerCall(long request, Optional<String> streamId, Optional<String> principal, Call call, Verdicts verdicts)
            implements Input {

        public SchedulerCall(long request, Optional<String> streamId, Optional<String> principal, Call call) {
            this(request, streamId, principal, call, Verdicts.NOT_ASKED);
        }
    }

    /** The client of a stream has gone, or its stream was closed for falling behind. */
    record StreamClosed(long connection) implements Input { }

    /** A changing operator call, valid in form; the answer is one {@link Output.Reply}. Built: TEARDOWN. */
    record OperatorCall(long request, Optional<String> principal, org.tepui.protocol.mesos.master.Call call, Verdicts verdicts)
            implements Input {

        public OperatorCall(long request, Optional<String> principal, org.tepui.protocol.mesos.master.Call call) {
            this(request, principal, call, Verdicts.NOT_ASKED);
        }
    }

    /** This master leads; recovery from the registry begins. */
    record Elected() implements Input { }

    /** A storage operation ended: see {@link StoreResult}. */
    record Stored(long operation, StoreResult result) implements Input { }

    record Planned(Plan plan) implements Input { }

    record PlanFailed(long epoch, String reason) implements Input { }

    /** A timer of {@link Output.SetTimer} is due. Late and cancelled ones may still come and are ignored. */
    record TimerFired(long timer) implements Input { }

}
