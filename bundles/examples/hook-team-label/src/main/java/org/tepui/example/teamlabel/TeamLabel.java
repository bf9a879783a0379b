package org.tepui.example.teamlabel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.tepui.api.hook.Hook;
import org.tepui.api.hook.HookAgent;
import org.tepui.api.hook.HookFramework;
import org.tepui.api.hook.HookTask;
import org.tepui.api.resource.Label;
import org.tepui.api.resource.Labels;

/**
 * Labels each task with the team it runs for: the first part of the first role of its framework. A task that has the label keeps it.
 * Parameter {@code key}: name of the label, {@code team} without.
 */
@Component(service = Hook.class, configurationPid = "team-label", property = "tepui.module.name=team-label")
public final class TeamLabel implements Hook {

    private final String key;

    /** @param parameters of the module in {@code --modules}, or the file {@code conf/team-label.cfg}; and the properties of the component */
    @Activate
    public TeamLabel(Map<String, Object> parameters) {
        key = parameters.getOrDefault("key", "team").toString();
    }

    @Override
    public Optional<Labels> launchTaskLabels(HookTask task, HookFramework framework, HookAgent agent) {
        List<Label> labels = new ArrayList<>(task.labels().list());
        if (framework.roles().isEmpty() || labels.stream().anyMatch(label -> label.key().equals(key))) {
            return Optional.empty();
        }
        labels.add(Label.of(key, framework.roles().get(0).split("/")[0]));
        return Optional.of(Labels.of(labels));
    }
}
