package org.tepui.core.endpoint;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.tepui.core.authorization.View;
import org.tepui.core.snapshot.FrameworkRecord;
import org.tepui.core.snapshot.Pages;
import org.tepui.protocol.json.ProtoJson;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.Offer;
import org.tepui.protocol.mesos.Task;
import org.tepui.protocol.mesos.scheduler.OfferConstraints;

/** Frameworks of the old endpoints. */
final class FrameworkJson {

    private FrameworkJson() {
    }

    /** Fields of the summary into the open object. */
    static void summary(JsonGenerator json, FrameworkRecord framework) throws IOException {
        FrameworkInfo info = framework.info();
        json.writeStringField("id", framework.id());
        json.writeStringField("name", info.getName());
        if (framework.pid().isPresent()) {
            json.writeStringField("pid", framework.pid().get().toString());
        }
        ResourceFields.res(json, "used_resources", framework.used());
        ResourceFields.res(json, "offered_resources", framework.offered());
        Json.array(json, "capabilities", array -> {
            for (FrameworkInfo.Capability capability : info.getCapabilitiesList()) {
                array.writeString(capability.getType().name());
            }
        });
        json.writeStringField("hostname", info.getHostname());
        json.writeStringField("webui_url", info.getWebuiUrl());
        json.writeBooleanField("active", framework.active());
        json.writeBooleanField("connected", framework.connected());
        json.writeBooleanField("recovered", framework.recovered());
    }

    static void full(JsonGenerator json, FrameworkRecord framework, View view) throws IOException {
        FrameworkInfo info = framework.info();
        json.writeStartObject();
        summary(json, framework);
        json.writeStringField("user", info.getUser());
        Json.number(json, "failover_timeout", info.getFailoverTimeout());
        json.writeBooleanField("checkpoint", info.getCheckpoint());
        Json.number(json, "registered_time", framework.registeredTime());
        Json.number(json, "unregistered_time", framework.unregisteredTime());
        if (info.hasPrincipal()) {
            json.writeStringField("principal", info.getPrincipal());
        }
        ResourceFields.res(json, "resources", framework.used().plus(framework.offered()));
        if (framework.reregisteredTime() > 0 && framework.reregisteredTime() != framework.registeredTime()) {
            Json.number(json, "reregistered_time", framework.reregisteredTime());
        }
        if (isMultiRole(info)) {
            Json.array(json, "roles", array -> {
                for (String role : info.getRolesList()) {
                    array.writeString(role);
                }
            });
        } else {
            json.writeStringField("role", info.getRole());
        }
        tasks(json, "tasks", framework, framework.tasks(), view);
        tasks(json, "unreachable_tasks", framework, framework.unreachableTasks(), view);
        tasks(json, "completed_tasks", framework, framework.completedTasks(), view);
        Json.array(json, "offers", array -> {
            for (Offer offer : framework.offers()) {
                offer(array, offer);
            }
        });
        Json.array(json, "executors", array -> {
            for (FrameworkRecord.Executor executor : framework.executors()) {
                if (view.executor(framework, executor.info())) {
                    TaskJson.executor(array, executor.info(), executor.agent().getValue());
                }
            }
        });
        if (info.hasLabels()) {
            TaskJson.labels(json, info.getLabels());
        }
        json.writeFieldName("offer_constraints");
        ProtoJson.V0.print(OfferConstraints.getDefaultInstance(), json);
        json.writeEndObject();
    }

    static boolean isMultiRole(FrameworkInfo info) {
        for (FrameworkInfo.Capability capability : info.getCapabilitiesList()) {
            if (capability.getType() == FrameworkInfo.Capability.Type.MULTI_ROLE) {
                return true;
            }
        }
        return false;
    }

    private static void tasks(JsonGenerator json, String name, FrameworkRecord framework, Pages<Task> tasks, View view)
            throws IOException {
        Json.array(json, name, array -> {
            for (Task task : tasks) {
                if (view.task(framework, task)) {
                    TaskJson.task(array, task);
                }
            }
        });
    }

    private static void offer(JsonGenerator json, Offer offer) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", offer.getId().getValue());
        json.writeStringField("framework_id", offer.getFrameworkId().getValue());
        Json.object(json, "allocation_info", info -> info.writeStringField("role", offer.getAllocationInfo().getRole()));
        json.writeStringField("slave_id", offer.getSlaveId().getValue());
        ResourceFields.res(json, "resources", ResourceFields.of(offer.getResourcesList()));
        json.writeEndObject();
    }
}
