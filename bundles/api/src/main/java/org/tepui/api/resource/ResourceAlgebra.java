package org.tepui.api.resource;

/** Sums and differences of two single resources: which pairs may become one, and what comes out. */
final class ResourceAlgebra {
    private ResourceAlgebra() {
    }

    /** Shared ones add copies of the very same; volumes and indivisible disks stay apart. */
    static boolean addable(Resource left, Resource right) {
        if (!left.sameKind(right)) {
            return false;
        }
        return left.shared ? left.value.equals(right.value) : left.disk == null || !left.disk.isSeparate();
    }

    /** What stays apart when added can only be taken away whole. */
    static boolean subtractable(Resource left, Resource right) {
        if (!left.sameKind(right)) {
            return false;
        }
        boolean whole = left.shared || (left.disk != null && left.disk.isSeparate());
        return !whole || left.value.equals(right.value);
    }

    static boolean contains(Resource left, Resource right) {
        return subtractable(left, right) && contains(left.value, right.value);
    }

    private static boolean contains(Value left, Value right) {
        if (left instanceof ScalarValue scalar) {
            return ((ScalarValue) right).thousandths() <= scalar.thousandths();
        }
        if (left instanceof RangesValue ranges) {
            return ranges.containsAll((RangesValue) right);
        }
        return left instanceof SetValue set && set.containsAll((SetValue) right);
    }

    static Resource plus(Resource left, Resource right) {
        return left.unchecked(plus(left.value, right.value));
    }

    static Value plus(Value left, Value right) {
        if (left instanceof ScalarValue scalar) {
            return scalar.plus((ScalarValue) right);
        }
        return left instanceof RangesValue ranges ? ranges.plus((RangesValue) right)
                : ((SetValue) left).plus((SetValue) right);
    }

    /** Null when nothing is left or the scalar would be below zero. */
    static Resource minusOrNull(Resource left, Resource right) {
        Value rest;
        if (left.value instanceof ScalarValue scalar) {
            rest = scalar.minus((ScalarValue) right.value);
            if (((ScalarValue) rest).thousandths() <= 0) {
                return null;
            }
        } else if (left.value instanceof RangesValue ranges) {
            rest = ranges.minus((RangesValue) right.value);
        } else {
            rest = ((SetValue) left.value).minus((SetValue) right.value);
        }
        return isEmpty(rest) ? null : left.unchecked(rest);
    }

    static boolean isEmpty(Value value) {
        if (value instanceof ScalarValue scalar) {
            return scalar.thousandths() == 0;
        }
        if (value instanceof RangesValue ranges) {
            return ranges.size() == 0;
        }
        return value instanceof SetValue set && set.size() == 0;
    }

    /**
     * Cut to a number of thousandths; null when the resource is indivisible and larger than that.
     */
    static Resource shrinkOrNull(Resource resource, long thousandths) {
        if (resource.thousandths() <= thousandths) {
            return resource;
        }
        boolean whole = resource.shared || (resource.disk != null && resource.disk.isSeparate());
        return whole ? null : resource.unchecked(ScalarValue.ofThousandths(thousandths));
    }
}
