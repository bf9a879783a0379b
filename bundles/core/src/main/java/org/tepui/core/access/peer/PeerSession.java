package org.tepui.core.access.peer;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.tepui.api.authentication.Authenticator;
import org.tepui.api.authentication.Step;
import org.tepui.api.module.ModuleKind;
import org.tepui.core.access.AccessCounters;
import org.tepui.core.access.FaultLog;
import org.tepui.core.guard.Guard;
import org.tepui.protocol.libprocess.Port;
import org.tepui.protocol.libprocess.ProcessHandler;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.internal.AuthenticationCompletedMessage;
import org.tepui.protocol.mesos.internal.AuthenticationErrorMessage;
import org.tepui.protocol.mesos.internal.AuthenticationFailedMessage;
import org.tepui.protocol.mesos.internal.AuthenticationMechanismsMessage;
import org.tepui.protocol.mesos.internal.AuthenticationStartMessage;
import org.tepui.protocol.mesos.internal.AuthenticationStepMessage;

/**
 * One exchange with one peer, under a process id that nobody else knows. A message at the wrong time ends it with an error; a message of
 * another sender is ignored, so that nobody can end the exchange of somebody else.
 */
final class PeerSession implements ProcessHandler {

    private static final String START = AuthenticationStartMessage.getDescriptor().getFullName();
    private static final String STEP = AuthenticationStepMessage.getDescriptor().getFullName();

    /** Longest data of a message; mechanisms with tickets need some kilobytes. */
    private static final int DATA_BYTES_MAX = 64 * 1024;
    /** Steps of one exchange; no mechanism needs more than a few. */
    private static final int STEPS_MAX = 16;

    private enum State { STARTING, STEPPING, ASKING, OVER }

    /** What a session is given. */
    record Means(Port port, Guard guard, AccessCounters counters, FaultLog log) { }

    /** Told once how it ended. */
    interface End {

        /** @param principal empty: it did not pass @param farewell to the peer, to be sent once the outcome is known here */
        void ended(PeerSession session, Optional<String> principal, Runnable farewell);
    }

    private final String id;
    private final Upid authenticatee;
    private final Upid pid;
    private final String name;
    private final Authenticator authenticator;
    private final Means means;
    private final End end;
    private State state = State.STARTING;
    private Authenticator.Session exchange;
    private int steps;

    /**
     * @param id process id of the session
     * @param authenticatee process of the peer that speaks for the pid
     * @param pid who is to be authenticated
     * @param name of the authenticator, for log lines
     */
    PeerSession(String id, Upid authenticatee, Upid pid, String name, Authenticator authenticator, Means means, End end) {
        this.id = id;
        this.authenticatee = authenticatee;
        this.pid = pid;
        this.name = name;
        this.authenticator = authenticator;
        this.means = means;
        this.end = end;
    }

    String id() {
        return id;
    }

    Upid pid() {
        return pid;
    }

    /** Tells the peer what it can choose from. */
    void begin() {
        ask("mechanisms", () -> completed(authenticator.mechanisms()), this::offer);
    }

    private synchronized void offer(List<String> mechanisms) {
        if (state == State.STARTING) {
            send(AuthenticationMechanismsMessage.newBuilder().addAllMechanisms(mechanisms).build());
        }
    }

    /** Another authenticator decides from now on: the peer has to begin anew. */
    void replaced() {
        error("The authenticator was changed, try again");
    }

    /** Ends it without a word: time is up, the peer is gone, or it began anew. */
    synchronized void discard() {
        state = State.OVER;
    }

    @Override
    public void message(Upid from, String to, String message, byte[] body, String peer) {
        if (!from.equals(authenticatee)) {
            means.counters().count(AccessCounters.Peer.REFUSED_MESSAGES);
            return;
        }
        try {
            if (message.equals(START)) {
                AuthenticationStartMessage start = AuthenticationStartMessage.parseFrom(body);
                proceed(State.STARTING, "start", start.getMechanism(), start.getData());
            } else if (message.equals(STEP)) {
                proceed(State.STEPPING, "step", "", AuthenticationStepMessage.parseFrom(body).getData());
            } else {
                means.counters().count(AccessCounters.Peer.REFUSED_MESSAGES);
            }
        } catch (InvalidProtocolBufferException e) {
            error("the message " + message + " cannot be read");
        }
    }

    private void proceed(State expected, String what, String mechanism, ByteString data) {
        synchronized (this) {
            if (state == State.OVER) {
                return;
            }
            if (state == expected && data.size() <= DATA_BYTES_MAX && ++steps <= STEPS_MAX) {
                state = State.ASKING;
                ask("step", () -> completed(step(mechanism, data.toByteArray())), this::answer);
                return;
            }
        }
        error("Unexpected authentication '" + what + "' received");
    }

    /** On a guarded thread: steps of one session never run at once, for the next message is refused meanwhile. */
    private Step step(String mechanism, byte[] data) {
        if (exchange == null) {
            exchange = authenticator.open(mechanism, pid.toString());
        }
        return exchange.step(data);
    }

    /** Null is no stage with an answer. */
    private static <T> CompletionStage<T> completed(T value) {
        return CompletableFuture.completedFuture(value);
    }

    private <T> void ask(String doing, Supplier<CompletionStage<T>> question, java.util.function.Consumer<T> answer) {
        means.guard().call(means.guard().module(ModuleKind.AUTHENTICATOR, name), doing, pid, question).whenComplete((value, failure) -> {
            if (failure != null) {
                means.log().report("Authenticator " + name, failure, "the exchange with " + FaultLog.printable(pid.toString()) + " ends");
                error("The authenticator failed");
            } else {
                answer.accept(value);
            }
        });
    }

    private void answer(Step step) {
        if (step.kind() == Step.Kind.COMPLETED && step.principal().filter(who -> !who.isEmpty()).isEmpty()) {
            error("The authenticator named no principal");
            return;
        }
        Optional<String> principal;
        Message message;
        synchronized (this) {
            if (state == State.OVER) {
                return;
            }
            if (step.kind() == Step.Kind.CONTINUE) {
                state = State.STEPPING;
                send(AuthenticationStepMessage.newBuilder().setData(ByteString.copyFrom(step.data())).build());
                return;
            }
            state = State.OVER;
            principal = step.principal();
            message = principal.isPresent() ? AuthenticationCompletedMessage.getDefaultInstance()
                    : AuthenticationFailedMessage.getDefaultInstance();
        }
        means.counters().count(principal.isPresent() ? AccessCounters.Peer.COMPLETED : AccessCounters.Peer.FAILED);
        end.ended(this, principal, () -> send(message));
    }

    private void error(String text) {
        synchronized (this) {
            if (state == State.OVER) {
                return;
            }
            state = State.OVER;
        }
        means.counters().count(AccessCounters.Peer.ERRORS);
        end.ended(this, Optional.empty(), () -> send(AuthenticationErrorMessage.newBuilder().setError(text).build()));
    }

    private void send(Message message) {
        means.port().send(id, authenticatee, message.getDescriptorForType().getFullName(), message.toByteArray());
    }

    @Override
    public void exited(Upid peer, long incarnation) {
        // The link is the authenticator's, which ends this session.
    }
}
