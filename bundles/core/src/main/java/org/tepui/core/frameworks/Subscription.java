package org.tepui.core.frameworks;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tepui.core.agents.Agent;
import org.tepui.core.line.Input;
import org.tepui.core.line.Line;
import org.tepui.core.line.MasterConfig;
import org.tepui.core.line.Output;
import org.tepui.core.offers.OfferEntry;
import org.tepui.core.snapshot.Counter;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.scheduler.Call;
import org.tepui.protocol.mesos.scheduler.Event;

/** SUBSCRIBE over HTTP. Refusals come on the stream as an ERROR event and its end. */
public class Subscription {

    private static final Event HEARTBEAT = Event.newBuilder().setType(Event.Type.HEARTBEAT).build();
    private static final long HEARTBEAT_NANOS = (long) (MasterConfig.HEARTBEAT_SECONDS * 1e9);

    private final Line line;

    public Subscription(Line line) {
        this.line = line;
    }

    public void handle(Input.Subscribe input) {
        if (!line.isLeading()) {
            line.out().reply(input.connection(), 503, "Master has not finished recovery");
            return;
        }
        if (!input.call().hasSubscribe() || !input.call().isInitialized()) {
            line.out().reply(input.connection(), 400, "Failed to validate scheduler::Call: Expecting 'subscribe' to be present");
            return;
        }
        Call.Subscribe call = input.call().getSubscribe();
        FrameworkInfo info = call.getFrameworkInfo();
        boolean known = !info.getId().getValue().isEmpty();
        line.tally().count(known ? Counter.MESSAGES_REREGISTER_FRAMEWORK : Counter.MESSAGES_REGISTER_FRAMEWORK);
        String streamId = line.ids().uuid();
        line.out().add(new Output.OpenStream(input.connection(), streamId));
        if (!info.hasPrincipal() && input.principal().isPresent()) {
            info = info.toBuilder().setPrincipal(input.principal().get()).build();
        }
        FrameworkInfo given = info;
        List<String> suppressed = List.copyOf(new TreeSet<>(call.getSuppressedRolesList()));
        Optional<String> error = check(info, suppressed, call).or(() -> authorization(input, given));
        if (error.isPresent()) {
            refuse(input.connection(), error.get());
        } else if (known) {
            resubscribe(input.connection(), streamId, info, suppressed);
        } else {
            subscribe(input.connection(), streamId, info, suppressed);
        }
    }

    private Optional<String> check(FrameworkInfo info, List<String> suppressed, Call.Subscribe call) {
        return FrameworkRules.check(info).or(() -> admission(info)).or(() -> FrameworkRules.suppressed(info, suppressed))
                .or(() -> constraints(info, call));
    }

    private static Optional<String> authorization(Input.Subscribe input, FrameworkInfo info) {
        return input.verdicts().allows(0) ? Optional.empty() : Optional.of(FrameworkRules.unauthorized(info));
    }

    private Optional<String> admission(FrameworkInfo info) {
        if (line.config().roles().isPresent()) {
            SortedSet<String> strangers = new TreeSet<>(FrameworkRules.rolesOf(info));
            strangers.removeAll(new TreeSet<>(line.config().roles().get()));
            if (!strangers.isEmpty()) {
                return Optional.of("Roles " + FrameworkRules.set(strangers) + " are not present in the master's --roles");
            }
        }
        if (info.getUser().equals("root") && !line.config().rootSubmissions()) {
            return Optional.of("User 'root' is not allowed to run frameworks without --root_submissions set");
        }
        if (line.frameworks().isCompleted(info.getId().getValue())) {
            return Optional.of("Framework has been removed");
        }
        return line.frameworks().get(info.getId().getValue()) == null ? line.frameworkDesk().room(info) : Optional.empty();
    }

    /** Constraints are not built: a framework that counts on them must not get what it does not want. */
    private static Optional<String> constraints(FrameworkInfo info, Call.Subscribe call) {
        for (String role : new TreeSet<>(call.getOfferConstraints().getRoleConstraintsMap().keySet())) {
            if (!FrameworkRules.rolesOf(info).contains(role)) {
                return Optional.of("Offer constraints specify `role_constraints` for a role '" + role + "'not contained in the set of roles");
            }
            return Optional.of("Offer constraints are not supported by this master; subscribe without them");
        }
        return Optional.empty();
    }

