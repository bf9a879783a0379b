package org.tepui.flags.master;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tepui.flags.FlagError;
import org.tepui.flags.Parsed;

/** The flag {@code hooks}. */
public final class HookValues {
    private HookValues() {}

    /** Names in order, as they stand between the commas: blanks and empty names are not dropped, and nobody has them. */
    public static List<String> names(String text) {
        return List.of(text.split(",", -1));
    }

    static void check(Parsed parsed, List<FlagError> errors) {
        MasterFlags.HOOKS.find(parsed).ifPresent(text -> {
            Set<String> seen = new LinkedHashSet<>();
            for (String name : names(text)) {
                if (name.isBlank()) {
                    errors.add(FlagError.of(parsed, MasterFlags.HOOKS, "a name between the commas is empty; give names of hooks, such as a,b"));
                    return;
                }
                if (!seen.add(name)) {
                    errors.add(FlagError.of(parsed, MasterFlags.HOOKS, "the hook '" + name + "' is given twice"));
                    return;
                }
            }
        });
    }
}
