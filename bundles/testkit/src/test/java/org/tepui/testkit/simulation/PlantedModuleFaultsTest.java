package org.tepui.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.tepui.api.allocator.Allocator;
import org.tepui.api.allocator.ClusterView;
import org.tepui.api.allocator.Plan;
import org.tepui.api.allocator.PlanRequest;
import org.tepui.api.authorization.Authorizer;
import org.tepui.api.authorization.ObjectApprover;
import org.tepui.api.module.ModuleKind;
import org.tepui.api.planner.Change;
import org.tepui.api.planner.PlanSink;
import org.tepui.api.planner.Planner;
import org.tepui.api.planner.PlannerSwap;
import org.tepui.core.authorization.Approvers;
import org.tepui.core.authorization.Judge;
import org.tepui.core.guard.Guard;
import org.tepui.core.line.Assembly;
import org.tepui.core.line.Input;
import org.tepui.core.line.Line;
import org.tepui.core.line.Verdicts;
import org.tepui.core.module.Place;
import org.tepui.core.module.Seat;
import org.tepui.core.module.Seated;
import org.tepui.core.offers.PlanCommit;
import org.tepui.core.runtime.Entrance;

/** Faults planted around the line, one at a time, in what changes modules or outlives a change: the simulation has to find each. */
class PlantedModuleFaultsTest {

    private static final int SEEDS_MAX = 6;
    private static final Options OPTIONS = new Options(3_000, 60, 6, 4);

    /** A place that hands on to the real one what a fault does not concern. */
    private static class Passing implements Place {
        final Place real;

        Passing(Place real) {
            this.real = real;
        }

        @Override
        public ModuleKind kind() {
            return real.kind();
        }

        @Override
        public boolean takesSeveral() {
            return real.takesSeveral();
        }

        @Override
        public Optional<String> builtIn() {
            return real.builtIn();
        }

        @Override
        public void configure(Object module) {
            real.configure(module);
        }

        @Override
        public Taken take(List<String> names, List<Object> modules) throws InterruptedException {
            return real.take(names, modules);
        }

        @Override
        public Taken closed() {
            return real.closed();
        }
    }

    /** As {@link Passing}, for planners. */
    private static class PassingPlanner implements Planner {
        final Planner real;

        PassingPlanner(Planner real) {
            this.real = real;
        }

        @Override
        public void apply(long epoch, List<Change> changes) {
            real.apply(epoch, changes);
        }

        @Override
        public void request(List<Integer> agents, long seed) {
            real.request(agents, seed);
        }

        @Override
        public CompletionStage<PlannerSwap> swap(Allocator next) {
            return real.swap(next);
        }

        @Override
        public void close() {
            real.close();
        }
    }

    private static Map<String, Supplier<Surroundings>> faults() {
        Map<String, Supplier<Surroundings>> faults = new LinkedHashMap<>();
        ofAuthorizers(faults);
        ofPlaces(faults);
        ofPlanners(faults);
        return faults;
    }

    private static void ofAuthorizers(Map<String, Supplier<Surroundings>> faults) {
        faults.put("approvers of the old authorizer are kept after a change", () -> new Surroundings() {
            private final Map<String, CompletionStage<ObjectApprover>> kept = new HashMap<>();

            @Override
            protected Place authorizerPlace(Seat<Authorizer> seat) {
                return new Passing(super.authorizerPlace(seat)) {
                    @Override
                    public Taken take(List<String> names, List<Object> modules) throws InterruptedException {
                        Authorizer next = (Authorizer) modules.get(0);
                        Authorizer keeping = (subject, action) -> kept.computeIfAbsent(action + subject,
                                any -> next.approver(subject, action));
                        return super.take(names, List.of(keeping));
                    }
                };
            }
        });
        faults.put("a verdict is taken although its authorizer is not in force any more", () -> new Surroundings() {
            @Override
            protected Approvers approvers(Seat<Authorizer> seat, Guard guard,
                    UnaryOperator<CompletableFuture<ObjectApprover>> limit) {
                return new Approvers(seat, guard, limit) {
                    @Override
                    protected boolean isInForce(Seated<Authorizer> asked) {
                        return true;
                    }
                };
            }
        });
        faults.put("what waits behind others keeps the verdict of an authorizer that has gone", () -> new Surroundings() {
            @Override
            protected Entrance entrance(Entrance.Target inbox, Judge judge) {
                return new Entrance(inbox, judge) {
                    @Override
                    protected boolean isInForce(long version) {
                        return true;
                    }
                };
            }
        });
        faults.put("verdicts are remembered over a change", () -> new Surroundings() {
            private final Map<String, Verdicts> remembered = new HashMap<>();

            @Override
            protected Entrance.Target inbox(Entrance.Target inbox) {
                return new Entrance.Target() {
                    @Override
                    public boolean offer(Input input) {
                        return inbox.offer(old(input));
                    }

                    @Override
                    public void put(Input input) {
                        inbox.put(old(input));
                    }
                };
            }

            private Input old(Input input) {
                if (!(input instanceof Input.Subscribe subscribe)) {
                    return input;
                }
                Verdicts first = remembered.computeIfAbsent(subscribe.call().getSubscribe().getFrameworkInfo().getName(),
                        any -> subscribe.verdicts());
                return new Input.Subscribe(subscribe.connection(), subscribe.principal(), subscribe.call(), first);
            }
        });
        faults.put("an authorizer that does not answer in time allows", () -> new Surroundings() {
            @Override
            protected Approvers approvers(Seat<Authorizer> seat, Guard guard,
                    UnaryOperator<CompletableFuture<ObjectApprover>> limit) {
                return super.approvers(seat, guard, answer -> limit.apply(answer).exceptionally(late -> object -> true));
            }
        });
    }

