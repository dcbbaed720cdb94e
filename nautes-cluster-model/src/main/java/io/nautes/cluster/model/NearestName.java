package io.nautes.cluster.model;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a misspelled one was meant to be. */
final class NearestName {
    private static final int MAX_LENGTH = 64;

    private NearestName() {}

    /**
     * Returns the known name that differs in case and separators alone, else by the fewest edits, at most a third of
     * them.
     */
    static Optional<String> of(String unknown, Collection<String> known) {
        if (unknown.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String wanted = normalised(unknown);
        String nearest = null;
        int fewest = Integer.MAX_VALUE;
        for (String candidate : known) {
            int edits = edits(wanted, normalised(candidate));
            if (edits < fewest) {
                fewest = edits;
                nearest = candidate;
            }
        }
        return nearest != null && fewest * 3 <= wanted.length() ? Optional.of(nearest) : Optional.empty();
    }

    private static String normalised(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    /** Counts the insertions, deletions, substitutions and swaps of neighbors that turn one text into the other. */
    private static int edits(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : edits(a, b, i, j, edits);
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int edits(String a, String b, int i, int j, int[][] edits) {
        int substitution = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int fewest = Math.min(substitution, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(fewest, edits[i - 2][j - 2] + 1) : fewest;
    }
}
