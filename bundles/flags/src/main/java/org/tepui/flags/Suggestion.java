package org.tepui.flags;

import java.util.Collection;
import java.util.Optional;

/** The known name nearest to a mistyped one. */
final class Suggestion {
    private static final int EDITS_MAX = 2;
    private static final int CHARS_MAX = 64;

    private Suggestion() {}

    /** The nearest of some names when it differs by dashes or at most two letters; of equally near ones the first. */
    static Optional<String> of(String name, Collection<String> names) {
        String wanted = name.replace('-', '_');
        if (wanted.length() > CHARS_MAX || wanted.length() <= EDITS_MAX) {
            return Optional.empty();
        }
        String best = null;
        int bestEdits = EDITS_MAX + 1;
        for (String candidate : names) {
            int edits = edits(wanted, candidate);
            if (edits < bestEdits) {
                best = candidate;
                bestEdits = edits;
            }
        }
        return Optional.ofNullable(best);
    }

    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
