package org.tepui.core.startup;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Names for an error line: all known ones, the nearest to what was asked for first. */
final class NearestNames {

    private static final int SHOWN_MAX = 8;

    private NearestNames() {
    }

    static String of(String asked, Collection<String> known) {
        if (known.isEmpty()) {
            return "none is installed";
        }
        List<String> sorted = known.stream().sorted(Comparator.<String>comparingInt(name -> distance(asked, name))
                .thenComparing(Comparator.naturalOrder())).collect(Collectors.toList());
        String shown = String.join(", ", sorted.subList(0, Math.min(SHOWN_MAX, sorted.size())));
        return sorted.size() > SHOWN_MAX ? shown + " and " + (sorted.size() - SHOWN_MAX) + " more" : shown;
    }

    /** Levenshtein distance, letter case ignored. */
    static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(previous[j], row[j - 1]) + 1);
            }
            previous = row;
        }
        return previous[b.length()];
    }
}
