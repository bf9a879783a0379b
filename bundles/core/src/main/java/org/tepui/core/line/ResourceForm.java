package org.tepui.core.line;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import org.tepui.api.resource.DiskInfo;
import org.tepui.api.resource.DiskPersistence;
import org.tepui.api.resource.DiskSource;
import org.tepui.api.resource.DiskVolume;
import org.tepui.api.resource.Label;
import org.tepui.api.resource.Labels;
import org.tepui.api.resource.RangesValue;
import org.tepui.api.resource.Reservation;
import org.tepui.api.resource.ReservationFields;
import org.tepui.api.resource.Resource;
import org.tepui.api.resource.ResourceError;
import org.tepui.api.resource.ResourceException;
import org.tepui.api.resource.ScalarValue;
import org.tepui.api.resource.SetValue;
import org.tepui.api.resource.Value;
import org.tepui.protocol.mesos.ResourceProviderID;
import org.tepui.protocol.mesos.Volume;

/** One resource between its message and its value. */
final class ResourceForm {

    private ResourceForm() {
    }

    /** @throws ResourceException with the text that peers know */
    static Resource read(org.tepui.protocol.mesos.Resource message) {
        Resource resource = Resource.of(requireName(message), value(message)).withReservations(reservations(message));
        if (message.hasDisk()) {
            resource = resource.withDisk(disk(message.getDisk()));
        }
        if (message.hasShared()) {
            resource = resource.withShared(true);
        }
        if (message.hasRevocable()) {
            resource = resource.withRevocable(true);
        }
        if (message.getAllocationInfo().hasRole()) {
            resource = resource.withAllocationRole(message.getAllocationInfo().getRole());
        }
        return message.hasProviderId() ? resource.withProviderId(message.getProviderId().getValue()) : resource;
    }

    /** An invalid one in short: name, allocation, scalar value. */
    static String describe(org.tepui.protocol.mesos.Resource message) {
        String allocated = message.getAllocationInfo().hasRole() ? "(allocated: " + message.getAllocationInfo().getRole() + ")" : "";
        String value = "";
        if (message.hasScalar()) {
            double scalar = message.getScalar().getValue();
            long thousandths = ScalarValue.toThousandths(scalar);
            value = ":" + (thousandths == Long.MIN_VALUE ? String.valueOf(scalar) : ScalarValue.text(thousandths));
        }
        return message.getName() + allocated + value;
    }

    private static String requireName(org.tepui.protocol.mesos.Resource message) {
        if (message.getName().isEmpty()) {
            throw ResourceException.of(ResourceError.NAME_EMPTY, "Empty resource name");
        }
        return message.getName();
    }

    private static Value value(org.tepui.protocol.mesos.Resource message) {
        boolean scalar = message.hasScalar();
        boolean ranges = message.hasRanges();
        boolean set = message.hasSet();
        switch (message.getType()) {
            case SCALAR:
                require(scalar && !ranges && !set, "Invalid scalar resource");
                require(Double.isFinite(message.getScalar().getValue()) && message.getScalar().getValue() >= 0,
                        "Invalid scalar resource: value <= 0");
                return ScalarValue.of(message.getScalar().getValue());
            case RANGES:
                require(ranges && !scalar && !set, "Invalid ranges resource");
                return ranges(message.getRanges());
            case SET:
                require(set && !scalar && !ranges, "Invalid set resource");
                return SetValue.of(message.getSet().getItemList());
            default:
                throw ResourceException.of(ResourceError.TYPE_UNSUPPORTED, "Unsupported resource type");
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw ResourceException.of(ResourceError.TYPE_UNSUPPORTED, otherwise);
        }
    }

    static RangesValue ranges(org.tepui.protocol.mesos.Value.Ranges message) {
        long[] pairs = new long[message.getRangeCount() * 2];
        for (int i = 0; i < message.getRangeCount(); i++) {
            pairs[2 * i] = message.getRange(i).getBegin();
            pairs[2 * i + 1] = message.getRange(i).getEnd();
        }
        return RangesValue.of(pairs);
    }

    private static List<Reservation> reservations(org.tepui.protocol.mesos.Resource message) {
        List<ReservationFields.Entry> entries = new ArrayList<>();
        message.getReservationsList().forEach(reservation -> entries.add(entry(reservation)));
        return ReservationFields.of(message.hasRole() ? message.getRole() : null,
                message.hasReservation() ? entry(message.getReservation()) : null, entries).upgrade();
    }

