package org.tepui.core.line;

import java.util.ArrayList;
import java.util.List;
import org.tepui.api.resource.Attribute;
import org.tepui.api.resource.Attributes;
import org.tepui.api.resource.ReservationFields;
import org.tepui.api.resource.ResourceException;
import org.tepui.api.resource.Resources;
import org.tepui.core.agents.Agent;
import org.tepui.protocol.mesos.Resource;
import org.tepui.protocol.mesos.SlaveInfo;
import org.tepui.protocol.resource.AttributeCodec;
import org.tepui.protocol.resource.InvalidResources;
import org.tepui.protocol.resource.ResourceCodec;

/** Resources and attributes between messages and values, in the format that a peer knows. */
public final class Forms {

    private Forms() {
    }

    /**
     * The sum of the list, from either format of reservations.
     *
     * @throws ResourceException at the first that is invalid
     */
    public static Resources read(List<Resource> list) {
        try {
            return ResourceCodec.fromProto(list);
        } catch (InvalidResources e) {
            throw ResourceException.of(e.code(), e.getMessage());
        }
    }

    /** In the format of the master's own: a list of reservations. */
    public static List<Resource> write(Resources resources) {
        return write(resources, ReservationFields.Format.POST_REFINEMENT);
    }

    /** In the older format: role and reservation. @throws ResourceException for refined reservations */
    public static List<Resource> writeOlder(Resources resources) {
        return write(resources, ReservationFields.Format.PRE_REFINEMENT);
    }

    private static List<Resource> write(Resources resources, ReservationFields.Format format) {
        return ResourceCodec.toProto(resources, format);
    }

    /** In the format that the agent knows. */
    public static List<Resource> writeFor(Agent agent, Resources resources) {
        return agent.can(SlaveInfo.Capability.Type.RESERVATION_REFINEMENT) ? write(resources) : writeOlderIfPossible(resources);
    }

    /** As it goes to the registry: the older format, unless a refined reservation stands against it. */
    public static SlaveInfo downgrade(SlaveInfo info) {
        return info.toBuilder().clearResources().addAllResources(writeOlderIfPossible(read(info.getResourcesList()))).build();
    }

    /** As it comes from the registry. @throws ResourceException when the resources are invalid */
    public static SlaveInfo upgrade(SlaveInfo info) {
        return info.toBuilder().clearResources().addAllResources(write(read(info.getResourcesList()))).build();
    }

    private static List<Resource> writeOlderIfPossible(Resources resources) {
        for (org.tepui.api.resource.Resource resource : resources) {
            if (resource.hasRefinedReservations()) {
                return write(resources);
            }
        }
        return writeOlder(resources);
    }

    /** What can't be read as an attribute is left out: nothing can be asked of it. */
    public static Attributes readAttributes(List<org.tepui.protocol.mesos.Attribute> list) {
        List<Attribute> attributes = new ArrayList<>(list.size());
        for (org.tepui.protocol.mesos.Attribute message : list) {
            try {
                AttributeCodec.fromProto(List.of(message)).forEach(attributes::add);
            } catch (InvalidResources unusable) {
                continue;
            }
        }
        return Attributes.of(attributes);
    }
}
