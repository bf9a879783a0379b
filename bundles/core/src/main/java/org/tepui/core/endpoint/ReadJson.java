package org.tepui.core.endpoint;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.Message;
import java.io.IOException;
import java.util.List;
import org.tepui.protocol.json.ProtoJson;
import org.tepui.protocol.mesos.master.Response;

/** Reading calls as JSON: the big ones show their lists also when they are empty, everything else is plain protobuf JSON. */
final class ReadJson {

    private static final int SIZE_HINT = 16 * 1024;

    private ReadJson() {
    }

    static byte[] bytes(Response response) {
        return switch (response.getType()) {
            case GET_AGENTS -> wrap(response, "get_agents", json -> agents(json, response.getGetAgents()));
            case GET_FRAMEWORKS -> wrap(response, "get_frameworks", json -> frameworks(json, response.getGetFrameworks()));
            case GET_EXECUTORS -> wrap(response, "get_executors", json -> executors(json, response.getGetExecutors()));
            case GET_TASKS -> wrap(response, "get_tasks", json -> tasks(json, response.getGetTasks()));
            case GET_STATE -> wrap(response, "get_state", json -> state(json, response.getGetState()));
            default -> ProtoJson.V1.print(response);
        };
    }

    private static byte[] wrap(Response response, String field, Json.Writer fields) {
        return Json.bytes(SIZE_HINT, json -> {
            json.writeStartObject();
            json.writeStringField("type", response.getType().name());
            Json.object(json, field, fields);
            json.writeEndObject();
        });
    }

    private static void state(JsonGenerator json, Response.GetState state) throws IOException {
        Json.object(json, "get_tasks", fields -> tasks(fields, state.getGetTasks()));
        Json.object(json, "get_executors", fields -> executors(fields, state.getGetExecutors()));
        Json.object(json, "get_frameworks", fields -> frameworks(fields, state.getGetFrameworks()));
        Json.object(json, "get_agents", fields -> agents(fields, state.getGetAgents()));
    }

    private static void agents(JsonGenerator json, Response.GetAgents agents) throws IOException {
        list(json, "agents", agents.getAgentsList());
        list(json, "recovered_agents", agents.getRecoveredAgentsList());
    }

    private static void frameworks(JsonGenerator json, Response.GetFrameworks frameworks) throws IOException {
        list(json, "frameworks", frameworks.getFrameworksList());
        list(json, "completed_frameworks", frameworks.getCompletedFrameworksList());
    }

    private static void executors(JsonGenerator json, Response.GetExecutors executors) throws IOException {
        list(json, "executors", executors.getExecutorsList());
    }

    private static void tasks(JsonGenerator json, Response.GetTasks tasks) throws IOException {
        list(json, "tasks", tasks.getTasksList());
        list(json, "unreachable_tasks", tasks.getUnreachableTasksList());
        list(json, "completed_tasks", tasks.getCompletedTasksList());
    }

    private static void list(JsonGenerator json, String name, List<? extends Message> messages) throws IOException {
        Json.array(json, name, array -> {
            for (Message message : messages) {
                ProtoJson.V1.print(message, array);
            }
        });
    }
}
