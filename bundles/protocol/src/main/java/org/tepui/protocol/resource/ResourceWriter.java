package org.tepui.protocol.resource;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import org.tepui.api.resource.DiskInfo;
import org.tepui.api.resource.DiskSource;
import org.tepui.api.resource.DiskVolume;
import org.tepui.api.resource.RangesValue;
import org.tepui.api.resource.Reservation;
import org.tepui.api.resource.ReservationFields.Format;
import org.tepui.api.resource.Resource;
import org.tepui.api.resource.ResourceError;
import org.tepui.api.resource.ResourceException;
import org.tepui.api.resource.Roles;
import org.tepui.api.resource.ScalarValue;
import org.tepui.api.resource.SetValue;
import org.tepui.api.resource.TextValue;
import org.tepui.protocol.mesos.Resource.AllocationInfo;
import org.tepui.protocol.mesos.Resource.ReservationInfo;
import org.tepui.protocol.mesos.Resource.RevocableInfo;
import org.tepui.protocol.mesos.Resource.SharedInfo;
import org.tepui.protocol.mesos.ResourceProviderID;
import org.tepui.protocol.mesos.Volume;

/** One resource to the wire. */
final class ResourceWriter {
    private ResourceWriter() {
    }

    static org.tepui.protocol.mesos.Resource write(Resource resource, Format format) {
        org.tepui.protocol.mesos.Resource.Builder wire = org.tepui.protocol.mesos.Resource.newBuilder()
                .setName(resource.name()).setType(ResourceCodec.wireType(resource.type()));
        if (resource.value() instanceof ScalarValue scalar) {
            wire.setScalar(ValueWire.write(scalar));
        } else if (resource.value() instanceof RangesValue ranges) {
            wire.setRanges(ValueWire.write(ranges));
        } else if (resource.value() instanceof SetValue set) {
            wire.setSet(ValueWire.write(set));
        } else if (resource.value() instanceof TextValue) {
            throw new IllegalStateException("A resource is never text: " + resource);
        }
        writeReservations(wire, resource.reservations(), format);
        resource.disk().ifPresent(disk -> wire.setDisk(disk(disk)));
        resource.allocationRole().ifPresent(role -> wire.setAllocationInfo(AllocationInfo.newBuilder().setRole(role)));
        resource.providerId().ifPresent(id -> wire.setProviderId(ResourceProviderID.newBuilder().setValue(id)));
        if (resource.isRevocable()) {
            wire.setRevocable(RevocableInfo.getDefaultInstance());
        }
        if (resource.isShared()) {
            wire.setShared(SharedInfo.getDefaultInstance());
        }
        return wire.build();
    }

    private static void writeReservations(org.tepui.protocol.mesos.Resource.Builder wire, List<Reservation> stack,
            Format format) {
        if (format != Format.PRE_REFINEMENT) {
            for (Reservation reservation : stack) {
                wire.addReservations(reservation(reservation));
            }
        } else if (stack.size() > 1) {
            throw ResourceException.of(ResourceError.DOWNGRADE_REFINED,
                    "Cannot downgrade resources containing refined reservations");
        }
        if (format == Format.POST_REFINEMENT || stack.size() > 1) {
            return;
        }
        wire.setRole(stack.isEmpty() ? Roles.STAR : stack.get(0).role());
        if (!stack.isEmpty() && stack.get(0).isDynamic()) {
            ReservationInfo.Builder older = ReservationInfo.newBuilder();
            stack.get(0).principal().ifPresent(older::setPrincipal);
            stack.get(0).labels().ifPresent(labels -> older.setLabels(ValueWire.write(labels)));
            wire.setReservation(older);
        }
    }

    private static ReservationInfo reservation(Reservation reservation) {
        ReservationInfo.Builder wire = ReservationInfo.newBuilder().setType(reservation.isDynamic()
                ? ReservationInfo.Type.DYNAMIC : ReservationInfo.Type.STATIC).setRole(reservation.role());
        reservation.principal().ifPresent(wire::setPrincipal);
        reservation.labels().ifPresent(labels -> wire.setLabels(ValueWire.write(labels)));
        return wire.build();
    }

    private static org.tepui.protocol.mesos.Resource.DiskInfo disk(DiskInfo disk) {
        org.tepui.protocol.mesos.Resource.DiskInfo.Builder wire = org.tepui.protocol.mesos.Resource.DiskInfo.newBuilder();
        disk.persistence().ifPresent(persistence -> {
            wire.getPersistenceBuilder().setId(persistence.id());
            persistence.principal().ifPresent(wire.getPersistenceBuilder()::setPrincipal);
        });
        disk.volume().ifPresent(volume -> wire.setVolume(volume(volume)));
        disk.source().ifPresent(source -> wire.setSource(source(source)));
        return wire.build();
    }

    private static Volume volume(DiskVolume volume) {
        Volume.Builder wire = Volume.newBuilder();
        byte[] rest = volume.rest();
        if (rest.length > 0) {
            try {
                wire.mergeFrom(rest);
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalArgumentException("Further fields of a volume are no protobuf: " + e.getMessage(), e);
            }
        }
        wire.setContainerPath(volume.containerPath())
                .setMode(volume.mode() == DiskVolume.Mode.RO ? Volume.Mode.RO : Volume.Mode.RW);
        volume.hostPath().ifPresent(wire::setHostPath);
        return wire.build();
    }

    private static org.tepui.protocol.mesos.Resource.DiskInfo.Source source(DiskSource source) {
        org.tepui.protocol.mesos.Resource.DiskInfo.Source.Builder wire =
                org.tepui.protocol.mesos.Resource.DiskInfo.Source.newBuilder().setType(switch (source.type()) {
                    case PATH -> org.tepui.protocol.mesos.Resource.DiskInfo.Source.Type.PATH;
                    case MOUNT -> org.tepui.protocol.mesos.Resource.DiskInfo.Source.Type.MOUNT;
                    case BLOCK -> org.tepui.protocol.mesos.Resource.DiskInfo.Source.Type.BLOCK;
                    case RAW -> org.tepui.protocol.mesos.Resource.DiskInfo.Source.Type.RAW;
                });
        if (source.hasPath()) {
            wire.getPathBuilder();
            source.pathRoot().ifPresent(wire.getPathBuilder()::setRoot);
        }
        if (source.hasMount()) {
            wire.getMountBuilder();
            source.mountRoot().ifPresent(wire.getMountBuilder()::setRoot);
        }
        source.vendor().ifPresent(wire::setVendor);
        source.id().ifPresent(wire::setId);
        source.metadata().ifPresent(metadata -> wire.setMetadata(ValueWire.write(metadata)));
        source.profile().ifPresent(wire::setProfile);
        return wire.build();
    }
}
