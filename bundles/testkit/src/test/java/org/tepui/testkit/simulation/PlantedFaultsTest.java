package org.tepui.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.LongStream;
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
import org.tepui.core.frameworks.SchedulerCalls;
import org.tepui.core.frameworks.Subscription;
import org.tepui.core.ledger.Holding;
import org.tepui.core.ledger.Ledger;
import org.tepui.core.line.Assembly;
import org.tepui.core.line.Input;
import org.tepui.core.line.Line;
import org.tepui.core.offers.DeclineCall;
import org.tepui.core.offers.Filters;
import org.tepui.core.offers.OfferBook;
import org.tepui.core.offers.OfferEntry;
import org.tepui.core.offers.OfferForm;
import org.tepui.core.offers.WantCalls;
import org.tepui.core.registrar.Registrar;
import org.tepui.core.registrar.RegistryOperation;
import org.tepui.core.tasks.AcknowledgeCall;
import org.tepui.core.tasks.KillCall;
import org.tepui.core.tasks.ReconcileCall;
import org.tepui.core.tasks.StatusUpdates;
import org.tepui.core.tasks.TaskBook;
import org.tepui.core.tasks.TaskEntry;
import org.tepui.protocol.mesos.TaskState;
import org.tepui.protocol.mesos.TaskStatus;
import org.tepui.protocol.mesos.internal.ReconcileTasksMessage;
import org.tepui.protocol.mesos.internal.ReregisterSlaveMessage;
import org.tepui.protocol.mesos.scheduler.Call;

/** Faults planted in the line, one at a time: the simulation has to find each within some seeds. */
class PlantedFaultsTest {

    private static final int SEEDS_MAX = 6;
    /** With these options the faults end well before it in every seed here. */
    private static final long CALM_SECONDS = 900;
    private static final Options OPTIONS = new Options(3_000, 60, 6, 4);

    private static Map<String, Assembly> faults() {
        Map<String, Assembly> faults = new LinkedHashMap<>();
        ofOffers(faults);
        ofWishes(faults);
        ofTasks(faults);
        ofReconciliation(faults);
        ofAnswers(faults);
        return faults;
    }

    private static void ofOffers(Map<String, Assembly> faults) {
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
        faults.put("what is offered stays free", new Assembly() {
            @Override
            protected Ledger ledger(Line line) {
                return new Ledger(line.feed(), line.roles().names()) {
                    @Override
                    public Resources free(int agent) {
                        return total(agent);
                    }

                    @Override
                    public Holding offer(int agent, int framework, int role, Resources resources) {
                        return allocate(agent, framework, role, resources);
                    }
                };
            }
        });
        faults.put("a second scheduler leaves the stream of the first open", new Assembly() {
            @Override
            protected Subscription subscription(Line line) {
                return new Subscription(line) {
                    @Override
                    protected void failOver(Framework framework) {
                        List.copyOf(framework.offers.values()).forEach(line.offers()::takeBack);
                    }
                };
            }
        });
    }

    private static void ofWishes(Map<String, Assembly> faults) {
        faults.put("a filter never ends", new Assembly() {
            @Override
            protected Filters filters(Line line) {
                return new Filters(line) {
                    @Override
                    protected void expire(int framework, int agent, long id) {
                    }
                };
            }
        });
        faults.put("a decline leaves no filter", new Assembly() {
            @Override
            protected DeclineCall decline(Line line) {
                return new DeclineCall(line) {
                    @Override
                    protected void decline(OfferEntry offer, org.tepui.protocol.mesos.Filters filters) {
                        line.offers().takeBack(offer);
                    }
                };
            }
        });
        faults.put("suppression is ignored", new Assembly() {
            @Override
            protected WantCalls want(Line line) {
                return new WantCalls(line) {
                    @Override
                    public void suppress(Framework framework, List<String> roles) {
                    }
                };
            }
        });
        faults.put("suppression is shown, but the planner does not hear of it", new Assembly() {
            @Override
            protected WantCalls want(Line line) {
                return new WantCalls(line) {
                    @Override
                    public void suppress(Framework framework, List<String> roles) {
                        framework.suppressed.addAll(framework.roles);
                        line.frameworks().touch(framework);
                    }
                };
            }
        });
        faults.put("a revival is ignored", new Assembly() {
            @Override
            protected WantCalls want(Line line) {
                return new WantCalls(line) {
                    @Override
                    public void revive(Framework framework, List<String> roles) {
                    }
                };
            }
        });
        faults.put("a revival leaves the filters", new Assembly() {
            @Override
            protected Filters filters(Line line) {
                return new Filters(line) {
                    @Override
                    public void dropOfRole(Framework framework, String role) {
                    }
                };
            }
        });
    }

