package org.tepui.core.endpoint;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import org.tepui.core.authorization.View;
import org.tepui.core.snapshot.AgentRecord;
import org.tepui.core.snapshot.FrameworkRecord;
import org.tepui.core.snapshot.Snapshot;
import org.tepui.protocol.mesos.MasterInfo;
import org.tepui.protocol.mesos.SlaveInfo;

/** The documents of the old endpoints, rendered from one snapshot. */
final class StateDocuments {

    private static final int SIZE_HINT = 16 * 1024;

    private final Identity identity;

    StateDocuments(Identity identity) {
        this.identity = identity;
    }

    /** {@code /state}. */
    byte[] state(Snapshot snapshot, View view) {
        return Json.bytes(SIZE_HINT, json -> {
            json.writeStartObject();
            master(json, snapshot);
            if (view.flags()) {
                flags(json);
            }
            agents(json, snapshot, false, view);
            recovered(json, snapshot);
            frameworks(json, snapshot, view);
            json.writeFieldName("orphan_tasks");
            json.writeStartArray();
            json.writeEndArray();
            json.writeFieldName("unregistered_frameworks");
            json.writeStartArray();
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /** {@code /slaves}. */
    byte[] agents(Snapshot snapshot, View view) {
        return Json.bytes(SIZE_HINT, json -> {
            json.writeStartObject();
            agents(json, snapshot, true, view);
            recovered(json, snapshot);
            json.writeEndObject();
        });
    }

    /** {@code /frameworks}. */
    byte[] frameworks(Snapshot snapshot, View view) {
        return Json.bytes(SIZE_HINT, json -> {
            json.writeStartObject();
            frameworks(json, snapshot, view);
            json.writeFieldName("unregistered_frameworks");
            json.writeStartArray();
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /** {@code /flags}. */
    byte[] flags() {
        return Json.bytes(4096, json -> {
            json.writeStartObject();
            flagsObject(json);
            json.writeEndObject();
        });
    }

    /** {@code /version}. */
    byte[] version() {
        return Json.bytes(512, json -> {
            json.writeStartObject();
            for (Map.Entry<String, Object> entry : identity.version().entrySet()) {
                if (entry.getValue() instanceof Double number) {
                    Json.number(json, entry.getKey(), number);
                } else {
                    json.writeStringField(entry.getKey(), entry.getValue().toString());
                }
            }
            json.writeEndObject();
        });
    }

    private void master(JsonGenerator json, Snapshot snapshot) throws IOException {
        MasterInfo info = snapshot.info();
        json.writeStringField("version", identity.mesosVersion());
        json.writeStringField("build_date", identity.buildDate());
        Json.number(json, "build_time", identity.buildSeconds());
        json.writeStringField("build_user", identity.buildUser());
        Json.number(json, "start_time", snapshot.startTime());
        if (snapshot.electedTime() > 0) {
            Json.number(json, "elected_time", snapshot.electedTime());
        }
        json.writeStringField("id", info.getId());
        json.writeStringField("pid", info.getPid());
        json.writeStringField("hostname", info.getHostname());
        Json.array(json, "capabilities", array -> {
            for (MasterInfo.Capability capability : info.getCapabilitiesList()) {
                array.writeString(capability.getType().name());
            }
        });
        int active = 0;
        for (AgentRecord agent : snapshot.agents()) {
            active += agent.active() ? 1 : 0;
        }
        Json.number(json, "activated_slaves", active);
        Json.number(json, "deactivated_slaves", snapshot.agents().size() - active);
        Json.number(json, "unreachable_slaves", snapshot.unreachableAgents());
        if (info.hasDomain()) {
            AgentJson.domain(json, info.getDomain());
        }
        if (snapshot.elected()) {
            leader(json, info);
        }
    }

    private static void leader(JsonGenerator json, MasterInfo info) throws IOException {
        json.writeStringField("leader", info.getPid());
        Json.object(json, "leader_info", leader -> {
            leader.writeStringField("id", info.getId());
            leader.writeStringField("pid", info.getPid());
            leader.writeNumberField("port", info.getPort());
            leader.writeStringField("hostname", info.getHostname());
            if (info.hasDomain()) {
                AgentJson.domain(leader, info.getDomain());
            }
        });
    }

    private void flags(JsonGenerator json) throws IOException {
        for (String name : new String[] {"cluster", "log_dir", "external_log_file"}) {
            String value = identity.flags().get(name);
            if (value != null) {
                json.writeStringField(name, value);
            }
        }
        flagsObject(json);
    }

    private void flagsObject(JsonGenerator json) throws IOException {
        Json.object(json, "flags", flags -> {
            for (Map.Entry<String, String> flag : identity.flags().entrySet()) {
                flags.writeStringField(flag.getKey(), flag.getValue());
            }
        });
    }

    private static void agents(JsonGenerator json, Snapshot snapshot, boolean full, View view) throws IOException {
        Json.array(json, "slaves", array -> {
            for (AgentRecord agent : snapshot.agents()) {
                array.writeStartObject();
                AgentJson.fields(array, agent, view);
                if (full) {
                    AgentJson.fullResources(array, agent, view);
                }
                array.writeEndObject();
            }
        });
    }

    private static void recovered(JsonGenerator json, Snapshot snapshot) throws IOException {
        Json.array(json, "recovered_slaves", array -> {
            for (SlaveInfo info : snapshot.recoveredAgents()) {
                array.writeStartObject();
                AgentJson.infoFields(array, info);
                array.writeEndObject();
            }
        });
    }

    private static void frameworks(JsonGenerator json, Snapshot snapshot, View view) throws IOException {
        Json.array(json, "frameworks", array -> {
            for (FrameworkRecord framework : snapshot.frameworks()) {
                if (view.framework(framework)) {
                    FrameworkJson.full(array, framework, view);
                }
            }
        });
        Json.array(json, "completed_frameworks", array -> {
            for (FrameworkRecord framework : snapshot.completedFrameworks()) {
                if (view.framework(framework)) {
                    FrameworkJson.full(array, framework, view);
                }
            }
        });
    }
}
