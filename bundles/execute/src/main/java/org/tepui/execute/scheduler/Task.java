package org.tepui.execute.scheduler;

import java.util.List;
import java.util.Optional;
import org.tepui.api.resource.Resources;
import org.tepui.api.resource.ReservationFields.Format;
import org.tepui.protocol.mesos.CommandInfo;
import org.tepui.protocol.mesos.Offer;
import org.tepui.protocol.mesos.Resource;
import org.tepui.protocol.mesos.TaskID;
import org.tepui.protocol.mesos.TaskInfo;
import org.tepui.protocol.resource.InvalidResources;
import org.tepui.protocol.resource.ResourceCodec;

/**
 * The task that is wanted.
 *
 * @param name also its id
 * @param resources what it needs, without reservations
 */
public record Task(String name, CommandInfo command, Resources resources) {

    /** The task on the offer's agent, or empty when the offer is too small. @throws InvalidResources for an offer that is not valid */
    public Optional<TaskInfo> on(Offer offer) throws InvalidResources {
        Resources offered = ResourceCodec.fromProto(offer.getResourcesList()).nonRevocable();
        Optional<Resources> found = offered.find(resources);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        List<Resource> wire = ResourceCodec.toProto(found.get(), Format.POST_REFINEMENT);
        return Optional.of(TaskInfo.newBuilder()
            .setName(name)
            .setTaskId(TaskID.newBuilder().setValue(name))
            .setSlaveId(offer.getSlaveId())
            .addAllResources(wire)
            .setCommand(command)
            .build());
    }
}
