package org.tepui.core.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tepui.core.snapshot.Counter;
import org.tepui.core.snapshot.FrameworkRecord;
import org.tepui.protocol.mesos.Offer;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.TaskStatus;
import org.tepui.protocol.mesos.internal.RunTaskMessage;
import org.tepui.protocol.mesos.internal.StatusUpdateAcknowledgementMessage;
import org.tepui.protocol.mesos.scheduler.Event;

class TaskLifeTest {

    private final LineHarness line = new LineHarness();
    private final Cluster cluster = new Cluster(line);
    private String agent;
    private Cluster.Scheduler scheduler;

    @BeforeEach
    void start() {
        line.lead();
        agent = cluster.agent(1);
        scheduler = cluster.subscribe("eng");
    }

    private FrameworkRecord framework() {
        return line.snapshot.frameworks().get(0);
    }

    @Test
    void anOfferHoldsTheWholeAgent() {
        Offer offer = scheduler.offer();
        assertEquals("m-O0", offer.getId().getValue());
        assertEquals(agent, offer.getSlaveId().getValue());
        assertEquals("eng", offer.getAllocationInfo().getRole());
        assertEquals("/slave(1)", offer.getUrl().getPath());
        assertEquals(4.0, Forms.read(offer.getResourcesList()).thousandths("cpus") / 1000.0);
        assertEquals(4000, line.snapshot.agents().get(0).offered().thousandths("cpus"));
    }

    @Test
    void aTaskGoesFromLaunchToItsAcknowledgedEnd() {
        assertEquals(202, scheduler.launch(scheduler.offer(), Cluster.task("t", scheduler.offer())).status());
        RunTaskMessage run = line.lastSent(Cluster.pid(1), RunTaskMessage.class);
        assertEquals("t", run.getTask().getTaskId().getValue());
        assertEquals("@0.0.0.0:0", run.getPid());
        assertTrue(run.getLaunchExecutor());
        assertFalse(run.hasFrameworkId());
        assertEquals(Cluster.version(1), run.getResourceVersionUuids(0).getUuid());
        assertEquals("eng", run.getTask().getResources(0).getAllocationInfo().getRole());
        assertEquals(TaskState.TASK_STAGING, framework().tasks().get(0).getState());
        assertEquals(1000, line.snapshot.agents().get(0).used().thousandths("cpus"));

        ByteString running = cluster.update(1, agent, scheduler.id, "t", TaskState.TASK_RUNNING);
        assertEquals(TaskState.TASK_RUNNING, scheduler.status().getState());
        assertEquals(running, scheduler.status().getUuid());
        assertEquals(202, scheduler.acknowledge(agent, "t", running).status());
        assertEquals(running, line.lastSent(Cluster.pid(1), StatusUpdateAcknowledgementMessage.class).getUuid());
        assertEquals(1, framework().tasks().size());

        ByteString finished = cluster.update(1, agent, scheduler.id, "t", TaskState.TASK_FINISHED);
        assertEquals(0, line.snapshot.agents().get(0).used().thousandths("cpus"));
        assertEquals(1, framework().tasks().size());
        scheduler.acknowledge(agent, "t", finished);
        assertEquals(0, framework().tasks().size());
        assertEquals(1, framework().completedTasks().size());
        assertEquals(1, line.count(Counter.TASKS_FINISHED));
        assertEquals(2, line.count(Counter.VALID_STATUS_UPDATES));
    }

    @Test
    void theAcknowledgementOfAnEarlierUpdateDoesNotEndATaskThatIsOver() {
        scheduler.launch(scheduler.offer(), Cluster.task("t", scheduler.offer()));
        ByteString running = cluster.update(1, agent, scheduler.id, "t", TaskState.TASK_RUNNING);
        cluster.update(1, agent, scheduler.id, "t", TaskState.TASK_FINISHED);
        scheduler.acknowledge(agent, "t", running);
        assertEquals(1, framework().tasks().size());
    }

    @Test
    void aTerminalStateIsNeverLeft() {
        scheduler.launch(scheduler.offer(), Cluster.task("t", scheduler.offer()));
        cluster.update(1, agent, scheduler.id, "t", TaskState.TASK_FINISHED);
        cluster.update(1, agent, scheduler.id, "t", TaskState.TASK_RUNNING);
        assertEquals(TaskState.TASK_FINISHED, framework().tasks().get(0).getState());
        assertEquals(1, line.count(Counter.TASKS_FINISHED));
    }

    @Test
    void whatIsLeftOfAnOfferComesBackAtTheNextInterval() {
        scheduler.launch(scheduler.offer(), Cluster.task("t", scheduler.offer()));
        line.advance(LineHarness.SECOND);
        assertEquals(3000, Forms.read(scheduler.offer().getResourcesList()).thousandths("cpus"));
    }

    @Test
    void aFilterKeepsADeclinedOfferAwayForItsTime() {
        scheduler.decline(scheduler.offer(), 5);
        line.advance(4 * LineHarness.SECOND);
        assertEquals(1, line.events(scheduler.connection, Event.Type.OFFERS).size());
        line.advance(2 * LineHarness.SECOND);
        assertEquals(2, line.events(scheduler.connection, Event.Type.OFFERS).size());
    }

    @Test
    void anUpdateOfAnUnknownTaskIsForwardedAndCountedAsInvalid() {
        cluster.update(1, agent, scheduler.id, "ghost", TaskState.TASK_RUNNING);
        assertEquals("ghost", scheduler.status().getTaskId().getValue());
        assertEquals(1, line.count(Counter.INVALID_STATUS_UPDATES));
        assertEquals(0, framework().tasks().size());
    }

    @Test
    void anUpdateMadeByTheMasterHasNoUuid() {
        scheduler.launch(scheduler.offer(), Cluster.task("t", scheduler.offer(), "cpus:100").build());
        TaskStatus status = scheduler.status();
        assertEquals(TaskState.TASK_ERROR, status.getState());
        assertEquals(TaskStatus.Reason.REASON_TASK_INVALID, status.getReason());
        assertFalse(status.hasUuid());
        assertEquals("Total resources cpus(allocated: eng):100 required by task and its executor is more than available"
                + " ports(allocated: eng):[31000-32000]; cpus(allocated: eng):4; mem(allocated: eng):2048; disk(allocated: eng):4096",
                status.getMessage());
    }
}
