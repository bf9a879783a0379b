package org.tepui.flags.master;

import org.tepui.flags.type.JsonShape;
import org.tepui.flags.type.JsonShape.Kind;

/** Shapes of the JSON flags: fields of the Mesos messages that they stand for. */
public final class MasterJson {
    /** Each list of {@code mesos.ACLs}, and the second entity its entries need beside {@code principals}. */
    private static final String ACLS = """
        register_frameworks roles
        run_tasks users
        reserve_resources roles
        unreserve_resources reserver_principals
        create_volumes roles
        destroy_volumes creator_principals
        resize_volumes roles
        teardown_frameworks framework_principals
        update_weights roles
        get_endpoints paths
        get_quotas roles
        update_quotas roles
        view_frameworks users
        view_tasks users
        view_executors users
        access_sandboxes users
        access_mesos_logs logs
        view_roles roles
        view_flags flags
        launch_nested_containers_as_user users
        launch_nested_containers_under_parent_with_user users
        launch_nested_container_sessions_as_user users
        launch_nested_container_sessions_under_parent_with_user users
        kill_nested_containers users
        wait_nested_containers users
        remove_nested_containers users
        attach_containers_input users
        attach_containers_output users
        view_containers users
        set_log_level level
        register_agents agents
        update_maintenance_schedules machines
        get_maintenance_schedules machines
        start_maintenances machines
        stop_maintenances machines
        get_maintenance_statuses machines
        drain_agents agents
        deactivate_agents agents
        reactivate_agents agents
        mark_agents_gone agents
        launch_standalone_containers users
        kill_standalone_containers users
        wait_standalone_containers users
        remove_standalone_containers users
        view_standalone_containers users
        modify_resource_provider_configs resource_providers
        mark_resource_providers_gone resource_providers
        view_resource_providers resource_providers
        prune_images images
        create_block_disks roles
        destroy_block_disks roles
        create_mount_disks roles
        destroy_mount_disks roles
        destroy_raw_disks roles
        manage_modules modules
        """;

    private MasterJson() {}

    /** {@code mesos.ACLs}. */
    public static JsonShape acls() {
        JsonShape entity = JsonShape.any().optional("type", Kind.ENUM).list("values", Kind.TEXT);
        JsonShape acls = JsonShape.any().optional("permissive", Kind.BOOL);
        ACLS.lines().map(line -> line.split(" ")).forEach(entry ->
            acls.list(entry[0], JsonShape.any().required("principals", entity).required(entry[1], entity)));
        return acls;
    }

    /** {@code mesos.internal.Firewall}. */
    public static JsonShape firewall() {
        return JsonShape.any().optional("disabled_endpoints", JsonShape.any().list("paths", Kind.TEXT));
    }

    /** {@code mesos.RateLimits}. */
    public static JsonShape rateLimits() {
        return JsonShape.any()
            .list("limits", JsonShape.any().optional("qps", Kind.NUMBER).required("principal", Kind.TEXT).optional("capacity", Kind.NUMBER))
            .optional("aggregate_default_qps", Kind.NUMBER)
            .optional("aggregate_default_capacity", Kind.NUMBER);
    }

    /** {@code mesos.Modules}. */
    public static JsonShape modules() {
        JsonShape parameter = JsonShape.any().required("key", Kind.TEXT).required("value", Kind.TEXT);
        JsonShape module = JsonShape.any().optional("name", Kind.TEXT).list("parameters", parameter);
        return JsonShape.any()
            .list("libraries", JsonShape.any().optional("file", Kind.TEXT).optional("name", Kind.TEXT).list("modules", module));
    }

    /** {@code mesos.DomainInfo}. */
    public static JsonShape domain() {
        JsonShape named = JsonShape.any().required("name", Kind.TEXT);
        return JsonShape.any().optional("fault_domain", JsonShape.any().required("region", named).required("zone", named));
    }
}
