package org.tepui.testkit.simulation;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.tepui.api.resource.Resources;
import org.tepui.core.agents.Agent;
import org.tepui.core.agents.AgentLoss;
import org.tepui.core.agents.KnownAgent;
import org.tepui.core.agents.Reports;
import org.tepui.core.frameworks.Framework;
import org.tepui.core.frameworks.FrameworkLoss;
import org.tepui.core.line.Assembly;
import org.tepui.core.line.Line;
import org.tepui.core.offers.DeclineCall;
import org.tepui.core.offers.OfferBook;
import org.tepui.core.offers.OfferEntry;
import org.tepui.core.offers.OfferForm;
import org.tepui.core.registrar.Registrar;
import org.tepui.core.registrar.RegistryOperation;
import org.tepui.core.tasks.AcknowledgeCall;
import org.tepui.core.tasks.StatusUpdates;
import org.tepui.core.tasks.TaskBook;
import org.tepui.core.tasks.TaskEntry;
import org.tepui.protocol.mesos.TaskStatus;
import org.tepui.protocol.mesos.internal.ReconcileTasksMessage;
import org.tepui.protocol.mesos.internal.ReregisterSlaveMessage;
import org.tepui.protocol.mesos.scheduler.Call;

/** Faults planted in the line, one at a time: the simulation has to find each within some seeds. */
class PlantedFaultsTest {

    private static final int SEEDS_MAX = 12;
    private static final Options OPTIONS = new Options(3_000, 60, 6, 4);

    private static Map<String, Assembly> faults() {
        Map<String, Assembly> faults = new LinkedHashMap<>();
        faults.put("offers of a lost agent are not rescinded", new Assembly() {
            @Override
            protected AgentLoss agentLoss(Line line) {
                return new AgentLoss(line) {
                    @Override
                    protected void rescindOffers(Agent agent) {
                    }
                };
            }
        });
        faults.put("resources are offered twice", new Assembly() {
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
        faults.put("a status update is not forwarded", new Assembly() {
            @Override
            protected StatusUpdates statusUpdates(Line line) {
                return new StatusUpdates(line) {
                    @Override
                    protected boolean forward(Framework framework, TaskStatus status) {
                        return true;
                    }
                };
            }
        });
        faults.put("an acknowledgement is not passed on", new Assembly() {
            @Override
            protected AcknowledgeCall acknowledge(Line line) {
                return new AcknowledgeCall(line) {
                    @Override
                    public void handle(Framework framework, Call.Acknowledge call) {
                    }
                };
            }
        });
        faults.put("resources of an ended task are kept", new Assembly() {
            @Override
            protected TaskBook tasks(Line line) {
                return new TaskBook(line) {
                    @Override
                    protected void end(TaskEntry entry, TaskStatus status) {
                    }
                };
            }
        });
        faults.put("a disconnected framework keeps its offers", new Assembly() {
            @Override
            protected FrameworkLoss frameworkLoss(Line line) {
                return new FrameworkLoss(line) {
                    @Override
                    protected void takeBackOffers(Framework framework) {
                    }
                };
            }
        });
        faults.put("an agent is shown before the registry has it", new Assembly() {
            @Override
            protected Registrar registrar(Line line) {
                return new Registrar(line) {
                    @Override
                    public void submit(RegistryOperation operation, Consumer<Boolean> done) {
                        done.accept(true);
                        super.submit(operation, applied -> { });
                    }
                };
            }
        });
        faults.put("what is declined is lost", new Assembly() {
            @Override
            protected DeclineCall decline(Line line) {
                return new DeclineCall(line) {
                    @Override
                    protected void decline(OfferEntry offer, org.tepui.protocol.mesos.Filters filters) {
                    }
                };
            }
        });
        faults.put("a task that an agent has lost is never reconciled", new Assembly() {
            @Override
            protected KnownAgent knownAgent(Line line, Reports reports) {
                return new KnownAgent(line, reports) {
                    @Override
                    protected List<ReconcileTasksMessage> reconciliations(Agent agent, ReregisterSlaveMessage message) {
                        return List.of();
                    }
                };
            }
        });
        faults.put("an acknowledged end does not complete the task", new Assembly() {
            @Override
            protected AcknowledgeCall acknowledge(Line line) {
                return new AcknowledgeCall(line) {
                    @Override
                    protected void complete(TaskEntry task) {
                    }
                };
            }
        });
        return faults;
    }

    @TestFactory
    Stream<DynamicTest> eachIsFound() {
        return faults().entrySet().stream().map(fault -> DynamicTest.dynamicTest(fault.getKey(), () -> {
            for (long seed = 1; seed <= SEEDS_MAX; seed++) {
                try {
                    Simulation.run(seed, OPTIONS, fault.getValue());
                } catch (Violation found) {
                    System.out.println(fault.getKey() + ": found by seed " + seed + ": " + found.getMessage());
                    return;
                }
            }
            fail("not found within " + SEEDS_MAX + " seeds");
        }));
    }

    /** The same seeds are clean without a fault: what was found above was the fault. */
    @TestFactory
    Stream<DynamicTest> withoutThemTheSeedsAreClean() {
        return Stream.of(1L, 2L, 3L).map(seed -> DynamicTest.dynamicTest("seed " + seed, () -> Simulation.run(seed, OPTIONS)));
    }
}
