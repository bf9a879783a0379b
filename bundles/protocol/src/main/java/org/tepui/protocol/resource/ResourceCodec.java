package org.tepui.protocol.resource;

import java.util.ArrayList;
import java.util.List;
import org.tepui.api.resource.ReservationFields.Format;
import org.tepui.api.resource.Resource;
import org.tepui.api.resource.ResourceError;
import org.tepui.api.resource.ResourceException;
import org.tepui.api.resource.Resources;
import org.tepui.api.resource.ResourcesBuilder;
import org.tepui.protocol.mesos.Value;

/** Resources from and to protobuf. Any reservation format is read; which one is written, the caller says. */
public final class ResourceCodec {
    /** Resources in one list. Adding up compares each with each, so a list without end would hold the master up. */
    public static final int RESOURCES_MAX = 10_000;

    private ResourceCodec() {
    }

    /**
     * One resource, upgraded.
     *
     * @throws InvalidResources with the cause alone, without the resource in front
     */
    public static Resource fromProto(org.tepui.protocol.mesos.Resource wire) throws InvalidResources {
        try {
            return ResourceReader.read(wire);
        } catch (ResourceException e) {
            throw new InvalidResources(e.code(), e.getMessage());
        }
    }

    /**
     * The sum of the list, upgraded; zero and empty resources vanish, as everywhere.
     *
     * @throws InvalidResources {@code Resource 'cpus:-1' is invalid: ...} for the first bad one
     */
    public static Resources fromProto(List<org.tepui.protocol.mesos.Resource> wire) throws InvalidResources {
        requireLimit(wire.size());
        ResourcesBuilder sum = ResourcesBuilder.empty();
        for (int i = 0; i < wire.size(); i++) {
            sum.add(fromListed(wire.get(i)));
        }
        return sum.build();
    }

    /**
     * The list as it stands, nothing added up and nothing left out: for checks that look at what was sent.
     *
     * @throws InvalidResources as {@link #fromProto(List)}
     */
    public static List<Resource> listFromProto(List<org.tepui.protocol.mesos.Resource> wire) throws InvalidResources {
        requireLimit(wire.size());
        List<Resource> list = new ArrayList<>(wire.size());
        for (int i = 0; i < wire.size(); i++) {
            list.add(fromListed(wire.get(i)));
        }
        return list;
    }

    private static void requireLimit(int size) throws InvalidResources {
        if (size > RESOURCES_MAX) {
            throw new InvalidResources(ResourceError.LIMIT_EXCEEDED,
                    size + " resources in one list, at most " + RESOURCES_MAX + " are supported");
        }
    }

    private static Resource fromListed(org.tepui.protocol.mesos.Resource wire) throws InvalidResources {
        try {
            return ResourceReader.read(wire);
        } catch (ResourceException e) {
            throw new InvalidResources(e.code(),
                    "Resource '" + RawResourceText.print(wire) + "' is invalid: " + e.getMessage());
        }
    }

    /**
     * The entries in order; a shared volume is written once.
     *
     * @throws ResourceException DOWNGRADE_REFINED for PRE_REFINEMENT of refined reservations
     */
    public static List<org.tepui.protocol.mesos.Resource> toProto(Resources resources, Format format) {
        List<org.tepui.protocol.mesos.Resource> wire = new ArrayList<>(resources.size());
        for (int i = 0; i < resources.size(); i++) {
            wire.add(ResourceWriter.write(resources.get(i), format));
        }
        return wire;
    }

    /** @throws ResourceException DOWNGRADE_REFINED for PRE_REFINEMENT of refined reservations */
    public static org.tepui.protocol.mesos.Resource toProto(Resource resource, Format format) {
        return ResourceWriter.write(resource, format);
    }

    /** Whether the list can be written in the format: PRE_REFINEMENT cannot carry refined reservations. */
    public static boolean fits(Resources resources, Format format) {
        if (format == Format.PRE_REFINEMENT) {
            for (int i = 0; i < resources.size(); i++) {
                if (resources.get(i).hasRefinedReservations()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** For readers of other messages that hold values: the wire type of ours. */
    static Value.Type wireType(org.tepui.api.resource.Value.Type type) {
        return switch (type) {
            case SCALAR -> Value.Type.SCALAR;
            case RANGES -> Value.Type.RANGES;
            case SET -> Value.Type.SET;
            case TEXT -> Value.Type.TEXT;
        };
    }

    static ResourceException invalid(ResourceError code, String message) {
        return ResourceException.of(code, message);
    }
}
