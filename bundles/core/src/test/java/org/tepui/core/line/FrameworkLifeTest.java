package org.tepui.core.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tepui.core.snapshot.Counter;
import org.tepui.core.snapshot.FrameworkRecord;
import org.tepui.protocol.mesos.FrameworkID;
import org.tepui.protocol.mesos.FrameworkInfo;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.internal.ShutdownFrameworkMessage;
import org.tepui.protocol.mesos.internal.UpdateFrameworkMessage;
import org.tepui.protocol.mesos.scheduler.Call;
import org.tepui.protocol.mesos.scheduler.Event;

class FrameworkLifeTest {

    private final LineHarness line = new LineHarness();
    private final Cluster cluster = new Cluster(line);

    @BeforeEach
    void lead() {
        line.lead();
    }

    private FrameworkInfo again(Cluster.Scheduler scheduler) {
        return scheduler.info.toBuilder().setId(FrameworkID.newBuilder().setValue(scheduler.id)).build();
    }

    private String errorOf(FrameworkInfo info) {
        long connection = cluster.subscribeRaw(info);
        assertTrue(line.ended.contains(connection));
        return line.last(connection, Event.Type.ERROR).getError().getMessage();
    }

    private Output.Reply call(Optional<String> stream, Optional<String> principal, String framework, Call.Type type) {
        long request = line.nextRequest();
        line.input(new Input.SchedulerCall(request, stream, principal, Call.newBuilder().setType(type)
                .setFrameworkId(FrameworkID.newBuilder().setValue(framework)).build()));
        return line.replies.get(request);
    }

    @Test
    void aSubscriptionBeginsWithSubscribedAndAHeartbeat() {
        Cluster.Scheduler scheduler = cluster.subscribe("eng");
        List<Event> events = line.events(scheduler.connection);
        assertEquals(Event.Type.SUBSCRIBED, events.get(0).getType());
        assertEquals("m-0000", scheduler.id);
        assertEquals(15.0, events.get(0).getSubscribed().getHeartbeatIntervalSeconds());
        assertEquals("m", events.get(0).getSubscribed().getMasterInfo().getId());
        assertEquals(Event.Type.HEARTBEAT, events.get(1).getType());
        line.advance(46 * LineHarness.SECOND);
        assertEquals(4, line.events(scheduler.connection, Event.Type.HEARTBEAT).size());
    }

    @Test
    void aSecondStreamTakesTheFrameworkOver() {
        cluster.agent(1);
        Cluster.Scheduler old = cluster.subscribe("eng");
        String stream = line.streamIds.get(old.connection);
        Cluster.Scheduler scheduler = cluster.subscribe(again(old));
        assertEquals("Framework failed over", line.last(old.connection, Event.Type.ERROR).getError().getMessage());
        assertTrue(line.ended.contains(old.connection));
        assertEquals(old.id, scheduler.id);
        assertEquals(0, line.events(old.connection, Event.Type.RESCIND).size());
        assertEquals(4000, Forms.read(scheduler.offer().getResourcesList()).thousandths("cpus"));
        assertEquals(old.id, line.lastSent(Cluster.pid(1), UpdateFrameworkMessage.class).getFrameworkId().getValue());
        assertEquals("The stream ID '" + stream + "' included in this request didn't match the stream ID currently associated with"
                + " framework ID m-0000", call(Optional.of(stream), Optional.empty(), old.id, Call.Type.REVIVE).text());
        old.close();
        assertTrue(line.snapshot.frameworks().get(0).connected());
    }

    @Test
    void callsFromNowhereAreRefused() {
        Cluster.Scheduler scheduler = cluster.subscribe(Cluster.framework("eng").setPrincipal("p").build());
        Optional<String> stream = Optional.of(line.streamIds.get(scheduler.connection));
        Output.Reply unknown = call(stream, Optional.empty(), "nobody", Call.Type.REVIVE);
        assertEquals(400, unknown.status());
        assertEquals("Framework cannot be found", unknown.text());
        Output.Reply stranger = call(stream, Optional.of("q"), scheduler.id, Call.Type.REVIVE);
        assertEquals(400, stranger.status());
        assertEquals("Authenticated principal 'q' does not match principal 'p' set in `FrameworkInfo`", stranger.text());
        Output.Reply without = call(Optional.empty(), Optional.empty(), scheduler.id, Call.Type.REVIVE);
        assertEquals("All non-subscribe calls should include the 'Mesos-Stream-Id' header", without.text());
        scheduler.close();
        Output.Reply closed = call(stream, Optional.empty(), scheduler.id, Call.Type.REVIVE);
        assertEquals(403, closed.status());
        assertEquals("Framework is not subscribed", closed.text());
    }

