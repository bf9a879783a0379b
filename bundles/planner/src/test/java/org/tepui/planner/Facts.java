package org.tepui.planner;

import java.util.List;
import org.tepui.api.planner.Change.AgentFacts;
import org.tepui.api.planner.Change.FrameworkFacts;
import org.tepui.api.planner.PlannerOptions;
import org.tepui.api.resource.Attributes;
import org.tepui.api.resource.Quantities;
import org.tepui.api.resource.Resources;

/** Facts with the usual answers, for tests to vary. */
final class Facts {

    static final PlannerOptions OPTIONS = new PlannerOptions(List.of(), true,
            List.of(Quantities.parse("cpus:0.01"), Quantities.parse("mem:32")));

    private Facts() {
    }

    static AgentFacts agent(String id, Resources total) {
        return new AgentFacts(id, id, true, total, Attributes.EMPTY, true, true, true, true);
    }

    static AgentFacts agent(String id, String total) {
        return agent(id, Resources.parse(total));
    }

    static FrameworkFacts framework(String id, Integer... roles) {
        return new FrameworkFacts(id, true, List.of(roles), List.of(), true, false, false, false, true, false, null);
    }

    static FrameworkFacts inactive(FrameworkFacts of) {
        return new FrameworkFacts(of.id(), false, of.roles(), of.suppressed(), of.multiRole(), of.gpu(), of.shared(), of.revocable(),
                of.reservationRefinement(), of.regionAware(), of.minimums());
    }

    static FrameworkFacts suppressed(FrameworkFacts of, Integer... roles) {
        return new FrameworkFacts(of.id(), of.active(), of.roles(), List.of(roles), of.multiRole(), of.gpu(), of.shared(), of.revocable(),
                of.reservationRefinement(), of.regionAware(), of.minimums());
    }

    static FrameworkFacts capable(FrameworkFacts of, boolean gpu, boolean shared, boolean revocable, boolean refinement, boolean region) {
        return new FrameworkFacts(of.id(), of.active(), of.roles(), of.suppressed(), of.multiRole(), gpu, shared, revocable, refinement,
                region, of.minimums());
    }

    static FrameworkFacts minimums(FrameworkFacts of, List<List<Quantities>> minimums) {
        return new FrameworkFacts(of.id(), of.active(), of.roles(), of.suppressed(), of.multiRole(), of.gpu(), of.shared(), of.revocable(),
                of.reservationRefinement(), of.regionAware(), minimums);
    }
}
