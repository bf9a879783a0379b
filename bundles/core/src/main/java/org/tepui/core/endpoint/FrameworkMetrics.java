package org.tepui.core.endpoint;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.tepui.core.snapshot.FrameworkRecord;
import org.tepui.protocol.mesos.Task;
import org.tepui.protocol.mesos.TaskState;

/** Gauges of one framework, from its record: {@code master/frameworks/NAME/ID/...} with the name percent-encoded. */
final class FrameworkMetrics {

    private static final TaskState[] ACTIVE = {TaskState.TASK_STAGING, TaskState.TASK_STARTING, TaskState.TASK_RUNNING,
            TaskState.TASK_KILLING, TaskState.TASK_UNREACHABLE, TaskState.TASK_UNKNOWN};

    private FrameworkMetrics() {
    }

    static void add(FrameworkRecord framework, Map<String, Double> all) {
        String prefix = "master/frameworks/" + encode(framework.info().getName()) + "/" + framework.id() + "/";
        all.put(prefix + "subscribed", framework.connected() ? 1.0 : 0.0);
        Map<TaskState, Integer> tasks = new EnumMap<>(TaskState.class);
        for (Task task : framework.tasks()) {
            tasks.merge(task.getState(), 1, Integer::sum);
        }
        tasks.put(TaskState.TASK_UNREACHABLE, framework.unreachableTasks().size());
        for (TaskState state : ACTIVE) {
            all.put(prefix + "tasks/active/" + state.name().toLowerCase(Locale.ROOT), (double) tasks.getOrDefault(state, 0));
        }
        for (String role : framework.info().getRolesList()) {
            all.put(prefix + "roles/" + role + "/suppressed", framework.suppressedRoles().contains(role) ? 1.0 : 0.0);
        }
    }

    /** Everything but letters, digits and {@code - _ . ~} as bytes of UTF-8 in hexadecimal. */
    static String encode(String name) {
        StringBuilder encoded = new StringBuilder(name.length());
        for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (each & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-_.~".indexOf(c) >= 0);
            encoded.append(plain ? String.valueOf(c) : String.format("%%%02X", each & 0xff));
        }
        return encoded.toString();
    }
}