    private static ReservationFields.Entry entry(org.tepui.protocol.mesos.Resource.ReservationInfo info) {
        Reservation.Type type = switch (info.getType()) {
            case STATIC -> Reservation.Type.STATIC;
            case DYNAMIC -> Reservation.Type.DYNAMIC;
            case UNKNOWN -> null;
        };
        boolean known = !info.hasType() || type != null;
        return new ReservationFields.Entry(info.hasType() ? type : null, known, info.hasRole() ? info.getRole() : null,
                info.hasPrincipal() ? info.getPrincipal() : null, info.hasLabels() ? labels(info.getLabels()) : null);
    }

    private static Labels labels(org.tepui.protocol.mesos.Labels message) {
        return Labels.of(message.getLabelsList().stream()
                .map(label -> label.hasValue() ? Label.of(label.getKey(), label.getValue()) : Label.of(label.getKey())).toList());
    }

    private static org.tepui.protocol.mesos.Labels labels(Labels labels) {
        org.tepui.protocol.mesos.Labels.Builder message = org.tepui.protocol.mesos.Labels.newBuilder();
        for (Label label : labels.list()) {
            org.tepui.protocol.mesos.Label.Builder one = message.addLabelsBuilder().setKey(label.key());
            label.value().ifPresent(one::setValue);
        }
        return message.build();
    }

    private static DiskInfo disk(org.tepui.protocol.mesos.Resource.DiskInfo message) {
        DiskPersistence persistence = message.hasPersistence() ? DiskPersistence.of(message.getPersistence().getId(),
                message.getPersistence().hasPrincipal() ? message.getPersistence().getPrincipal() : null) : null;
        return DiskInfo.of(persistence, message.hasVolume() ? volume(message.getVolume()) : null,
                message.hasSource() ? source(message.getSource()) : null);
    }

    private static DiskVolume volume(Volume message) {
        DiskVolume.Mode mode = message.getMode() == Volume.Mode.RW ? DiskVolume.Mode.RW : DiskVolume.Mode.RO;
        DiskVolume volume = DiskVolume.of(mode, message.getContainerPath(), message.hasHostPath() ? message.getHostPath() : null);
        byte[] rest = message.toBuilder().clearMode().clearContainerPath().clearHostPath().buildPartial().toByteArray();
        return rest.length == 0 ? volume : volume.withRest(rest);
    }

    private static DiskSource source(org.tepui.protocol.mesos.Resource.DiskInfo.Source message) {
        DiskSource source = DiskSource.of(switch (message.getType()) {
            case PATH -> DiskSource.Type.PATH;
            case MOUNT -> DiskSource.Type.MOUNT;
            case BLOCK -> DiskSource.Type.BLOCK;
            case RAW -> DiskSource.Type.RAW;
            case UNKNOWN -> throw ResourceException.of(ResourceError.DISK_SOURCE_FIELDS, "Unsupported 'DiskInfo.Source.Type' in 'UNKNOWN'");
        });
        if (message.hasPath()) {
            source = source.withPath(message.getPath().hasRoot() ? message.getPath().getRoot() : null);
        }
        if (message.hasMount()) {
            source = source.withMount(message.getMount().hasRoot() ? message.getMount().getRoot() : null);
        }
        source = message.hasVendor() ? source.withVendor(message.getVendor()) : source;
        source = message.hasId() ? source.withId(message.getId()) : source;
        source = message.hasMetadata() ? source.withMetadata(labels(message.getMetadata())) : source;
        return message.hasProfile() ? source.withProfile(message.getProfile()) : source;
    }

    /** @throws ResourceException for the older format and more than one reservation */
    static org.tepui.protocol.mesos.Resource write(Resource resource, ReservationFields.Format format) {
        org.tepui.protocol.mesos.Resource.Builder message = org.tepui.protocol.mesos.Resource.newBuilder().setName(resource.name());
        resource.providerId().ifPresent(id -> message.setProviderId(ResourceProviderID.newBuilder().setValue(id)));
        writeValue(resource.value(), message);
        ReservationFields fields = ReservationFields.of(resource.reservations(), format);
        fields.role().ifPresent(message::setRole);
        resource.allocationRole().ifPresent(role -> message.getAllocationInfoBuilder().setRole(role));
        fields.reservation().ifPresent(entry -> message.setReservation(info(entry)));
        fields.reservations().forEach(entry -> message.addReservations(info(entry)));
        resource.disk().ifPresent(disk -> message.setDisk(disk(disk)));
        if (resource.isRevocable()) {
            message.getRevocableBuilder();
        }
        if (resource.isShared()) {
            message.getSharedBuilder();
        }
        return message.build();
    }