    private void refuse(long connection, String why) {
        line.out().warning("Refusing the subscription of a framework: " + why);
        line.out().emit(connection, error(why));
        line.out().add(new Output.EndStream(connection));
    }

    static Event error(String message) {
        return Event.newBuilder().setType(Event.Type.ERROR).setError(Event.Error.newBuilder().setMessage(message)).build();
    }

    private void subscribe(long connection, String streamId, FrameworkInfo info, List<String> suppressed) {
        Framework framework = line.frameworkDesk().create(info);
        framework.suppressed.addAll(suppressed);
        line.out().info("Subscribing framework " + framework);
        connect(framework, connection, streamId);
    }

    private void resubscribe(long connection, String streamId, FrameworkInfo info, List<String> suppressed) {
        String id = info.getId().getValue();
        Framework framework = line.frameworks().get(id);
        if (framework == null) {
            framework = line.frameworkDesk().recover(info);
            if (framework == null) {
                refuse(connection, "Framework can't be added");
                return;
            }
        } else if (!framework.info.getPrincipal().equals(info.getPrincipal())) {
            refuse(connection, "Changing framework's principal is not allowed.");
            return;
        }
        line.out().info("Subscribing framework " + framework + " again, it was " + framework.state);
        if (framework.isConnected()) {
            failOver(framework);
        }
        line.frameworkDesk().renew(framework, keepFixed(framework, info), suppressed);
        connect(framework, connection, streamId);
        for (Agent agent : line.agents().all()) {
            line.out().send(agent.pid, line.frameworkDesk().updateMessage(framework));
        }
    }

    /** The old stream is told and closed; offers are taken back without a word, the new scheduler never had them. */
    protected void failOver(Framework framework) {
        line.out().emit(framework.connection, error("Framework failed over"));
        line.out().add(new Output.EndStream(framework.connection));
        for (OfferEntry offer : List.copyOf(framework.offers.values())) {
            line.offers().takeBack(offer);
        }
    }

    private FrameworkInfo keepFixed(Framework framework, FrameworkInfo info) {
        FrameworkInfo old = framework.info;
        if (!old.getUser().equals(info.getUser()) || old.getCheckpoint() != info.getCheckpoint()) {
            line.out().warning("Framework " + framework + " can't change user or checkpoint: the old values stay");
        }
        return info.toBuilder().setUser(old.getUser()).setCheckpoint(old.getCheckpoint()).build();
    }

    private void connect(Framework framework, long connection, String streamId) {
        double now = line.clock().seconds();
        if (framework.registeredTime == 0) {
            framework.registeredTime = now;
        }
        framework.reregisteredTime = now;
        framework.incarnation++;
        framework.state = Framework.State.CONNECTED;
        framework.active = true;
        framework.streamId = streamId;
        line.frameworks().connect(framework, connection);
        line.frameworkDesk().changed(framework);
        line.out().emit(connection, Event.newBuilder().setType(Event.Type.SUBSCRIBED).setSubscribed(Event.Subscribed.newBuilder()
                .setFrameworkId(framework.protoId()).setHeartbeatIntervalSeconds(MasterConfig.HEARTBEAT_SECONDS)
                .setMasterInfo(line.config().info())).build());
        beat(framework);
        line.planning().wantAll();
    }

    private void beat(Framework framework) {
        line.timers().cancel(framework.heartbeatTimer);
        line.out().emit(framework.connection, HEARTBEAT);
        String id = framework.id;
        long incarnation = framework.incarnation;
        framework.heartbeatTimer = line.timers().after(HEARTBEAT_NANOS, () -> beatAgain(id, incarnation));
    }

    private void beatAgain(String id, long incarnation) {
        Framework framework = line.frameworks().get(id);
        if (framework != null && framework.incarnation == incarnation && framework.isConnected()) {
            beat(framework);
        }
    }
}
