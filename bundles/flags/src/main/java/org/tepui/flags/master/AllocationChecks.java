package org.tepui.flags.master;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import org.tepui.flags.FlagError;
import org.tepui.flags.Parsed;
import org.tepui.flags.type.BadValueException;
import org.tepui.flags.type.Quoted;

/** Rules about roles, weights, sorters and offers. */
final class AllocationChecks {
    private static final Set<String> HIERARCHICAL = Set.of("hierarchical", "HierarchicalDRF");

    private AllocationChecks() {}

    /** Sorters matter only to the built-in allocator; both must be equal, and only one kind is built. */
    static void sorters(Parsed parsed, List<FlagError> errors) {
        if (!HIERARCHICAL.contains(MasterFlags.ALLOCATOR.get(parsed))) {
            return;
        }
        String roles = MasterFlags.ROLE_SORTER.get(parsed);
        if (!roles.equals(MasterFlags.FRAMEWORK_SORTER.get(parsed))) {
            errors.add(FlagError.of(parsed, MasterFlags.ROLE_SORTER, "must be equal to --framework_sorter"));
        } else if (roles.equals("random")) {
            errors.add(FlagError.of(parsed, MasterFlags.ROLE_SORTER, "the sorter random is not built yet; leave out both sorter flags"));
        } else if (!roles.equals("drf")) {
            errors.add(FlagError.of(parsed, MasterFlags.ROLE_SORTER, "sorter " + Quoted.of(roles) + " is unknown; known is drf"));
        }
    }

    static void rolesAndOffers(Parsed parsed, List<FlagError> errors) {
        MasterFlags.ROLES.find(parsed).ifPresent(text ->
            MasterFlagChecks.tell(parsed, MasterFlags.ROLES, errors, () -> AllocationValues.roles(text)));
        MasterFlags.WEIGHTS.find(parsed).ifPresent(text ->
            MasterFlagChecks.tell(parsed, MasterFlags.WEIGHTS, errors, () -> weights(parsed, text)));
        MasterFlags.OFFER_TIMEOUT.find(parsed).ifPresent(timeout -> {
            if (timeout.isZero()) {
                errors.add(FlagError.of(parsed, MasterFlags.OFFER_TIMEOUT, "the value must be above zero; for no timeout leave the flag out"));
            }
        });
        MasterFlagChecks.tell(parsed, MasterFlags.MIN_ALLOCATABLE_RESOURCES, errors,
            () -> AllocationValues.minAllocatable(MasterFlags.MIN_ALLOCATABLE_RESOURCES.get(parsed)));
    }

    private static void weights(Parsed parsed, String text) {
        SortedMap<String, Double> weights = AllocationValues.weights(text);
        String whitelist = MasterFlags.ROLES.find(parsed).orElse("");
        if (whitelist.isEmpty()) {
            return;
        }
        SortedSet<String> roles;
        try {
            roles = AllocationValues.roles(whitelist);
        } catch (BadValueException e) {
            return; // told at --roles
        }
        weights.keySet().stream().filter(role -> !roles.contains(role)).findFirst().ifPresent(role -> {
            throw new BadValueException("role " + Quoted.of(role) + " has a weight, but is not among --roles");
        });
    }
}
