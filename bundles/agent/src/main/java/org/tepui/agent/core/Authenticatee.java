package org.tepui.agent.core;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.protocol.libprocess.Upid;
import org.tepui.protocol.mesos.internal.AuthenticateMessage;
import org.tepui.protocol.mesos.internal.AuthenticationCompletedMessage;
import org.tepui.protocol.mesos.internal.AuthenticationErrorMessage;
import org.tepui.protocol.mesos.internal.AuthenticationFailedMessage;
import org.tepui.protocol.mesos.internal.AuthenticationMechanismsMessage;
import org.tepui.protocol.mesos.internal.AuthenticationStartMessage;
import org.tepui.protocol.mesos.internal.AuthenticationStepMessage;

/** The agent's side of CRAM-MD5, one exchange at a time; an exchange that is not over in time has failed and the next may take longer. */
final class Authenticatee {

    static final String MECHANISM = "CRAM-MD5";

    private static final Logger LOG = LoggerFactory.getLogger(Authenticatee.class);

    /** What an exchange came to. */
    interface Outcome {
        void passed();

        /** The master does not take this credential. */
        void refused();

        /** No answer, or the fault of somebody else: to be tried again after that time. */
        void again(Duration wait);
    }

    private enum State { IDLE, ASKED, STARTED, ANSWERED }

    private final Login login;
    private final Upid agent;
    private final Timeline timeline;
    private final Outcome outcome;
    private State state = State.IDLE;
    private Upid master = Upid.EMPTY;
    private Upid session = Upid.EMPTY;
    private Duration timeout;
    private Timeline.Cancel timer = () -> { };

    Authenticatee(Login login, Upid agent, Timeline timeline, Outcome outcome) {
        this.login = login;
        this.agent = agent;
        this.timeline = timeline;
        this.outcome = outcome;
        this.timeout = login.timeoutMin();
    }

    void begin(Upid newMaster) {
        cancel();
        master = newMaster;
        state = State.ASKED;
        LOG.info("Authenticating with {} as '{}'", master, login.credential().principal());
        login.outlet().send(master, AuthenticateMessage.newBuilder().setPid(agent.toString()).build());
        timer = timeline.after(timeout, () -> {
            LOG.warn("Authentication was not over within {} s", timeout.toMillis() / 1000.0);
            Duration twice = timeout.multipliedBy(2);
            timeout = twice.compareTo(login.timeoutMax()) > 0 ? login.timeoutMax() : twice;
            end();
            outcome.again(Duration.ZERO);
        });
    }

    boolean isBusy() {
        return state != State.IDLE;
    }

    void cancel() {
        end();
    }

    private void end() {
        timer.cancel();
        state = State.IDLE;
        session = Upid.EMPTY;
    }

    /** A message to the process of {@link Login#outlet()}. What does not belong to the exchange is ignored. */
    void message(Upid from, String name, byte[] body) {
        try {
            if (state == State.ASKED && from.address().equals(master.address())) {
                asked(from, name, body);
            } else if (isBusy() && from.equals(session)) {
                inSession(name, body);
            } else {
                LOG.info("{} from {} is ignored: it belongs to no exchange that runs", name, from);
            }
        } catch (InvalidProtocolBufferException e) {
            LOG.warn("{} from {} cannot be read and is ignored", name, from);
        }
    }

    private void asked(Upid from, String name, byte[] body) throws InvalidProtocolBufferException {
        if (is(name, AuthenticationErrorMessage.getDescriptor())) {
            fault(AuthenticationErrorMessage.parseFrom(body).getError());
        } else if (is(name, AuthenticationMechanismsMessage.getDescriptor())) {
            if (!AuthenticationMechanismsMessage.parseFrom(body).getMechanismsList().contains(MECHANISM)) {
                fault("it does not offer " + MECHANISM);
                return;
            }
            session = from;
            state = State.STARTED;
            login.outlet().send(session, AuthenticationStartMessage.newBuilder().setMechanism(MECHANISM).setData(ByteString.EMPTY).build());
        }
    }

    private void inSession(String name, byte[] body) throws InvalidProtocolBufferException {
        if (is(name, AuthenticationStepMessage.getDescriptor()) && state == State.STARTED) {
            String digest = digest(AuthenticationStepMessage.parseFrom(body).getData().toByteArray());
            state = State.ANSWERED;
            login.outlet().send(session, AuthenticationStepMessage.newBuilder()
                .setData(ByteString.copyFromUtf8(login.credential().principal() + " " + digest)).build());
        } else if (is(name, AuthenticationCompletedMessage.getDescriptor()) && state == State.ANSWERED) {
            LOG.info("Authenticated with {}", master);
            timeout = login.timeoutMin();
            end();
            outcome.passed();
        } else if (is(name, AuthenticationFailedMessage.getDescriptor())) {
            end();
            outcome.refused();
        } else if (is(name, AuthenticationErrorMessage.getDescriptor())) {
            fault(AuthenticationErrorMessage.parseFrom(body).getError());
        }
    }

    private void fault(String error) {
        LOG.warn("The master could not authenticate this agent: {}", error.replaceAll("\\p{Cntrl}", "?"));
        end();
        outcome.again(login.backoff());
    }

    private static boolean is(String name, com.google.protobuf.Descriptors.Descriptor message) {
        return name.equals(message.getFullName());
    }

    private String digest(byte[] challenge) {
        try {
            Mac mac = Mac.getInstance("HmacMD5");
            mac.init(new SecretKeySpec(login.credential().secret().getBytes(StandardCharsets.UTF_8), "HmacMD5"));
            return HexFormat.of().formatHex(mac.doFinal(challenge));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HmacMD5, which CRAM-MD5 needs", e);
        }
    }
}