    @Test
    void invalidFrameworksGetAnErrorAndTheEndOfTheStream() {
        assertEquals("'FrameworkInfo.role' must not be set when the framework is MULTI_ROLE capable",
                errorOf(Cluster.framework("a").setRole("a").build()));
        assertEquals("'FrameworkInfo.roles' contains invalid role: Role '/a' cannot start with a slash",
                errorOf(Cluster.framework("/a").build()));
        assertEquals("'FrameworkInfo.roles' contains duplicate items: { a }", errorOf(Cluster.framework("a").addRoles("a").build()));
        assertEquals("'FrameworkInfo.roles' must not be set when the framework is not MULTI_ROLE capable",
                errorOf(Cluster.framework("a").clearCapabilities().build()));
        assertEquals("The framework failover_timeout (1e+20) is invalid", errorOf(Cluster.framework("a").setFailoverTimeout(1e20).build()));
        assertEquals("The framework failover_timeout (1e+300) is invalid",
                errorOf(Cluster.framework("a").setFailoverTimeout(1e300).build()));
        assertEquals("'a/b' contains invalid characters",
                errorOf(Cluster.framework("a").setId(FrameworkID.newBuilder().setValue("a/b")).build()));
        assertEquals(0, line.snapshot.frameworks().size());
    }

    @Test
    void rolesOutsideTheWhitelistAndRootAreRefused() {
        LineHarness.Config config = LineHarness.config();
        config.roles = Optional.of(List.of("*", "eng"));
        config.rootSubmissions = false;
        LineHarness strict = new LineHarness(config.build(), new java.util.TreeMap<>(), new Assembly()).lead();
        Cluster strictCluster = new Cluster(strict);
        long connection = strictCluster.subscribeRaw(Cluster.framework("ops").build());
        assertEquals("Roles { ops } are not present in the master's --roles", strict.last(connection, Event.Type.ERROR).getError().getMessage());
        connection = strictCluster.subscribeRaw(Cluster.framework("eng").build());
        assertEquals("User 'root' is not allowed to run frameworks without --root_submissions set",
                strict.last(connection, Event.Type.ERROR).getError().getMessage());
    }

    @Test
    void thePrincipalCanNotChange() {
        Cluster.Scheduler scheduler = cluster.subscribe("eng");
        assertEquals("Changing framework's principal is not allowed.", errorOf(again(scheduler).toBuilder().setPrincipal("p").build()));
        assertTrue(line.snapshot.frameworks().get(0).connected());
    }

    @Test
    void aDisconnectedFrameworkGivesItsOffersBackAndIsRemovedAfterItsTimeout() {
        cluster.agent(1);
        Cluster.Scheduler scheduler = cluster.subscribe(Cluster.framework("eng").setFailoverTimeout(30).build());
        scheduler.launch(scheduler.offer(), Cluster.task("t", scheduler.offer()));
        line.advance(LineHarness.SECOND);
        scheduler.close();
        FrameworkRecord record = line.snapshot.frameworks().get(0);
        assertFalse(record.active());
        assertEquals(0, record.offers().size());
        assertEquals(1, record.tasks().size());
        line.advance(25 * LineHarness.SECOND);
        assertEquals(1, line.snapshot.frameworks().size());
        line.advance(6 * LineHarness.SECOND);
        assertNull(line.snapshot.frameworks().get(0));
        FrameworkRecord completed = line.snapshot.completedFrameworks().get(0);
        assertEquals(TaskState.TASK_KILLED, completed.completedTasks().iterator().next().getState());
        assertEquals(1, line.sent(Cluster.pid(1), ShutdownFrameworkMessage.class).size());
        assertEquals(0, line.snapshot.agents().get(0).used().size());
    }

    @Test
    void aFrameworkThatCameBackInTimeIsNotRemoved() {
        Cluster.Scheduler scheduler = cluster.subscribe("eng");
        scheduler.close();
        line.advance(50 * LineHarness.SECOND);
        Cluster.Scheduler back = cluster.subscribe(again(scheduler));
        line.advance(500 * LineHarness.SECOND);
        assertEquals(1, line.snapshot.frameworks().size());
        assertEquals(scheduler.id, back.id);
    }

    @Test
    void aTornDownFrameworkCanNotSubscribeAgain() {
        Cluster.Scheduler scheduler = cluster.subscribe("eng");
        assertEquals(202, scheduler.call(Call.newBuilder().setType(Call.Type.TEARDOWN)).status());
        assertTrue(line.ended.contains(scheduler.connection));
        assertEquals("Framework has been removed", errorOf(again(scheduler)));
    }

    @Test
    void anOperatorTearsAFrameworkDown() {
        Cluster.Scheduler scheduler = cluster.subscribe("eng");
        org.tepui.protocol.mesos.master.Call call = org.tepui.protocol.mesos.master.Call.newBuilder()
                .setType(org.tepui.protocol.mesos.master.Call.Type.TEARDOWN)
                .setTeardown(org.tepui.protocol.mesos.master.Call.Teardown.newBuilder()
                        .setFrameworkId(FrameworkID.newBuilder().setValue(scheduler.id))).build();
        line.input(new Input.OperatorCall(1, Optional.empty(), call));
        assertEquals(200, line.replies.get(1L).status());
        line.input(new Input.OperatorCall(2, Optional.empty(), call));
        assertEquals(400, line.replies.get(2L).status());
        assertEquals("No framework found with ID m-0000", line.replies.get(2L).text());
    }

