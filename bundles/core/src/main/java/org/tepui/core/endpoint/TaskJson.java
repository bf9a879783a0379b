package org.tepui.core.endpoint;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.TreeMap;
import org.tepui.protocol.json.ProtoJson;
import org.tepui.protocol.mesos.CommandInfo;
import org.tepui.protocol.mesos.ContainerStatus;
import org.tepui.protocol.mesos.ExecutorInfo;
import org.tepui.protocol.mesos.Label;
import org.tepui.protocol.mesos.Labels;
import org.tepui.protocol.mesos.NetworkInfo;
import org.tepui.protocol.mesos.Task;
import org.tepui.protocol.mesos.TaskStatus;

/** Tasks and executors of the old endpoints ({@code /state}, {@code /tasks}). */
final class TaskJson {

    private TaskJson() {
    }

    static void task(JsonGenerator json, Task task) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", task.getTaskId().getValue());
        json.writeStringField("name", task.getName());
        json.writeStringField("framework_id", task.getFrameworkId().getValue());
        json.writeStringField("executor_id", task.getExecutorId().getValue());
        json.writeStringField("slave_id", task.getSlaveId().getValue());
        json.writeStringField("state", task.getState().name());
        ResourceFields.res(json, "resources", ResourceFields.of(task.getResourcesList()));
        if (task.getLimitsCount() > 0) {
            Json.object(json, "limits", limits -> {
                for (var limit : new TreeMap<>(task.getLimitsMap()).entrySet()) {
                    Json.number(limits, limit.getKey(), limit.getValue().getValue());
                }
            });
        }
        json.writeStringField("role", role(task));
        Json.array(json, "statuses", statuses -> {
            for (TaskStatus status : task.getStatusesList()) {
                status(statuses, status);
            }
        });
        if (task.hasUser()) {
            json.writeStringField("user", task.getUser());
        }
        if (task.hasLabels()) {
            labels(json, task.getLabels());
        }
        if (task.hasDiscovery()) {
            json.writeFieldName("discovery");
            ProtoJson.V0.print(task.getDiscovery(), json);
        }
        if (task.hasContainer()) {
            json.writeFieldName("container");
            ProtoJson.V0.print(task.getContainer(), json);
        }
        if (task.hasHealthCheck()) {
            json.writeFieldName("health_check");
            ProtoJson.V0.print(task.getHealthCheck(), json);
        }
        json.writeEndObject();
    }

    private static String role(Task task) {
        return task.getResourcesCount() == 0 ? "*" : task.getResources(0).getAllocationInfo().getRole();
    }

    static void labels(JsonGenerator json, Labels labels) throws IOException {
        Json.array(json, "labels", array -> {
            for (Label label : labels.getLabelsList()) {
                array.writeStartObject();
                array.writeStringField("key", label.getKey());
                if (label.hasValue()) {
                    array.writeStringField("value", label.getValue());
                }
                array.writeEndObject();
            }
        });
    }

    private static void status(JsonGenerator json, TaskStatus status) throws IOException {
        json.writeStartObject();
        json.writeStringField("state", status.getState().name());
        Json.number(json, "timestamp", status.getTimestamp());
        if (status.hasLabels()) {
            labels(json, status.getLabels());
        }
        if (status.hasContainerStatus()) {
            containerStatus(json, status.getContainerStatus());
        }
        if (status.hasHealthy()) {
            json.writeBooleanField("healthy", status.getHealthy());
        }
        json.writeEndObject();
    }

    private static void containerStatus(JsonGenerator json, ContainerStatus status) throws IOException {
        Json.object(json, "container_status", fields -> {
            if (status.hasContainerId()) {
                fields.writeFieldName("container_id");
                ProtoJson.V0.print(status.getContainerId(), fields);
            }
            if (status.getNetworkInfosCount() > 0) {
                Json.array(fields, "network_infos", array -> {
                    for (NetworkInfo info : status.getNetworkInfosList()) {
                        networkInfo(array, info);
                    }
                });
            }
            if (status.hasCgroupInfo()) {
                fields.writeFieldName("cgroup_info");
                ProtoJson.V0.print(status.getCgroupInfo(), fields);
            }
        });
    }

    private static void networkInfo(JsonGenerator json, NetworkInfo info) throws IOException {
        json.writeStartObject();
        if (info.getGroupsCount() > 0) {
            Json.array(json, "groups", array -> {
                for (String group : info.getGroupsList()) {
                    array.writeString(group);
                }
            });
        }
        if (info.hasLabels()) {
            labels(json, info.getLabels());
        }
        if (info.getIpAddressesCount() > 0) {
            Json.array(json, "ip_addresses", array -> {
                for (var address : info.getIpAddressesList()) {
                    ProtoJson.V0.print(address, array);
                }
            });
        }
        if (info.hasName()) {
            json.writeStringField("name", info.getName());
        }
        if (info.getPortMappingsCount() > 0) {
            Json.array(json, "port_mappings", array -> {
                for (var mapping : info.getPortMappingsList()) {
                    ProtoJson.V0.print(mapping, array);
                }
            });
        }
        json.writeEndObject();
    }

    static void executor(JsonGenerator json, ExecutorInfo info, String agentId) throws IOException {
        json.writeStartObject();
        json.writeStringField("executor_id", info.getExecutorId().getValue());
        json.writeStringField("name", info.getName());
        json.writeStringField("framework_id", info.getFrameworkId().getValue());
        command(json, info.getCommand());
        ResourceFields.res(json, "resources", ResourceFields.of(info.getResourcesList()));
        if (info.getResourcesCount() > 0) {
            json.writeStringField("role", info.getResources(0).getAllocationInfo().getRole());
        }
        if (info.hasLabels()) {
            labels(json, info.getLabels());
        }
        if (info.hasType()) {
            json.writeStringField("type", info.getType().name());
        }
        json.writeStringField("slave_id", agentId);
        json.writeEndObject();
    }

    private static void command(JsonGenerator json, CommandInfo command) throws IOException {
        Json.object(json, "command", fields -> {
            if (command.hasShell()) {
                fields.writeBooleanField("shell", command.getShell());
            }
            if (command.hasValue()) {
                fields.writeStringField("value", command.getValue());
            }
            Json.array(fields, "argv", array -> {
                for (String argument : command.getArgumentsList()) {
                    array.writeString(argument);
                }
            });
            if (command.hasEnvironment()) {
                fields.writeFieldName("environment");
                ProtoJson.V0.print(command.getEnvironment(), fields);
            }
            Json.array(fields, "uris", array -> {
                for (CommandInfo.URI uri : command.getUrisList()) {
                    array.writeStartObject();
                    array.writeStringField("value", uri.getValue());
                    array.writeBooleanField("executable", uri.getExecutable());
                    array.writeEndObject();
                }
            });
        });
    }
}
