package org.tepui.authorizer.local;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Every list of {@code mesos.ACLs}, ours behind them: the field, the field of its objects in an entry, and what objects may be. */
enum AclList {

    REGISTER_FRAMEWORKS("roles", Objects.ROLES), RUN_TASKS("users", Objects.NAMES), RESERVE_RESOURCES("roles", Objects.ROLES),
    UNRESERVE_RESOURCES("reserver_principals", Objects.NAMES), CREATE_VOLUMES("roles", Objects.ROLES),
    DESTROY_VOLUMES("creator_principals", Objects.NAMES), RESIZE_VOLUMES("roles", Objects.ROLES),
    TEARDOWN_FRAMEWORKS("framework_principals", Objects.NAMES), UPDATE_WEIGHTS("roles", Objects.ROLES),
    GET_ENDPOINTS("paths", Objects.PATHS), GET_QUOTAS("roles", Objects.ROLES), UPDATE_QUOTAS("roles", Objects.ROLES),
    VIEW_FRAMEWORKS("users", Objects.NAMES), VIEW_TASKS("users", Objects.NAMES), VIEW_EXECUTORS("users", Objects.NAMES),
    ACCESS_SANDBOXES("users", Objects.NAMES), ACCESS_MESOS_LOGS("logs", Objects.ANY_OR_NONE), VIEW_ROLES("roles", Objects.ROLES),
    VIEW_FLAGS("flags", Objects.ANY_OR_NONE), LAUNCH_NESTED_CONTAINERS_AS_USER("users", Objects.NAMES),
    LAUNCH_NESTED_CONTAINERS_UNDER_PARENT_WITH_USER("users", Objects.NAMES),
    LAUNCH_NESTED_CONTAINER_SESSIONS_AS_USER("users", Objects.NAMES),
    LAUNCH_NESTED_CONTAINER_SESSIONS_UNDER_PARENT_WITH_USER("users", Objects.NAMES),
    KILL_NESTED_CONTAINERS("users", Objects.NAMES), WAIT_NESTED_CONTAINERS("users", Objects.NAMES),
    REMOVE_NESTED_CONTAINERS("users", Objects.NAMES), ATTACH_CONTAINERS_INPUT("users", Objects.NAMES),
    ATTACH_CONTAINERS_OUTPUT("users", Objects.NAMES), VIEW_CONTAINERS("users", Objects.NAMES),
    SET_LOG_LEVEL("level", Objects.ANY_OR_NONE), REGISTER_AGENTS("agents", Objects.ANY_OR_NONE),
    UPDATE_MAINTENANCE_SCHEDULES("machines", Objects.ANY_OR_NONE), GET_MAINTENANCE_SCHEDULES("machines", Objects.ANY_OR_NONE),
    START_MAINTENANCES("machines", Objects.ANY_OR_NONE), STOP_MAINTENANCES("machines", Objects.ANY_OR_NONE),
    GET_MAINTENANCE_STATUSES("machines", Objects.ANY_OR_NONE), DRAIN_AGENTS("agents", Objects.ANY_OR_NONE),
    DEACTIVATE_AGENTS("agents", Objects.ANY_OR_NONE), REACTIVATE_AGENTS("agents", Objects.ANY_OR_NONE),
    MARK_AGENTS_GONE("agents", Objects.ANY_OR_NONE), LAUNCH_STANDALONE_CONTAINERS("users", Objects.ANY_OR_NONE),
    KILL_STANDALONE_CONTAINERS("users", Objects.ANY_OR_NONE), WAIT_STANDALONE_CONTAINERS("users", Objects.ANY_OR_NONE),
    REMOVE_STANDALONE_CONTAINERS("users", Objects.ANY_OR_NONE), VIEW_STANDALONE_CONTAINERS("users", Objects.ANY_OR_NONE),
    MODIFY_RESOURCE_PROVIDER_CONFIGS("resource_providers", Objects.ANY_OR_NONE),
    MARK_RESOURCE_PROVIDERS_GONE("resource_providers", Objects.ANY_OR_NONE),
    VIEW_RESOURCE_PROVIDERS("resource_providers", Objects.ANY_OR_NONE), PRUNE_IMAGES("images", Objects.ANY_OR_NONE),
    CREATE_BLOCK_DISKS("roles", Objects.ROLES), DESTROY_BLOCK_DISKS("roles", Objects.ROLES), CREATE_MOUNT_DISKS("roles", Objects.ROLES),
    DESTROY_MOUNT_DISKS("roles", Objects.ROLES), DESTROY_RAW_DISKS("roles", Objects.ROLES),
    /** Ours: which kinds of modules may be changed. */
    MANAGE_MODULES("modules", Objects.NAMES);

    /** What the objects of a list may be. */
    enum Objects { NAMES, ROLES, PATHS, ANY_OR_NONE }

    private final String objectField;
    private final Objects objects;

    AclList(String objectField, Objects objects) {
        this.objectField = objectField;
        this.objects = objects;
    }

    String field() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    String objectField() {
        return objectField;
    }

    Objects objects() {
        return objects;
    }

    static Optional<AclList> of(String field) {
        for (AclList list : values()) {
            if (list.field().equals(field)) {
                return Optional.of(list);
            }
        }
        return Optional.empty();
    }

    /** Names that share most of their words with the given one: for error lines. */
    static SortedSet<String> near(String field) {
        TreeMap<Integer, SortedSet<String>> byScore = new TreeMap<>();
        for (AclList list : values()) {
            int score = 0;
            for (String word : field.split("_")) {
                score += list.field().contains(word) ? 1 : 0;
            }
            byScore.computeIfAbsent(score, number -> new TreeSet<>()).add(list.field());
        }
        return byScore.lastKey() == 0 ? new TreeSet<>() : byScore.lastEntry().getValue();
    }
}
