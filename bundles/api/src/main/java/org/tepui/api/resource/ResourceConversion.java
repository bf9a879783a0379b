package org.tepui.api.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What an operation makes of resources: some are consumed, others come in their place. Made by the factory of the operation. */
public final class ResourceConversion {
    private final Resources consumed;
    private final Resources converted;
    /** Must not be left after the conversion: a shared volume that others still use. Null when there is no such rule. */
    private final Resource gone;

    private ResourceConversion(Resources consumed, Resources converted, Resource gone) {
        this.consumed = consumed;
        this.converted = converted;
        this.gone = gone;
    }

    /** Any conversion; empty consumed resources add copies of shared ones. */
    public static ResourceConversion of(Resources consumed, Resources converted) {
        return new ResourceConversion(consumed, converted, null);
    }

    /** RESERVE: the source, or without one the same resources one reservation less. @throws ResourceException RESERVATION_MISSING */
    public static List<ResourceConversion> reserve(Resources reserved, Optional<Resources> source) {
        Resources consumed = source.isPresent() && !source.get().isEmpty() ? source.get() : reserved.popReservation();
        return List.of(of(consumed, reserved));
    }

    /** UNRESERVE. @throws ResourceException RESERVATION_MISSING */
    public static List<ResourceConversion> unreserve(Iterable<Resource> reserved) {
        List<ResourceConversion> conversions = new ArrayList<>();
        for (Resource resource : reserved) {
            conversions.add(of(Resources.of(resource), Resources.of(resource.popReservation())));
        }
        return conversions;
    }

    /** CREATE. */
    public static List<ResourceConversion> create(Iterable<Resource> volumes) {
        List<ResourceConversion> conversions = new ArrayList<>();
        for (Resource volume : volumes) {
            conversions.add(of(Resources.of(volume.withoutVolume()), Resources.of(volume)));
        }
        return conversions;
    }

    /** DESTROY; applying it fails with SHARED_COPIES while further copies of the volume are there. */
    public static List<ResourceConversion> destroy(Iterable<Resource> volumes) {
        List<ResourceConversion> conversions = new ArrayList<>();
        for (Resource volume : volumes) {
            conversions.add(new ResourceConversion(Resources.of(volume), Resources.of(volume.withoutVolume()), volume));
        }
        return conversions;
    }

    /** GROW_VOLUME. @throws ResourceException OPERATION_UNSUPPORTED for resource providers or what is no scalar */
    public static List<ResourceConversion> grow(Resource volume, Resource addition) {
        requireResizable(volume, addition.isScalar());
        ScalarValue size = ScalarValue.ofThousandths(ScalarValue.saturatedAdd(volume.thousandths(), addition.thousandths()));
        return List.of(of(Resources.of(volume).plus(addition), Resources.of(volume.withValue(size))));
    }

    /**
     * SHRINK_VOLUME by a number of thousandths.
     *
     * @throws ResourceException OPERATION_UNSUPPORTED for resource providers or what is no scalar; SCALAR_NOT_POSITIVE
     *     when the volume is not larger than what is taken
     */
    public static List<ResourceConversion> shrink(Resource volume, ScalarValue subtract) {
        requireResizable(volume, true);
        Resource shrunk = volume.withValue(((ScalarValue) volume.value()).minus(subtract));
        Resource freed = volume.withValue(subtract).withoutVolume();
        return List.of(of(Resources.of(volume), Resources.of(shrunk).plus(freed)));
    }

    private static void requireResizable(Resource volume, boolean scalars) {
        if (volume.hasResourceProvider()) {
            throw ResourceException.of(ResourceError.OPERATION_UNSUPPORTED,
                    "Operation not supported for resource provider");
        }
        if (!scalars || !volume.isScalar()) {
            throw ResourceException.of(ResourceError.OPERATION_UNSUPPORTED,
                    "Resource " + volume + " cannot be resized: only scalars can");
        }
    }

    public Resources consumed() {
        return consumed;
    }

    public Resources converted() {
        return converted;
    }

    /** @throws ResourceException NOT_CONTAINED when something to be consumed is missing; SHARED_COPIES */
    public Resources apply(Resources resources) {
        if (!resources.contains(consumed)) {
            throw ResourceException.of(ResourceError.NOT_CONTAINED, resources + " does not contain " + consumed);
        }
        Resources result = resources.minus(consumed).plus(converted);
        if (gone != null && result.contains(gone)) {
            throw ResourceException.of(ResourceError.SHARED_COPIES,
                    "Persistent volume " + gone + " cannot be removed due to additional shared copies");
        }
        return result;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ResourceConversion that && consumed.equals(that.consumed)
                && converted.equals(that.converted) && Objects.equals(gone, that.gone);
    }

    @Override
    public int hashCode() {
        return 31 * consumed.hashCode() + converted.hashCode();
    }

    @Override
    public String toString() {
        return consumed + " -> " + converted;
    }
}
