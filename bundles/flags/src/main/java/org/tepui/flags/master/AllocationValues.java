package org.tepui.flags.master;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tepui.flags.type.BadValueException;
import org.tepui.flags.type.Quoted;

/** The small languages of {@code --roles}, {@code --weights}, {@code --min_allocatable_resources} and the removal limit. */
public final class AllocationValues {

    private AllocationValues() {}

    /** The whitelist of {@code --roles}; {@code *} is always in it. @throws BadValueException for a name that is no role */
    public static SortedSet<String> roles(String text) {
        SortedSet<String> roles = new TreeSet<>();
        for (String role : text.split(",")) {
            if (!role.isEmpty()) {
                checkRole(role);
                roles.add(role);
            }
        }
        roles.add("*");
        return Collections.unmodifiableSortedSet(roles);
    }

    /** Weights by role; of a role given twice the last counts. @throws BadValueException for a bad pair or a weight not above zero */
    public static SortedMap<String, Double> weights(String text) {
        SortedMap<String, Double> weights = new TreeMap<>();
        for (String pair : text.split(",")) {
            if (pair.isEmpty()) {
                continue;
            }
            List<String> parts = parts(pair, "=");
            if (parts.size() != 2) {
                throw new BadValueException(Quoted.of(pair) + " is no weight; write ROLE=WEIGHT");
            }
            double weight = number(parts.get(1)) == null ? 0 : number(parts.get(1)).doubleValue();
            if (!(weight > 0) || Double.isInfinite(weight)) {
                throw new BadValueException(Quoted.of(pair) + " is no weight; the weight must be a number above zero");
            }
            weights.put(parts.get(0), weight);
        }
        return Collections.unmodifiableSortedMap(weights);
    }

    /**
     * The alternatives of {@code --min_allocatable_resources}, each as amounts by resource name; empty for no minimum.
     *
     * @throws BadValueException for a part that is not NAME:NUMBER
     */
    public static List<SortedMap<String, BigDecimal>> minAllocatable(String text) {
        List<SortedMap<String, BigDecimal>> alternatives = new ArrayList<>();
        for (String alternative : parts(text, "\\|")) {
            SortedMap<String, BigDecimal> amounts = new TreeMap<>();
            for (String part : parts(alternative, ";")) {
                String[] pair = part.split(":", -1);
                BigDecimal amount = pair.length == 2 ? number(pair[1]) : null;
                if (amount == null || pair[0].isBlank() || amount.signum() < 0) {
                    throw new BadValueException(Quoted.of(part) + " is no amount; write NAME:NUMBER, several joined by ';', "
                        + "alternatives by '|'");
                }
                amounts.merge(pair[0].strip(), amount, BigDecimal::add);
            }
            alternatives.add(Collections.unmodifiableSortedMap(amounts));
        }
        return Collections.unmodifiableList(alternatives);
    }

    /** {@code --recovery_agent_removal_limit} as a number from 0 to 1. @throws BadValueException otherwise */
    public static double removalLimit(String text) {
        return AgentChecks.parseShare(text);
    }

    /** @throws BadValueException when a text is no name of a role */
    static void checkRole(String role) {
        if (role.equals("*")) {
            return;
        }
        if (role.startsWith("/") || role.endsWith("/") || role.contains("//")) {
            throw new BadValueException("role " + Quoted.of(role) + " has a slash at an end or two in a row");
        }
        for (String component : role.split("/")) {
            if (component.equals(".") || component.equals("..") || component.equals("*") || component.startsWith("-")) {
                throw new BadValueException("role " + Quoted.of(role) + " has the part " + Quoted.of(component)
                    + "; '.', '..', '*' and parts that start with '-' are not allowed");
            }
        }
        if (role.chars().anyMatch(c -> (c >= '\t' && c <= '\r') || c == ' ' || c == 0x7f || c == '\b')) {
            throw new BadValueException("role " + Quoted.of(role) + " holds white space or a control character");
        }
    }

    private static List<String> parts(String text, String separator) {
        List<String> parts = new ArrayList<>();
        for (String part : text.split(separator)) {
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        return parts;
    }

    private static BigDecimal number(String text) {
        String stripped = text.strip();
        return stripped.matches("[+-]?([0-9]{1,20}(\\.[0-9]{0,20})?|\\.[0-9]{1,20})([eE][+-]?[0-9]{1,2})?") ? new BigDecimal(stripped) : null;
    }
}
