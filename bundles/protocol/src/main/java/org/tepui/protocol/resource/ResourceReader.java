package org.tepui.protocol.resource;

import static org.tepui.protocol.resource.ResourceCodec.invalid;

import java.util.ArrayList;
import java.util.List;
import org.tepui.api.resource.DiskInfo;
import org.tepui.api.resource.DiskPersistence;
import org.tepui.api.resource.DiskSource;
import org.tepui.api.resource.DiskVolume;
import org.tepui.api.resource.Reservation;
import org.tepui.api.resource.ReservationFields;
import org.tepui.api.resource.Resource;
import org.tepui.api.resource.ResourceError;
import org.tepui.api.resource.ScalarValue;
import org.tepui.api.resource.Value;
import org.tepui.protocol.mesos.Resource.ReservationInfo;
import org.tepui.protocol.mesos.Volume;

/** One resource from the wire. The order of the checks is the order in which peers are told about several errors. */
final class ResourceReader {
    private ResourceReader() {
    }

    static Resource read(org.tepui.protocol.mesos.Resource wire) {
        if (wire.getName().isEmpty()) {
            throw invalid(ResourceError.NAME_EMPTY, "Empty resource name");
        }
        if (!wire.hasType()) {
            throw invalid(ResourceError.TYPE_INVALID, "Invalid resource type");
        }
        Resource resource = Resource.of(wire.getName(), value(wire));
        if (wire.hasDisk()) {
            resource = resource.withDisk(disk(wire.getName(), wire.getDisk()));
        }
        List<Reservation> stack = reservations(wire);
        if (!stack.isEmpty()) {
            resource = resource.withReservations(stack);
        }
        if (wire.hasShared()) {
            resource = resource.withShared(true);
        }
        if (wire.hasRevocable()) {
            resource = resource.withRevocable(true);
        }
        if (wire.hasAllocationInfo() && wire.getAllocationInfo().hasRole()) {
            resource = resource.withAllocationRole(wire.getAllocationInfo().getRole());
        }
        return wire.hasProviderId() ? resource.withProviderId(wire.getProviderId().getValue()) : resource;
    }

    private static Value value(org.tepui.protocol.mesos.Resource wire) {
        boolean scalar = wire.hasScalar();
        boolean ranges = wire.hasRanges();
        boolean set = wire.hasSet();
        switch (wire.getType()) {
            case SCALAR:
                if (!scalar || ranges || set) {
                    throw invalid(ResourceError.SCALAR_MALFORMED, "Invalid scalar resource");
                }
                return ScalarValue.of(wire.getScalar().getValue());
            case RANGES:
                if (scalar || !ranges || set) {
                    throw invalid(ResourceError.RANGES_MALFORMED, "Invalid ranges resource");
                }
                return ValueWire.read(wire.getRanges());
            case SET:
                if (scalar || ranges || !set) {
                    throw invalid(ResourceError.SET_MALFORMED, "Invalid set resource");
                }
                return ValueWire.read(wire.getSet());
            default:
                throw invalid(ResourceError.TYPE_UNSUPPORTED, "Unsupported resource type");
        }
    }

    private static DiskInfo disk(String name, org.tepui.protocol.mesos.Resource.DiskInfo wire) {
        if (!name.equals("disk")) {
            // Said before anything that may be wrong inside.
            throw invalid(ResourceError.DISK_ON_OTHER_NAME, "DiskInfo should not be set for " + name + " resource");
        }
        DiskPersistence persistence = wire.hasPersistence() ? DiskPersistence.of(wire.getPersistence().getId(),
                wire.getPersistence().hasPrincipal() ? wire.getPersistence().getPrincipal() : null) : null;
        return DiskInfo.of(persistence, wire.hasVolume() ? volume(wire.getVolume()) : null,
                wire.hasSource() ? source(wire.getSource()) : null);
    }

    private static DiskVolume volume(Volume wire) {
        DiskVolume.Mode mode = wire.getMode() == Volume.Mode.RO ? DiskVolume.Mode.RO : DiskVolume.Mode.RW;
        DiskVolume volume = DiskVolume.of(mode, wire.getContainerPath(), wire.hasHostPath() ? wire.getHostPath() : null);
        if (!wire.hasImage() && !wire.hasSource() && wire.getUnknownFields().isEmpty()) {
            return volume;
        }
        return volume.withRest(wire.toBuilder().clearMode().clearContainerPath().clearHostPath().buildPartial()
                .toByteArray());
    }

    private static DiskSource source(org.tepui.protocol.mesos.Resource.DiskInfo.Source wire) {
        DiskSource source = switch (wire.getType()) {
            case PATH -> DiskSource.of(DiskSource.Type.PATH);
            case MOUNT -> DiskSource.of(DiskSource.Type.MOUNT);
            case BLOCK -> DiskSource.of(DiskSource.Type.BLOCK);
            case RAW -> DiskSource.of(DiskSource.Type.RAW);
            case UNKNOWN -> throw invalid(ResourceError.DISK_SOURCE_TYPE,
                    "Unsupported 'DiskInfo.Source.Type' in '" + RawResourceText.print(wire) + "'");
        };
        if (wire.hasMount()) {
            source = source.withMount(wire.getMount().hasRoot() ? wire.getMount().getRoot() : null);
        }
        if (wire.hasPath()) {
            source = source.withPath(wire.getPath().hasRoot() ? wire.getPath().getRoot() : null);
        }
        source = wire.hasVendor() ? source.withVendor(wire.getVendor()) : source;
        source = wire.hasId() ? source.withId(wire.getId()) : source;
        source = wire.hasMetadata() ? source.withMetadata(ValueWire.read(wire.getMetadata())) : source;
        return wire.hasProfile() ? source.withProfile(wire.getProfile()) : source;
    }

    private static List<Reservation> reservations(org.tepui.protocol.mesos.Resource wire) {
        if (!wire.hasRole() && !wire.hasReservation() && wire.getReservationsCount() == 0) {
            return List.of();
        }
        List<ReservationFields.Entry> list = new ArrayList<>(wire.getReservationsCount());
        for (ReservationInfo info : wire.getReservationsList()) {
            list.add(entry(info));
        }
        return ReservationFields.of(wire.hasRole() ? wire.getRole() : null,
                wire.hasReservation() ? entry(wire.getReservation()) : null, list).upgrade();
    }

    private static ReservationFields.Entry entry(ReservationInfo info) {
        Reservation.Type type = !info.hasType() ? null : switch (info.getType()) {
            case STATIC -> Reservation.Type.STATIC;
            case DYNAMIC -> Reservation.Type.DYNAMIC;
            case UNKNOWN -> null;
        };
        return new ReservationFields.Entry(type, type != null || !info.hasType(), info.hasRole() ? info.getRole() : null,
                info.hasPrincipal() ? info.getPrincipal() : null,
                info.hasLabels() ? ValueWire.read(info.getLabels()) : null);
    }
}
