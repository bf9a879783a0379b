package org.tepui.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tepui.api.registry.Change;
import org.tepui.api.registry.Variable;

/** The registry's storage, which outlives every leader. */
final class Store {

    private final Map<String, Variable> variables = new TreeMap<>();

    List<Variable> scan(String prefix) {
        return variables.values().stream().filter(variable -> variable.name().startsWith(prefix)).toList();
    }

    Optional<List<Long>> commit(List<Change> changes) {
        for (Change change : changes) {
            Variable known = variables.get(change.name());
            if ((known == null ? 0 : known.version()) != change.expectedVersion()) {
                return Optional.empty();
            }
        }
        List<Long> versions = new ArrayList<>();
        for (Change change : changes) {
            long version = change.expectedVersion() + 1;
            versions.add(version);
            if (change.value().isPresent()) {
                variables.put(change.name(), Variable.of(change.name(), version, change.value().get()));
            } else {
                variables.remove(change.name());
            }
        }
        return Optional.of(versions);
    }
}
