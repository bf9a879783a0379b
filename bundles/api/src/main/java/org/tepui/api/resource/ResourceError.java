package org.tepui.api.resource;

/** What can be wrong with resources, attributes and roles; stable names for counters and tests. */
public enum ResourceError {
    /** A text form ({@code cpus:2;ports:[1-2]}) that cannot be read. */
    TEXT_SYNTAX,
    NAME_EMPTY,
    TYPE_INVALID,
    TYPE_UNSUPPORTED,
    TYPE_CONFLICT,
    SCALAR_MALFORMED,
    SCALAR_NOT_POSITIVE,
    RANGES_MALFORMED,
    RANGES_BEGIN_AFTER_END,
    RANGES_OVERLAP,
    SET_MALFORMED,
    SET_DUPLICATE,
    DISK_ON_OTHER_NAME,
    DISK_SOURCE_FIELDS,
    DISK_SOURCE_TYPE,
    DISK_EMPTY,
    ROLE_INVALID,
    RESERVATION_TYPE,
    RESERVATION_ROLE,
    RESERVATION_STAR,
    RESERVATION_REFINEMENT,
    RESERVATION_FORMAT,
    RESERVATION_REVOCABLE,
    RESERVATION_MISSING,
    SHARED_NOT_VOLUME,
    GPUS_FRACTION,
    VOLUME_REVOCABLE,
    VOLUME_UNRESERVED,
    VOLUME_MISSING,
    VOLUME_HOST_PATH,
    VOLUME_NOT_PERSISTENT,
    VOLUME_READ_ONLY,
    VOLUME_ID,
    VOLUME_ID_DUPLICATE,
    REVOCABLE_MIXED,
    ALLOCATION_MISSING,
    ALLOCATION_MIXED,
    PROVIDER_MIXED,
    /** An operation needs resources that are not there. */
    NOT_CONTAINED,
    /** A shared volume still has copies in use. */
    SHARED_COPIES,
    OPERATION_UNSUPPORTED,
    /** Refined reservations cannot be written in the older form. */
    DOWNGRADE_REFINED,
    CHECKPOINT_UNEXPECTED,
    ATTRIBUTE_INVALID,
    LIMIT_EXCEEDED
}
