package org.tepui.core.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tepui.api.resource.Resources;
import org.tepui.core.agents.Agent;
import org.tepui.core.agents.AgentLoss;
import org.tepui.core.frameworks.Framework;
import org.tepui.core.offers.Filters;
import org.tepui.core.offers.OfferBook;
import org.tepui.core.offers.OfferEntry;
import org.tepui.core.offers.OfferForm;
import org.tepui.core.tasks.TaskBook;
import org.tepui.core.tasks.TaskEntry;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.TaskStatus;

/** Parts with a fault in them: the invariants notice, and a breach ends leadership. */
class PlantedFaultTest {

    private static Cluster cluster(Assembly assembly) {
        return new Cluster(new LineHarness(LineHarness.config().build(), new TreeMap<>(), assembly).lead());
    }

    @Test
    void aLostRescindIsFound() {
        Cluster cluster = cluster(new Assembly() {
            @Override
            protected AgentLoss agentLoss(Line line) {
                return new AgentLoss(line) {
                    @Override
                    protected void rescindOffers(Agent agent) {
                    }
                };
            }
        });
        cluster.agent(1);
        cluster.subscribe("eng");
        assertThrows(Breach.class, () -> cluster.line.input(new Input.PeerExited(Cluster.pid(1), cluster.line.links.get(Cluster.pid(1)))));
    }

    @Test
    void aDoubleOfferEndsLeadership() {
        Cluster cluster = cluster(new Assembly() {
            @Override
            protected OfferBook offers(Line line) {
                return new OfferBook(line, new OfferForm()) {
                    @Override
                    public OfferEntry make(Framework framework, Agent agent, int role, Resources resources) {
                        super.make(framework, agent, role, resources);
                        return super.make(framework, agent, role, resources);
                    }
                };
            }
        });
        cluster.agent(1);
        cluster.subscribe("eng");
        Output.StopLeading stop = cluster.line.stopped.orElseThrow();
        assertTrue(stop.reason().contains("exceeds what is free"), stop.reason());
        assertTrue(stop.evidence().isPresent());
    }

    @Test
    void resourcesOfAnEndedTaskThatAreNotFreedAreFound() {
        Cluster cluster = cluster(new Assembly() {
            @Override
            protected TaskBook tasks(Line line) {
                return new TaskBook(line) {
                    @Override
                    protected void end(TaskEntry entry, TaskStatus status) {
                    }
                };
            }
        });
        String agent = cluster.agent(1);
        Cluster.Scheduler scheduler = cluster.subscribe("eng");
        scheduler.launch(scheduler.offer(), Cluster.task("t", scheduler.offer()));
        assertThrows(Breach.class, () -> cluster.update(1, agent, scheduler.id, "t", TaskState.TASK_FINISHED));
    }

    @Test
    void anExceptionFromInsideEndsLeadershipOnce() {
        Cluster cluster = cluster(new Assembly() {
            @Override
            protected Filters filters(Line line) {
                return new Filters(line) {
                    @Override
                    public void add(Framework framework, Agent agent, int role, Resources resources, org.tepui.protocol.mesos.Filters wanted) {
                        throw new IllegalStateException("planted");
                    }
                };
            }
        });
        cluster.agent(1);
        Cluster.Scheduler scheduler = cluster.subscribe("eng");
        scheduler.decline(scheduler.offer(), 5);
        assertTrue(cluster.line.stopped.orElseThrow().reason().contains("planted"));
        Batch after = cluster.line.master.handle(java.util.List.of(new Input.TimerFired(1)), new Now(0, 0));
        assertEquals(0, after.outputs().size());
    }
}