    private static void ofPlaces(Map<String, Supplier<Surroundings>> faults) {
        faults.put("in a gap everything is allowed", () -> new Surroundings() {
            @Override
            protected Place authorizerPlace(Seat<Authorizer> seat) {
                return new Passing(super.authorizerPlace(seat)) {
                    @Override
                    public Taken closed() {
                        seat.take(List.of("anybody"), List.of((subject, action) -> CompletableFuture.completedFuture(object -> true)));
                        return new Taken(true, "", 0, 0);
                    }
                };
            }
        });
        faults.put("in a gap the authorizer that has gone is asked", () -> new Surroundings() {
            @Override
            protected Place authorizerPlace(Seat<Authorizer> seat) {
                return new Passing(super.authorizerPlace(seat)) {
                    @Override
                    public Taken closed() {
                        return new Taken(true, "", 0, 0);
                    }
                };
            }
        });
        faults.put("an authorizer's change is told before it is made", () -> new Surroundings() {
            @Override
            protected Place authorizerPlace(Seat<Authorizer> seat) {
                return new Passing(super.authorizerPlace(seat)) {
                    private List<String> lateNames;
                    private List<Object> late;

                    @Override
                    public Taken take(List<String> names, List<Object> modules) throws InterruptedException {
                        Taken taken = late == null ? new Taken(true, "", 0, 0) : super.take(lateNames, late);
                        lateNames = names;
                        late = modules;
                        return taken;
                    }
                };
            }
        });
        faults.put("a policy that failed to start is told to decide", () -> new Surroundings() {
            @Override
            protected Place allocatorPlace(Planner planner) {
                return new Passing(super.allocatorPlace(planner)) {
                    @Override
                    public Taken take(List<String> names, List<Object> modules) throws InterruptedException {
                        Taken taken = super.take(names, modules);
                        return new Taken(true, "", taken.epoch(), taken.pauseNanos());
                    }
                };
            }
        });
        faults.put("a quarantine keeps the policy", () -> new Surroundings() {
            @Override
            protected Place allocatorPlace(Planner planner) {
                return new Passing(super.allocatorPlace(planner)) {
                    @Override
                    public Taken take(List<String> names, List<Object> modules) throws InterruptedException {
                        return names.contains(Platform.BUILT_IN) ? new Taken(true, "", 0, 0) : super.take(names, modules);
                    }
                };
            }
        });
        faults.put("both the old policy and the new one decide", () -> new Surroundings() {
            private Allocator before;

            @Override
            protected Place allocatorPlace(Planner planner) {
                return new Passing(super.allocatorPlace(planner)) {
                    @Override
                    public Taken take(List<String> names, List<Object> modules) throws InterruptedException {
                        Allocator both = both(before, (Allocator) modules.get(0));
                        before = (Allocator) modules.get(0);
                        return super.take(names, List.of(both));
                    }
                };
            }
        });
        faults.put("the old policy is never stopped", () -> new Surroundings() {
            @Override
            protected Place allocatorPlace(Planner planner) {
                return new Passing(super.allocatorPlace(planner)) {
                    @Override
                    public Taken take(List<String> names, List<Object> modules) throws InterruptedException {
                        Allocator real = (Allocator) modules.get(0);
                        return super.take(names, List.of(new Allocator() {
                            @Override
                            public void start(ClusterView view) {
                                real.start(view);
                            }

                            @Override
                            public Plan plan(PlanRequest request) {
                                return real.plan(request);
                            }
                        }));
                    }
                };
            }
        });
    }

    /** Asks the old one too, and does what the new one says. */
    private static Allocator both(Allocator old, Allocator next) {
        return new Allocator() {
            @Override
            public void start(ClusterView view) {
                next.start(view);
            }

            @Override
            public Plan plan(PlanRequest request) {
                if (old != null) {
                    old.plan(request);
                }
                return next.plan(request);
            }

            @Override
            public void stop() {
                next.stop();
            }
        };
    }

