package org.tepui.core.hook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tepui.api.hook.HookAgent;
import org.tepui.api.hook.HookFramework;
import org.tepui.api.hook.HookTask;
import org.tepui.api.resource.Label;
import org.tepui.api.resource.Labels;
import org.tepui.api.resource.Resources;
import org.tepui.core.frameworks.FrameworkRules;
import org.tepui.core.line.Forms;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.SlaveInfo;
import org.tepui.protocol.mesos.TaskInfo;
import org.tepui.protocol.v1.V1Edge;

/** Messages as hooks see them, and back. */
final class HookValues {

    private HookValues() {
    }

    /** @param resources those of the task, read */
    static HookTask task(TaskInfo task, Resources resources) {
        return HookTask.of(task.getTaskId().getValue(), task.getName(), resources, labels(task.getLabels()), () -> V1Edge.toV1(task));
    }

    static HookFramework framework(FrameworkInfo info) {
        return HookFramework.of(info.getId().getValue(), info.getName(), info.getUser(),
                info.hasPrincipal() ? Optional.of(info.getPrincipal()) : Optional.empty(), new ArrayList<>(FrameworkRules.rolesOf(info)),
                () -> V1Edge.toV1(info));
    }

    /** @param info as the master keeps it: its resources can be read */
    static HookAgent agent(SlaveInfo info) {
        return HookAgent.of(info.getId().getValue(), info.getHostname(), Forms.read(info.getResourcesList()),
                Forms.readAttributes(info.getAttributesList()), () -> V1Edge.toV1(info));
    }

    private static Labels labels(org.tepui.protocol.mesos.Labels labels) {
        List<Label> read = new ArrayList<>(labels.getLabelsCount());
        for (org.tepui.protocol.mesos.Label label : labels.getLabelsList()) {
            read.add(label.hasValue() ? Label.of(label.getKey(), label.getValue()) : Label.of(label.getKey()));
        }
        return Labels.of(read);
    }

    static org.tepui.protocol.mesos.Labels write(Labels labels) {
        org.tepui.protocol.mesos.Labels.Builder written = org.tepui.protocol.mesos.Labels.newBuilder();
        for (Label label : labels.list()) {
            org.tepui.protocol.mesos.Label.Builder one = written.addLabelsBuilder().setKey(label.key());
            label.value().ifPresent(one::setValue);
        }
        return written.build();
    }
}
