package org.tepui.protocol.resource;

import org.tepui.api.resource.ScalarValue;
import org.tepui.protocol.mesos.Resource;
import org.tepui.protocol.mesos.Value;
import org.tepui.protocol.mesos.Volume;

/** Text of a resource as it was sent, valid or not, for messages that name the bad one. Not longer than a line may be. */
final class RawResourceText {
    private static final int CHARS_MAX = 2_000;

    private RawResourceText() {
    }

    static String print(Resource wire) {
        StringBuilder text = new StringBuilder(wire.getName());
        if (wire.hasAllocationInfo()) {
            text.append("(allocated: ").append(wire.getAllocationInfo().getRole()).append(')');
        }
        String separator = "(reservations: [";
        for (Resource.ReservationInfo reservation : wire.getReservationsList()) {
            text.append(separator).append('(').append(print(reservation)).append(')');
            separator = ",";
        }
        text.append(wire.getReservationsCount() > 0 ? "])" : "");
        if (wire.hasDisk()) {
            text.append('[').append(print(wire.getDisk())).append(']');
        }
        text.append(wire.hasRevocable() ? "{REV}" : "").append(wire.hasShared() ? "<SHARED>" : "").append(':');
        appendValue(text, wire);
        return text.length() <= CHARS_MAX ? text.toString() : text.substring(0, CHARS_MAX) + "...";
    }

    private static void appendValue(StringBuilder text, Resource wire) {
        switch (wire.getType()) {
            case SCALAR -> text.append(ScalarValue.text(ScalarValue.toThousandths(wire.getScalar().getValue())));
            case RANGES -> {
                String separator = "[";
                for (Value.Range range : wire.getRanges().getRangeList()) {
                    text.append(separator).append(Long.toUnsignedString(range.getBegin())).append('-')
                            .append(Long.toUnsignedString(range.getEnd()));
                    separator = ", ";
                    if (text.length() > CHARS_MAX) {
                        return;
                    }
                }
                text.append(wire.getRanges().getRangeCount() == 0 ? "[]" : "]");
            }
            case SET -> text.append('{').append(String.join(", ", wire.getSet().getItemList())).append('}');
            case TEXT -> text.append("TEXT");
        }
    }

    private static String print(Resource.ReservationInfo reservation) {
        return reservation.getType() + "," + reservation.getRole()
                + (reservation.hasPrincipal() ? "," + reservation.getPrincipal() : "")
                + (reservation.hasLabels() ? "," + ValueWire.read(reservation.getLabels()) : "");
    }

    private static String print(Resource.DiskInfo disk) {
        String text = disk.hasSource() ? print(disk.getSource()) : "";
        if (disk.hasPersistence()) {
            text += (disk.hasSource() ? "," : "") + disk.getPersistence().getId();
        }
        return disk.hasVolume() ? text + ":" + print(disk.getVolume()) : text;
    }

    private static String print(Volume volume) {
        return volume.hasHostPath() ? volume.getHostPath() + ":" + volume.getContainerPath()
                + (volume.getMode() == Volume.Mode.RO ? ":ro" : ":rw") : volume.getContainerPath();
    }

    static String print(Resource.DiskInfo.Source source) {
        if (source.getType() == Resource.DiskInfo.Source.Type.UNKNOWN) {
            return "UNKNOWN";
        }
        if (source.hasId() || source.hasProfile()) {
            return source.getType() + "(" + source.getVendor() + "," + source.getId() + "," + source.getProfile() + ")";
        }
        String root = switch (source.getType()) {
            case PATH -> source.getPath().hasRoot() ? ":" + source.getPath().getRoot() : "";
            case MOUNT -> source.getMount().hasRoot() ? ":" + source.getMount().getRoot() : "";
            case BLOCK, RAW, UNKNOWN -> "";
        };
        return source.getType() + root;
    }
}