    private static void ofPlanners(Map<String, Supplier<Surroundings>> faults) {
        faults.put("the new policy does not hear of offers and tasks that there are", () -> new Surroundings() {
            @Override
            protected Planner planner(Planner planner) {
                return new PassingPlanner(planner) {
                    private final List<Change> held = new ArrayList<>();
                    private long latest;

                    @Override
                    public void apply(long epoch, List<Change> changes) {
                        latest = epoch;
                        for (Change change : changes) {
                            if (change instanceof Change.AllocationAdded) {
                                held.add(change);
                            } else if (change instanceof Change.AllocationRemoved removed) {
                                held.remove(new Change.AllocationAdded(removed.agent(), removed.framework(), removed.role(),
                                        removed.resources()));
                            }
                        }
                        super.apply(epoch, changes);
                    }

                    @Override
                    public CompletionStage<PlannerSwap> swap(Allocator next) {
                        if (!held.isEmpty() && held.get(held.size() - 1) instanceof Change.AllocationAdded lost) {
                            super.apply(latest, List.of(new Change.AllocationRemoved(lost.agent(), lost.framework(), lost.role(),
                                    lost.resources())));
                        }
                        return super.swap(next);
                    }
                };
            }
        });
        faults.put("after a start that failed nobody decides", () -> new Surroundings() {
            @Override
            protected Planner planner(Planner planner) {
                return new PassingPlanner(planner) {
                    private CompletableFuture<PlannerSwap> latest = CompletableFuture.completedFuture(PlannerSwap.done(0, 0));

                    @Override
                    public CompletionStage<PlannerSwap> swap(Allocator next) {
                        latest = super.swap(next).toCompletableFuture();
                        return latest;
                    }

                    @Override
                    public void request(List<Integer> agents, long seed) {
                        if (latest.join().done()) {
                            super.request(agents, seed);
                        }
                    }
                };
            }
        });
        faults.put("a plan of the old policy is handed over after the swap", () -> new Surroundings() {
            private Plan old;
            private boolean swapped;

            @Override
            protected Planner planner(Planner planner) {
                return new PassingPlanner(planner) {
                    @Override
                    public CompletionStage<PlannerSwap> swap(Allocator next) {
                        swapped = true;
                        return super.swap(next);
                    }
                };
            }

            @Override
            protected PlanSink sink(PlanSink sink) {
                return new PlanSink() {
                    @Override
                    public void planned(Plan plan) {
                        Plan given = swapped && old != null ? old : plan;
                        swapped = false;
                        old = plan;
                        sink.planned(given);
                    }

                    @Override
                    public void failed(long epoch, String reason) {
                        sink.failed(epoch, reason);
                    }
                };
            }
        });
        faults.put("the epoch of a swap is one that the old policy decided", () -> new Surroundings() {
            @Override
            protected Planner planner(Planner planner) {
                return new PassingPlanner(planner) {
                    @Override
                    public CompletionStage<PlannerSwap> swap(Allocator next) {
                        return super.swap(next).thenApply(swap -> swap.done() && swap.epoch() > 0
                                ? PlannerSwap.done(swap.epoch() - 1, swap.pauseNanos()) : swap);
                    }
                };
            }
        });
    }

    /** Swapped by a fault of both sides: the line takes back what it had offered. */
    private static final class Rescinding {
        private boolean swapped;

        Surroundings around() {
            return new Surroundings() {
                @Override
                protected Planner planner(Planner planner) {
                    return new PassingPlanner(planner) {
                        @Override
                        public CompletionStage<PlannerSwap> swap(Allocator next) {
                            swapped = true;
                            return super.swap(next);
                        }
                    };
                }
            };
        }

        Assembly line() {
            return new Assembly() {
                @Override
                protected PlanCommit planCommit(Line line) {
                    return new PlanCommit(line) {
                        @Override
                        public java.util.Set<org.tepui.core.agents.Agent> commit(Plan plan) {
                            if (swapped) {
                                swapped = false;
                                line.agents().all().forEach(agent -> List.copyOf(agent.offers.values()).forEach(line.offers()::rescind));
                            }
                            return super.commit(plan);
                        }
                    };
                }
            };
        }
    }

    private record Fault(String name, Supplier<Assembly> line, Supplier<Surroundings> around) { }

    @TestFactory
    Stream<DynamicTest> eachIsFound() {
        List<Fault> all = new ArrayList<>();
        faults().forEach((name, around) -> all.add(new Fault(name, Assembly::new, around)));
        Rescinding[] both = new Rescinding[1];
        all.add(new Fault("offers are rescinded for a swap", () -> (both[0] = new Rescinding()).line(), () -> both[0].around()));
        // Searched for at once: a fault takes a second or two, and nobody else needs the cores.
        return all.parallelStream().map(fault -> Map.entry(fault.name, search(fault))).toList().stream()
                .map(found -> DynamicTest.dynamicTest(found.getKey(), () -> {
                    System.out.println(found.getKey() + ": " + found.getValue().orElse("not found"));
                    assertTrue(found.getValue().isPresent(), "not found within " + SEEDS_MAX + " seeds");
                }));
    }

    private static Optional<String> search(Fault fault) {
        for (long seed = 1; seed <= SEEDS_MAX; seed++) {
            try {
                Simulation.run(seed, OPTIONS, fault.line.get(), fault.around.get());
            } catch (Violation found) {
                return Optional.of("found by seed " + seed + ": " + found.getMessage());
            }
        }
        return Optional.empty();
    }
}
