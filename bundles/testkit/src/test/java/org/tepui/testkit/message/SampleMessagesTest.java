package org.tepui.testkit.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.SlaveInfo;
import org.tepui.protocol.mesos.TaskInfo;

/** The samples, read by the classes of the protocol. */
class SampleMessagesTest {

    @Test
    void aFrameworkHasNamePrincipalAndRole() throws Exception {
        FrameworkInfo info = FrameworkInfo.parseFrom(SampleMessages.framework("marathon", "ops", "eng/web"));
        assertEquals(List.of("root", "marathon", "ops", "framework-of-marathon"),
                List.of(info.getUser(), info.getName(), info.getPrincipal(), info.getId().getValue()));
        assertEquals(List.of("eng/web"), info.getRolesList());
    }

    @Test
    void aTaskHasResourcesAndACommandAndTakesLabels() throws Exception {
        ByteArrayOutputStream labelled = new ByteArrayOutputStream();
        labelled.writeBytes(SampleMessages.task("t1", "agent-1"));
        labelled.writeBytes(SampleMessages.taskLabel("team", "a"));
        labelled.writeBytes(SampleMessages.taskLabel("tier", "b"));
        TaskInfo info = TaskInfo.parseFrom(labelled.toByteArray());
        assertEquals(List.of("t1", "t1", "agent-1", "sleep 60"),
                List.of(info.getName(), info.getTaskId().getValue(), info.getSlaveId().getValue(), info.getCommand().getValue()));
        assertEquals(128.0, info.getResources(1).getScalar().getValue());
        assertEquals("*", info.getResources(0).getAllocationInfo().getRole());
        assertEquals(List.of("team", "tier"), info.getLabels().getLabelsList().stream().map(label -> label.getKey()).toList());
    }

    @Test
    void anAgentHasAnIdAddressAndResources() throws Exception {
        SlaveInfo info = SlaveInfo.parseFrom(SampleMessages.agent("agent-1", "host.example.org"));
        assertEquals(List.of("agent-1", "host.example.org", 5051, 2),
                List.of(info.getId().getValue(), info.getHostname(), info.getPort(), info.getResourcesCount()));
    }
}
