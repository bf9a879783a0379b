package org.tepui.execute.scheduler;

import java.util.List;
import org.tepui.protocol.mesos.Filters;
import org.tepui.protocol.mesos.FrameworkID;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.Offer;
import org.tepui.protocol.mesos.SlaveID;
import org.tepui.protocol.mesos.TaskID;
import org.tepui.protocol.mesos.TaskInfo;
import org.tepui.protocol.mesos.TaskStatus;
import org.tepui.protocol.mesos.scheduler.Call;

/** Makes calls. */
public final class Calls {

    private Calls() {
    }

    public static Call subscribe(FrameworkInfo framework) {
        Call.Builder call = Call.newBuilder().setType(Call.Type.SUBSCRIBE)
            .setSubscribe(Call.Subscribe.newBuilder().setFrameworkInfo(framework));
        if (framework.hasId()) {
            call.setFrameworkId(framework.getId());
        }
        return call.build();
    }

    private static Call.Builder of(FrameworkID framework, Call.Type type) {
        return Call.newBuilder().setFrameworkId(framework).setType(type);
    }

    /** @param refuseSeconds how long the rest of the offer shall not be offered again */
    public static Call launch(FrameworkID framework, Offer offer, TaskInfo task, double refuseSeconds) {
        return of(framework, Call.Type.ACCEPT)
            .setAccept(Call.Accept.newBuilder()
                .addOfferIds(offer.getId())
                .addOperations(Offer.Operation.newBuilder().setType(Offer.Operation.Type.LAUNCH)
                    .setLaunch(Offer.Operation.Launch.newBuilder().addTaskInfos(task)))
                .setFilters(Filters.newBuilder().setRefuseSeconds(refuseSeconds)))
            .build();
    }

    public static Call decline(FrameworkID framework, List<Offer> offers, double refuseSeconds) {
        Call.Decline.Builder decline = Call.Decline.newBuilder().setFilters(Filters.newBuilder().setRefuseSeconds(refuseSeconds));
        offers.forEach(offer -> decline.addOfferIds(offer.getId()));
        return of(framework, Call.Type.DECLINE).setDecline(decline).build();
    }

    public static Call suppress(FrameworkID framework) {
        return of(framework, Call.Type.SUPPRESS).build();
    }

    public static Call revive(FrameworkID framework) {
        return of(framework, Call.Type.REVIVE).build();
    }

    public static Call acknowledge(FrameworkID framework, TaskStatus status) {
        return of(framework, Call.Type.ACKNOWLEDGE)
            .setAcknowledge(Call.Acknowledge.newBuilder()
                .setSlaveId(status.getSlaveId())
                .setTaskId(status.getTaskId())
                .setUuid(status.getUuid()))
            .build();
    }

    public static Call kill(FrameworkID framework, String task, SlaveID agent) {
        return of(framework, Call.Type.KILL)
            .setKill(Call.Kill.newBuilder().setTaskId(TaskID.newBuilder().setValue(task)).setSlaveId(agent))
            .build();
    }

    public static Call reconcile(FrameworkID framework, String task, SlaveID agent) {
        return of(framework, Call.Type.RECONCILE)
            .setReconcile(Call.Reconcile.newBuilder()
                .addTasks(Call.Reconcile.Task.newBuilder().setTaskId(TaskID.newBuilder().setValue(task)).setSlaveId(agent)))
            .build();
    }

    public static Call teardown(FrameworkID framework) {
        return of(framework, Call.Type.TEARDOWN).build();
    }
}