    @Test
    void completedFrameworksAreBounded() {
        LineHarness.Config config = LineHarness.config();
        config.maxCompletedFrameworks = 2;
        LineHarness small = new LineHarness(config.build(), new java.util.TreeMap<>(), new Assembly()).lead();
        Cluster smallCluster = new Cluster(small);
        for (int i = 0; i < 5; i++) {
            smallCluster.subscribe("eng").call(Call.newBuilder().setType(Call.Type.TEARDOWN));
        }
        assertEquals(List.of("m-0003", "m-0004"), small.snapshot.completedFrameworks().stream().map(FrameworkRecord::id).toList());
    }

    @Test
    void aSuppressedFrameworkGetsNoOffersUntilItRevives() {
        Cluster.Scheduler scheduler = cluster.subscribe("eng");
        scheduler.call(Call.newBuilder().setType(Call.Type.SUPPRESS));
        cluster.agent(1);
        line.advance(3 * LineHarness.SECOND);
        assertEquals(0, line.events(scheduler.connection, Event.Type.OFFERS).size());
        scheduler.call(Call.newBuilder().setType(Call.Type.REVIVE));
        assertEquals(1, line.events(scheduler.connection, Event.Type.OFFERS).size());
        assertEquals(1, line.count(Counter.MESSAGES_SUPPRESS_OFFERS));
    }

    @Test
    void reviveEndsAFilter() {
        cluster.agent(1);
        Cluster.Scheduler scheduler = cluster.subscribe("eng");
        scheduler.decline(scheduler.offer(), 1000);
        line.advance(3 * LineHarness.SECOND);
        assertEquals(1, line.events(scheduler.connection, Event.Type.OFFERS).size());
        scheduler.call(Call.newBuilder().setType(Call.Type.REVIVE));
        assertEquals(2, line.events(scheduler.connection, Event.Type.OFFERS).size());
    }

    /** A time that no clock can tell is as long as may be, not the default of five seconds; and so is one that is just too long. */
    @Test
    void aFilterOfHugeLengthHoldsForAYear() {
        cluster.agent(1);
        Cluster.Scheduler scheduler = cluster.subscribe("eng");
        int offers = 1;
        for (double seconds : new double[] {1e10, 1e18, 1e300, Double.POSITIVE_INFINITY}) {
            scheduler.decline(scheduler.offer(), seconds);
            line.advance(10 * LineHarness.SECOND);
            assertEquals(offers, line.events(scheduler.connection, Event.Type.OFFERS).size(), () -> "after " + seconds + " s");
            scheduler.call(Call.newBuilder().setType(Call.Type.REVIVE));
            offers++;
            assertEquals(offers, line.events(scheduler.connection, Event.Type.OFFERS).size(), () -> "after " + seconds + " s");
        }
    }

    @Test
    void anUpdateOfTheFrameworkReplacesItsRoles() {
        cluster.agent(1);
        Cluster.Scheduler scheduler = cluster.subscribe("eng");
        Output.Reply reply = scheduler.call(Call.newBuilder().setType(Call.Type.UPDATE_FRAMEWORK).setUpdateFramework(
                Call.UpdateFramework.newBuilder().setFrameworkInfo(again(scheduler).toBuilder().clearRoles().addRoles("ops"))));
        assertEquals(200, reply.status());
        assertEquals(1, line.events(scheduler.connection, Event.Type.RESCIND).size());
        line.advance(2 * LineHarness.SECOND);
        assertEquals("ops", scheduler.offer().getAllocationInfo().getRole());
        Output.Reply bad = scheduler.call(Call.newBuilder().setType(Call.Type.UPDATE_FRAMEWORK).setUpdateFramework(
                Call.UpdateFramework.newBuilder().setFrameworkInfo(again(scheduler).toBuilder().setUser("nobody"))));
        assertEquals(400, bad.status());
        assertEquals("FrameworkInfo update is not valid: Updating 'FrameworkInfo.user' is unsupported; attempted to update from 'root' to"
                + " 'nobody'", bad.text());
    }

    @Test
    void frameworksShareAgentsAcrossRoles() {
        for (int port = 1; port <= 4; port++) {
            cluster.agent(port);
        }
        Cluster.Scheduler first = cluster.subscribe("eng");
        first.offers().forEach(offer -> first.decline(offer, 0));
        Cluster.Scheduler second = cluster.subscribe("ops");
        assertEquals(4, first.offers().size() + second.offers().size() >= 4 ? 4 : 0);
        assertTrue(line.events(second.connection, Event.Type.OFFERS).size() > 0);
    }
}