    private static void writeValue(Value value, org.tepui.protocol.mesos.Resource.Builder message) {
        if (value instanceof ScalarValue scalar) {
            message.setType(org.tepui.protocol.mesos.Value.Type.SCALAR).getScalarBuilder().setValue(scalar.doubleValue());
        } else if (value instanceof RangesValue ranges) {
            message.setType(org.tepui.protocol.mesos.Value.Type.RANGES).getRangesBuilder();
            for (int i = 0; i < ranges.size(); i++) {
                message.getRangesBuilder().addRangeBuilder().setBegin(ranges.begin(i)).setEnd(ranges.end(i));
            }
        } else if (value instanceof SetValue set) {
            message.setType(org.tepui.protocol.mesos.Value.Type.SET).getSetBuilder().addAllItem(set.items());
        }
    }

    private static org.tepui.protocol.mesos.Resource.ReservationInfo info(ReservationFields.Entry entry) {
        org.tepui.protocol.mesos.Resource.ReservationInfo.Builder info = org.tepui.protocol.mesos.Resource.ReservationInfo.newBuilder();
        if (entry.type() != null) {
            info.setType(entry.type() == Reservation.Type.STATIC ? org.tepui.protocol.mesos.Resource.ReservationInfo.Type.STATIC
                    : org.tepui.protocol.mesos.Resource.ReservationInfo.Type.DYNAMIC);
        }
        if (entry.role() != null) {
            info.setRole(entry.role());
        }
        if (entry.principal() != null) {
            info.setPrincipal(entry.principal());
        }
        if (entry.labels() != null) {
            info.setLabels(labels(entry.labels()));
        }
        return info.build();
    }

    private static org.tepui.protocol.mesos.Resource.DiskInfo disk(DiskInfo disk) {
        org.tepui.protocol.mesos.Resource.DiskInfo.Builder message = org.tepui.protocol.mesos.Resource.DiskInfo.newBuilder();
        disk.persistence().ifPresent(persistence -> {
            message.getPersistenceBuilder().setId(persistence.id());
            persistence.principal().ifPresent(message.getPersistenceBuilder()::setPrincipal);
        });
        disk.volume().ifPresent(volume -> message.setVolume(volume(volume)));
        disk.source().ifPresent(source -> message.setSource(source(source)));
        return message.build();
    }

    private static Volume volume(DiskVolume volume) {
        Volume.Builder message = Volume.newBuilder();
        try {
            message.mergeFrom(volume.rest());
        } catch (InvalidProtocolBufferException e) {
            throw new Breach("kept fields of a volume can't be read: " + e.getMessage());
        }
        message.setMode(volume.mode() == DiskVolume.Mode.RW ? Volume.Mode.RW : Volume.Mode.RO).setContainerPath(volume.containerPath());
        volume.hostPath().ifPresent(message::setHostPath);
        return message.build();
    }

    private static org.tepui.protocol.mesos.Resource.DiskInfo.Source source(DiskSource source) {
        org.tepui.protocol.mesos.Resource.DiskInfo.Source.Builder message = org.tepui.protocol.mesos.Resource.DiskInfo.Source.newBuilder();
        message.setType(org.tepui.protocol.mesos.Resource.DiskInfo.Source.Type.valueOf(source.type().name()));
        if (source.hasPath()) {
            source.pathRoot().ifPresentOrElse(root -> message.getPathBuilder().setRoot(root), message::getPathBuilder);
        }
        if (source.hasMount()) {
            source.mountRoot().ifPresentOrElse(root -> message.getMountBuilder().setRoot(root), message::getMountBuilder);
        }
        source.vendor().ifPresent(message::setVendor);
        source.id().ifPresent(message::setId);
        source.metadata().ifPresent(labels -> message.setMetadata(labels(labels)));
        source.profile().ifPresent(message::setProfile);
        return message.build();
    }
}
