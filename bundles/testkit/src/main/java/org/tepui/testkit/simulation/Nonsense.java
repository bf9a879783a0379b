package org.tepui.testkit.simulation;

import com.google.protobuf.ByteString;
import org.tepui.protocol.mesos.FrameworkID;
import org.tepui.protocol.mesos.Offer;
import org.tepui.protocol.mesos.OfferID;
import org.tepui.protocol.mesos.SlaveID;
import org.tepui.protocol.mesos.TaskID;
import org.tepui.protocol.mesos.scheduler.Call;

/** Calls that are stale, meant for others, or make no sense: each has to be answered, and must change nothing that is not the caller's. */
final class Nonsense {

    private static final int KINDS = 14;

    private final World world;
    private final Simulation simulation;

    Nonsense(World world, Simulation simulation) {
        this.world = world;
        this.simulation = simulation;
    }

    /** One that comes without the id of its framework, unless its point is another id. */
    Call.Builder next() {
        return switch (world.pick(KINDS)) {
            case 0 -> decline(stale());
            case 1 -> accept(stale());
            case 2 -> decline(foreign());
            case 3 -> accept(foreign());
            case 4 -> accept(foreign(), stale());
            case 5 -> {
                OfferID twice = foreign();
                yield accept(twice, twice);
            }
            case 6 -> accept();
            case 7 -> Call.newBuilder().setType(Call.Type.KILL).setKill(Call.Kill.newBuilder().setTaskId(task("never")));
            case 8 -> Call.newBuilder().setType(Call.Type.ACKNOWLEDGE).setAcknowledge(Call.Acknowledge.newBuilder()
                    .setSlaveId(agent("never")).setTaskId(task("never")).setUuid(ByteString.copyFrom(new byte[16])));
            case 9 -> Call.newBuilder().setType(Call.Type.REVIVE).setRevive(Call.Revive.newBuilder().addRoles("strangers"));
            case 10 -> Call.newBuilder().setType(Call.Type.SUPPRESS).setSuppress(Call.Suppress.newBuilder().addRoles("not/../ok"));
            case 11 -> Call.newBuilder().setType(Call.Type.ACCEPT);
            case 12 -> Call.newBuilder().setType(Call.Type.REVIVE).setFrameworkId(FrameworkID.newBuilder().setValue("nobody"));
            default -> Call.newBuilder().setType(Call.Type.RECONCILE).setReconcile(Call.Reconcile.newBuilder().addTasks(
                    Call.Reconcile.Task.newBuilder().setTaskId(task("never")).setSlaveId(agent("never"))));
        };
    }

    private OfferID stale() {
        return offer("m1-O" + world.pick(200));
    }

    /** Most likely an outstanding one of another framework. */
    private OfferID foreign() {
        return offer(simulation.anyOffer().orElse("m1-O1"));
    }

    private static Call.Builder decline(OfferID... offers) {
        Call.Decline.Builder decline = Call.Decline.newBuilder();
        for (OfferID offer : offers) {
            decline.addOfferIds(offer);
        }
        return Call.newBuilder().setType(Call.Type.DECLINE).setDecline(decline);
    }

    private static Call.Builder accept(OfferID... offers) {
        Call.Accept.Builder accept = Call.Accept.newBuilder();
        for (OfferID offer : offers) {
            accept.addOfferIds(offer);
        }
        return Call.newBuilder().setType(Call.Type.ACCEPT).setAccept(accept.addOperations(Offer.Operation.newBuilder()
                .setType(Offer.Operation.Type.LAUNCH).setLaunch(Offer.Operation.Launch.getDefaultInstance())));
    }

    private static OfferID offer(String id) {
        return OfferID.newBuilder().setValue(id).build();
    }

    private static TaskID task(String id) {
        return TaskID.newBuilder().setValue(id).build();
    }

    private static SlaveID agent(String id) {
        return SlaveID.newBuilder().setValue(id).build();
    }
}
