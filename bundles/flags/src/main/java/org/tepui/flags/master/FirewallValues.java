package org.tepui.flags.master;

import java.util.List;
import java.util.Map;
import org.tepui.flags.Parsed;

/** What {@code --firewall_rules} says. */
public final class FirewallValues {

    private FirewallValues() {}

    /** The paths of {@code disabled_endpoints} as written, in their order; a text stands for a list of one. */
    public static List<String> disabledPaths(Parsed parsed) {
        Object rule = MasterFlags.FIREWALL_RULES.find(parsed).map(json -> json.tree().get("disabled_endpoints")).orElse(null);
        Object paths = rule instanceof Map<?, ?> fields ? fields.get("paths") : null;
        if (paths instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        return paths == null ? List.of() : List.of(paths.toString());
    }
}
