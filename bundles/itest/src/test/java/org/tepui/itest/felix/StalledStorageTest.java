package org.tepui.itest.felix;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.options;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.tepui.api.module.ModuleProperties;
import org.tepui.api.registry.Storage;
import org.tepui.itest.golden.PlayedAgent;
import org.tepui.itest.process.SchedulerClient;
import org.tepui.itest.process.TepuiProcess;
import org.tepui.protocol.mesos.Resource;
import org.tepui.protocol.mesos.SlaveInfo;
import org.tepui.protocol.mesos.Value;
import org.tepui.protocol.mesos.internal.RegisterSlaveMessage;

/**
 * A master whose registry is a plugin's storage, chosen by name, that stalls: only what must be durable waits for it. Agents are processes
 * of the distribution, and one that only listens, so that its pings can be counted.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class StalledStorageTest {

    private static final String PORT = "test.port";
    private static final String STORAGE = "held";
    /** More pings than an agent may miss ({@code --max_agent_ping_timeouts=2}), so the stall outlasts what a silent master would survive. */
    private static final int PINGS = 4;

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Inject
    private BundleContext context;

    private TepuiProcess master;
    private Path folder;
    private HeldStorage storage;
    private ServiceReference<Storage> memory;
    private ServiceRegistration<Storage> registration;

    @Configuration
    public Option[] bundles() throws IOException {
        String port = Integer.toString(TepuiProcess.freePort());
        return options(PlatformBundles.of("base", "master"), PlatformBundles.jarOf(ObjectMapper.class), PlatformBundles.jarOf(JsonProperty.class),
                junitBundles(), frameworkProperty(PORT).value(port), frameworkProperty("tepui.command").value("master"),
                frameworkProperty("tepui.args").value("[\"--ip=127.0.0.1\",\"--port=" + port + "\",\"--hostname=localhost\",\"--registry="
                        + STORAGE + "\",\"--allocation_interval=100ms\",\"--agent_ping_timeout=1secs\",\"--max_agent_ping_timeouts=2\"]"),
                frameworkProperty("org.ops4j.pax.logging.DefaultServiceLog.level").value("ERROR"));
    }

    /** The storage comes with the test, which is after the platform has started; so the master is started anew behind it. */
    @Before
    public void aMasterRunsOnTheStorage() throws Exception {
        folder = temporary.getRoot().toPath();
        bundle("org.tepui.core").stop();
        memory = context.getServiceReferences(Storage.class, "(" + ModuleProperties.NAME + "=in_memory)").iterator().next();
        storage = new HeldStorage(context.getService(memory));
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(ModuleProperties.NAME, STORAGE);
        registration = context.registerService(Storage.class, storage, properties);
        bundle("org.tepui.core").start();
        master = TepuiProcess.of(Integer.parseInt(context.getProperty(PORT)));
        SchedulerClient.awaitRecovery(master.port());
    }

    @After
    public void itEnds() throws Exception {
        bundle("org.tepui.core").stop();
        registration.unregister();
        context.ungetService(memory);
    }

    private Bundle bundle(String name) {
        for (Bundle bundle : context.getBundles()) {
            if (name.equals(bundle.getSymbolicName())) {
                return bundle;
            }
        }
        throw new AssertionError("there is no bundle " + name);
    }

    @Test
    public void pingsUpdatesAndOffersFlowOnAndOnlyTheAgentBeingAdmittedWaits() throws Exception {
        assertTrue(master.get("/startup"), master.get("/startup").contains("\"name\":\"registry storage\",\"state\":\"DONE\""));
        int secondPort = TepuiProcess.freePort();
        try (PlayedAgent played = played(); TepuiProcess first = TepuiProcess.agent(folder, master, "--resources=cpus:1;mem:128;disk:0");
                SchedulerClient scheduler = SchedulerClient.subscribe(master.port(),
                        "{\"user\":\"root\",\"name\":\"stalled\",\"roles\":[\"*\"],\"capabilities\":[{\"type\":\"MULTI_ROLE\"}]}")) {
            run(scheduler, "before");
            storage.hold();
            try (TepuiProcess second = TepuiProcess.agentOf(folder, secondPort, master, "--resources=cpus:2;mem:128;disk:0")) {
                TepuiProcess.await("the write that admits the second agent", () -> storage.waiting() > 0);
                long pings = pings(played);
                for (int round = 0; pings(played) < pings + PINGS; round++) {
                    run(scheduler, "during-" + round);
                    assertEquals("the agents in /state", 2, agents());
                    assertFalse(master.get("/state").contains(pid(secondPort)));
                    TimeUnit.MILLISECONDS.sleep(50);
                }
                assertEquals("no agent was lost, no write is answered", "0.0/2/1", metric("master/slave_unreachable_completed") + "/"
                        + agents() + "/" + storage.waiting());
                assertTrue("nobody but the first agent is offered", scheduler.offers().stream()
                        .allMatch(offer -> SchedulerClient.scalar(offer, "cpus") <= 1));
                assertTrue(first.isAlive() && second.isAlive());

                storage.release();
                TepuiProcess.await("the second agent in /state", () -> master.get("/state").contains(pid(secondPort)));
                scheduler.offer(offer -> SchedulerClient.scalar(offer, "cpus") == 2);
                assertEquals(3, agents());
            }
        }
    }

    /** A task that takes the whole first agent, to its end: offers, launches and updates each went through the master. */
    private static void run(SchedulerClient scheduler, String task) throws IOException {
        int before = scheduler.offers().size();
        JsonNode offer = task.equals("before") ? scheduler.offer(each -> true) : last(scheduler);
        assertEquals(202, scheduler.launch(offer, task, "true", SchedulerClient.scalars("cpus", 1, "mem", 128)).status());
        scheduler.update(task, "TASK_RUNNING");
        scheduler.update(task, "TASK_FINISHED");
        TepuiProcess.await("an offer of everything after " + task, () -> scheduler.offers().size() > before
                && SchedulerClient.scalar(last(scheduler), "cpus") == 1);
    }

    private static JsonNode last(SchedulerClient scheduler) {
        return scheduler.offers().get(scheduler.offers().size() - 1);
    }

    /** An agent with too little to be offered. */
    private PlayedAgent played() throws IOException {
        PlayedAgent agent = new PlayedAgent(TepuiProcess.freePort(), master.port());
        SlaveInfo info = SlaveInfo.newBuilder().setHostname("played").setPort(Integer.parseInt(agent.pid().split(":")[1]))
                .addResources(Resource.newBuilder().setName("mem").setType(Value.Type.SCALAR)
                        .setScalar(Value.Scalar.newBuilder().setValue(1)))
                .build();
        agent.send("master", "mesos.internal.RegisterSlaveMessage",
                RegisterSlaveMessage.newBuilder().setSlave(info).setVersion("1.12.0").build().toByteArray());
        TepuiProcess.await("its registration", () -> master.get("/state").contains(agent.pid()));
        return agent;
    }

    private static long pings(PlayedAgent agent) {
        return agent.received().stream().filter(each -> each.name().equals("mesos.internal.PingSlaveMessage")).count();
    }

    private int agents() throws IOException {
        return new ObjectMapper().readTree(master.get("/state")).path("slaves").size();
    }

    private double metric(String name) throws IOException {
        return new ObjectMapper().readTree(master.get("/metrics/snapshot")).path(name).asDouble(-1);
    }

    private static String pid(int port) {
        return "slave(1)@127.0.0.1:" + port;
    }
}
