package org.tepui.agent.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.tepui.agent.core.AgentSettings;
import org.tepui.agent.core.AgentView;
import org.tepui.protocol.json.ProtoJson;
import org.tepui.protocol.mesos.Attribute;
import org.tepui.protocol.mesos.Label;
import org.tepui.protocol.mesos.Labels;
import org.tepui.protocol.mesos.Resource;
import org.tepui.protocol.mesos.SlaveInfo;
import org.tepui.protocol.mesos.Task;
import org.tepui.protocol.mesos.TaskStatus;
import org.tepui.protocol.mesos.Value;

/** The answer of {@code /state}: the keys that tools for agents read. */
final class StateJson {

    private final SortedMap<String, String> flags;
    private final Path workDir;
    private final double startedSeconds;

    StateJson(SortedMap<String, String> flags, Path workDir, double startedSeconds) {
        this.flags = flags;
        this.workDir = workDir;
        this.startedSeconds = startedSeconds;
    }

    void write(JsonGenerator out, AgentView view) throws IOException {
        out.writeStringField("version", AgentSettings.WIRE_VERSION);
        number(out, "start_time", startedSeconds);
        out.writeStringField("id", view.id().orElse(""));
        out.writeStringField("pid", view.pid());
        out.writeStringField("hostname", view.info().getHostname());
        out.writeArrayFieldStart("capabilities");
        for (SlaveInfo.Capability capability : view.capabilities()) {
            out.writeString(capability.getType().name());
        }
        out.writeEndArray();
        resources(out, "resources", view.info().getResourcesList());
        attributes(out, view.info().getAttributesList());
        out.writeStringField("master_pid", view.masterPid());
        out.writeBooleanField("registered", view.state().equals("RUNNING"));
        out.writeStringField("work_dir", workDir.toString());
        flags(out, flags);
        frameworks(out, "frameworks", view, view.frameworks());
        frameworks(out, "completed_frameworks", view, view.completedFrameworks());
    }

    static void flags(JsonGenerator out, SortedMap<String, String> flags) throws IOException {
        out.writeObjectFieldStart("flags");
        for (Map.Entry<String, String> flag : flags.entrySet()) {
            out.writeStringField(flag.getKey(), flag.getValue());
        }
        out.writeEndObject();
    }

    private void frameworks(JsonGenerator out, String key, AgentView view, List<AgentView.Framework> frameworks) throws IOException {
        out.writeArrayFieldStart(key);
        for (AgentView.Framework framework : frameworks) {
            out.writeStartObject();
            out.writeStringField("id", framework.id());
            out.writeStringField("name", framework.info().getName());
            out.writeStringField("user", framework.info().getUser());
            out.writeBooleanField("checkpoint", framework.info().getCheckpoint());
            out.writeArrayFieldStart("executors");
            for (AgentView.RunningTask task : framework.tasks()) {
                executor(out, view, framework, task);
            }
            out.writeEndArray();
            out.writeArrayFieldStart("completed_tasks");
            for (Task task : framework.completedTasks()) {
                task(out, task);
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void executor(JsonGenerator out, AgentView view, AgentView.Framework framework, AgentView.RunningTask task)
            throws IOException {
        out.writeStartObject();
        out.writeStringField("id", task.executorId());
        out.writeStringField("container", task.containerId());
        out.writeStringField("directory", workDir.resolve("slaves").resolve(view.id().orElse("")).resolve("frameworks")
            .resolve(framework.id()).resolve("executors").resolve(task.executorId()).resolve("runs").resolve(task.containerId()).toString());
        resources(out, "resources", task.task().getResourcesList());
        out.writeArrayFieldStart("tasks");
        task(out, task.task());
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void task(JsonGenerator out, Task task) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", task.getTaskId().getValue());
        out.writeStringField("name", task.getName());
        out.writeStringField("framework_id", task.getFrameworkId().getValue());
        out.writeStringField("executor_id", task.getExecutorId().getValue());
        out.writeStringField("slave_id", task.getSlaveId().getValue());
        out.writeStringField("state", task.getState().name());
        resources(out, "resources", task.getResourcesList());
        if (task.hasLabels()) {
            labels(out, task.getLabels());
        }
        out.writeArrayFieldStart("statuses");
        for (TaskStatus status : task.getStatusesList()) {
            out.writeStartObject();
            out.writeStringField("state", status.getState().name());
            number(out, "timestamp", status.getTimestamp());
            if (status.hasMessage()) {
                out.writeStringField("message", status.getMessage());
            }
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void labels(JsonGenerator out, Labels labels) throws IOException {
        out.writeArrayFieldStart("labels");
        for (Label label : labels.getLabelsList()) {
            out.writeStartObject();
            out.writeStringField("key", label.getKey());
            if (label.hasValue()) {
                out.writeStringField("value", label.getValue());
            }
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void resources(JsonGenerator out, String key, List<Resource> resources) throws IOException {
        out.writeObjectFieldStart(key);
        for (Map.Entry<String, Double> sum : ResourceSums.of(resources).entrySet()) {
            number(out, sum.getKey(), sum.getValue());
        }
        for (Resource resource : resources) {
            if (resource.getType() == Value.Type.RANGES) {
                out.writeStringField(resource.getName(), ranges(resource.getRanges()));
            }
        }
        out.writeEndObject();
    }

    private static void attributes(JsonGenerator out, List<Attribute> attributes) throws IOException {
        out.writeObjectFieldStart("attributes");
        for (Attribute attribute : attributes) {
            switch (attribute.getType()) {
                case SCALAR -> number(out, attribute.getName(), attribute.getScalar().getValue());
                case RANGES -> out.writeStringField(attribute.getName(), ranges(attribute.getRanges()));
                case SET -> out.writeStringField(attribute.getName(), String.join(",", attribute.getSet().getItemList()));
                case TEXT -> out.writeStringField(attribute.getName(), attribute.getText().getValue());
            }
        }
        out.writeEndObject();
    }

    static void number(JsonGenerator out, String key, double value) throws IOException {
        out.writeFieldName(key);
        ProtoJson.writeDouble(out, value);
    }

    private static String ranges(Value.Ranges ranges) {
        return ranges.getRangeList().stream().map(r -> r.getBegin() + "-" + r.getEnd()).collect(Collectors.joining(", ", "[", "]"));
    }
}