    private static void ofTasks(Map<String, Assembly> faults) {
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
        faults.put("resources of an ended task are given back twice", new Assembly() {
            @Override
            protected TaskBook tasks(Line line) {
                return new TaskBook(line) {
                    @Override
                    protected void end(TaskEntry entry, TaskStatus status) {
                        entry.holdings.forEach(line.ledger()::release);
                        super.end(entry, status);
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
        faults.put("a kill is dropped", new Assembly() {
            @Override
            protected KillCall kill(Line line, ReconcileCall reconcile) {
                return new KillCall(line, reconcile) {
                    @Override
                    public void handle(Framework framework, Call.Kill call) {
                    }
                };
            }
        });
        faults.put("a kill does not wait for an agent that is away", new Assembly() {
            @Override
            protected KillCall kill(Line line, ReconcileCall reconcile) {
                return new KillCall(line, reconcile) {
                    @Override
                    public void handle(Framework framework, Call.Kill call) {
                        super.handle(framework, call);
                        TaskEntry task = framework.tasks().get(call.getTaskId().getValue());
                        if (task != null) {
                            task.killed = false;
                        }
                    }
                };
            }
        });
    }

    private static void ofReconciliation(Map<String, Assembly> faults) {
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
        faults.put("reconciliation tells a wrong state", new Assembly() {
            @Override
            protected ReconcileCall reconcile(Line line) {
                return new ReconcileCall(line) {
                    @Override
                    protected TaskState latest(TaskEntry task) {
                        return task.state() == TaskState.TASK_RUNNING ? TaskState.TASK_STAGING : super.latest(task);
                    }
                };
            }
        });
        faults.put("reconciliation without tasks tells nothing", new Assembly() {
            @Override
            protected ReconcileCall reconcile(Line line) {
                return new ReconcileCall(line) {
                    @Override
                    public void handle(Framework framework, Call.Reconcile call) {
                        if (call.getTasksCount() > 0) {
                            super.handle(framework, call);
                        }
                    }
                };
            }
        });
        faults.put("reconciliation of named tasks tells nothing", new Assembly() {
            @Override
            protected ReconcileCall reconcile(Line line) {
                return new ReconcileCall(line) {
                    @Override
                    public void handle(Framework framework, Call.Reconcile call) {
                        if (call.getTasksCount() == 0) {
                            super.handle(framework, call);
                        }
                    }
                };
            }
        });
    }

    private static void ofAnswers(Map<String, Assembly> faults) {
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
        faults.put("a call is answered twice", new Assembly() {
            @Override
            protected SchedulerCalls schedulerCalls(Line line, SchedulerCalls.Handlers handlers) {
                return new SchedulerCalls(line, handlers) {
                    @Override
                    public void handle(Input.SchedulerCall input) {
                        super.handle(input);
                        if (input.call().getType() == Call.Type.MESSAGE) {
                            line.out().reply(input.request(), 202, "");
                        }
                    }
                };
            }
        });
        faults.put("a call is not answered", new Assembly() {
            @Override
            protected SchedulerCalls schedulerCalls(Line line, SchedulerCalls.Handlers handlers) {
                return new SchedulerCalls(line, handlers) {
                    @Override
                    public void handle(Input.SchedulerCall input) {
                        if (input.call().getType() != Call.Type.MESSAGE) {
                            super.handle(input);
                        }
                    }
                };
            }
        });
        faults.put("a request that was never made is answered", new Assembly() {
            @Override
            protected WantCalls want(Line line) {
                return new WantCalls(line) {
                    @Override
                    public void revive(Framework framework, List<String> roles) {
                        super.revive(framework, roles);
                        line.out().reply(Long.MAX_VALUE, 202, "");
                    }
                };
            }
        });
        faults.put("a stream gets a reply as well", new Assembly() {
            @Override
            protected Subscription subscription(Line line) {
                return new Subscription(line) {
                    @Override
                    public void handle(Input.Subscribe input) {
                        super.handle(input);
                        line.out().reply(input.connection(), 200, "");
                    }
                };
            }
        });
        faults.put("leadership ends without cause long after the last fault", new Assembly() {
            @Override
            protected WantCalls want(Line line) {
                return new WantCalls(line) {
                    @Override
                    public void revive(Framework framework, List<String> roles) {
                        super.revive(framework, roles);
                        if (line.clock().nanos() > CALM_SECONDS * World.SECOND) {
                            line.out().stopLeading("no answer within a while", Optional.empty());
                        }
                    }
                };
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> eachIsFound() {
        // Searched for at once: a fault takes a second or two, and nobody else needs the cores.
        return faults().entrySet().stream().toList().parallelStream().map(fault -> Map.entry(fault.getKey(), search(fault.getValue())))
                .toList().stream().map(found -> DynamicTest.dynamicTest(found.getKey(), () -> {
                    System.out.println(found.getKey() + ": " + found.getValue().orElse("not found"));
                    assertTrue(found.getValue().isPresent(), "not found within " + SEEDS_MAX + " seeds");
                }));
    }

    private static Optional<String> search(Assembly fault) {
        for (long seed = 1; seed <= SEEDS_MAX; seed++) {
            try {
                Simulation.run(seed, OPTIONS, fault);
            } catch (Violation found) {
                return Optional.of("found by seed " + seed + ": " + found.getMessage());
            }
        }
        return Optional.empty();
    }

    /** The same seeds are clean without a fault: what was found above was the fault. */
    @TestFactory
    Stream<DynamicTest> withoutThemTheSeedsAreClean() {
        return LongStream.rangeClosed(1, SEEDS_MAX).boxed()
                .map(seed -> DynamicTest.dynamicTest("seed " + seed, () -> Simulation.run(seed, OPTIONS)));
    }
}
