package org.tepui.core.endpoint;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import org.tepui.api.resource.Resources;
import org.tepui.core.authorization.View;
import org.tepui.core.snapshot.AgentRecord;
import org.tepui.protocol.json.ProtoJson;
import org.tepui.protocol.mesos.DomainInfo;
import org.tepui.protocol.mesos.Resource;
import org.tepui.protocol.mesos.SlaveInfo;

/** Agents of the old endpoints. */
final class AgentJson {

    private AgentJson() {
    }

    /** Fields of an agent into the open object. */
    static void fields(JsonGenerator json, AgentRecord agent, View view) throws IOException {
        infoFields(json, agent.info());
        json.writeStringField("pid", agent.pid().toString());
        Json.number(json, "registered_time", agent.registeredTime());
        if (agent.reregisteredTime() > 0) {
            Json.number(json, "reregistered_time", agent.reregisteredTime());
        }
        Resources total = view.resources(agent.total());
        ResourceFields.res(json, "resources", total);
        ResourceFields.res(json, "used_resources", view.resources(agent.used()));
        ResourceFields.res(json, "offered_resources", view.resources(agent.offered()));
        Json.object(json, "reserved_resources", roles -> {
            for (Map.Entry<String, Resources> reserved : total.reservations().entrySet()) {
                ResourceFields.res(roles, reserved.getKey(), reserved.getValue());
            }
        });
        ResourceFields.res(json, "unreserved_resources", total.unreserved());
        json.writeBooleanField("active", agent.active());
        json.writeBooleanField("deactivated", agent.deactivated());
        json.writeStringField("version", agent.version());
        Json.array(json, "capabilities", array -> {
            for (SlaveInfo.Capability capability : agent.capabilities()) {
                array.writeString(capability.getType().name());
            }
        });
    }

    /** Fields of {@code /slaves} beyond those of {@code /state}. */
    static void fullResources(JsonGenerator json, AgentRecord agent, View view) throws IOException {
        Resources total = view.resources(agent.total());
        Json.object(json, "reserved_resources_full", roles -> {
            for (Map.Entry<String, Resources> reserved : total.reservations().entrySet()) {
                full(roles, reserved.getKey(), reserved.getValue());
            }
        });
        full(json, "unreserved_resources_full", total.unreserved());
        full(json, "used_resources_full", view.resources(agent.used()));
        full(json, "offered_resources_full", view.resources(agent.offered()));
    }

    private static void full(JsonGenerator json, String name, Resources resources) throws IOException {
        Json.array(json, name, array -> {
            for (Resource resource : ResourceFields.endpointFormat(resources)) {
                ProtoJson.V0.print(resource, array);
            }
        });
    }

    /** The part that is known of a recovered agent as well. */
    static void infoFields(JsonGenerator json, SlaveInfo info) throws IOException {
        json.writeStringField("id", info.getId().getValue());
        json.writeStringField("hostname", info.getHostname());
        json.writeNumberField("port", info.getPort());
        ResourceFields.attributes(json, "attributes", info.getAttributesList());
        if (info.hasDomain()) {
            domain(json, info.getDomain());
        }
    }

    static void domain(JsonGenerator json, DomainInfo domain) throws IOException {
        json.writeFieldName("domain");
        ProtoJson.V0.print(domain, json);
    }
}
