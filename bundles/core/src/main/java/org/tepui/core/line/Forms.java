package org.tepui.core.line;

import java.util.ArrayList;
import java.util.List;
import org.tepui.api.resource.Attribute;
import org.tepui.api.resource.Attributes;
import org.tepui.api.resource.ReservationFields;
import org.tepui.api.resource.ResourceException;
import org.tepui.api.resource.Resources;
import org.tepui.api.resource.ScalarValue;
import org.tepui.api.resource.TextValue;
import org.tepui.core.agents.Agent;
import org.tepui.protocol.mesos.Resource;
import org.tepui.protocol.mesos.SlaveInfo;

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
        List<org.tepui.api.resource.Resource> resources = new ArrayList<>(list.size());
        for (Resource message : list) {
            try {
                resources.add(ResourceForm.read(message));
            } catch (ResourceException e) {
                throw e.prefixed("Resource '" + ResourceForm.describe(message) + "' is invalid: ");
            }
        }
        return Resources.of(resources);
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
        List<Resource> list = new ArrayList<>(resources.size());
        for (int i = 0; i < resources.size(); i++) {
            Resource message = ResourceForm.write(resources.get(i), format);
            for (int copy = 0; copy < resources.copies(i); copy++) {
                list.add(message);
            }
        }
        return list;
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
                switch (message.getType()) {
                    case SCALAR -> attributes.add(Attribute.of(message.getName(), ScalarValue.unchecked(message.getScalar().getValue())));
                    case RANGES -> attributes.add(Attribute.of(message.getName(), ResourceForm.ranges(message.getRanges())));
                    case TEXT -> attributes.add(Attribute.of(message.getName(), TextValue.of(message.getText().getValue())));
                    case SET -> { }
                }
            } catch (ResourceException unusable) {
                continue;
            }
        }
        return Attributes.of(attributes);
    }
}
