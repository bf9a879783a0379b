package org.tepui.example.teamlabel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tepui.api.hook.HookAgent;
import org.tepui.api.hook.HookFramework;
import org.tepui.api.hook.HookTask;
import org.tepui.api.resource.Attributes;
import org.tepui.api.resource.Label;
import org.tepui.api.resource.Labels;
import org.tepui.api.resource.Resources;

class TeamLabelTest {

    private static final HookAgent AGENT = HookAgent.of("a", "host", Resources.parse("cpus:4"), Attributes.EMPTY, () -> new byte[0]);

    private static Optional<Labels> labels(Map<String, Object> parameters, List<String> roles, Label... given) {
        HookTask task = HookTask.of("t", "t", Resources.parse("cpus:1"), Labels.of(given), () -> new byte[0]);
        HookFramework framework = HookFramework.of("f", "web", "u", Optional.empty(), roles, () -> new byte[0]);
        return new TeamLabel(parameters).launchTaskLabels(task, framework, AGENT);
    }

    @Test
    void theTeamIsTheFirstPartOfTheRoleAndOtherLabelsStay() {
        assertEquals(Optional.of(Labels.of(Label.of("tier", "front"), Label.of("team", "shop"))),
            labels(Map.of(), List.of("shop/web", "other"), Label.of("tier", "front")));
    }

    @Test
    void aTaskThatSaysItsTeamKeepsIt() {
        assertEquals(Optional.empty(), labels(Map.of(), List.of("shop"), Label.of("team", "mine")));
    }

    @Test
    void theKeyIsAParameter() {
        assertEquals(Optional.of(Labels.of(Label.of("owner", "shop"))), labels(Map.of("key", "owner"), List.of("shop")));
    }

    @Test
    void withoutARoleThereIsNoTeam() {
        assertEquals(Optional.empty(), labels(Map.of(), List.of()));
    }
}
