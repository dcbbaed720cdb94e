package io.nautes.cluster.model.internal.yaml;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says where a comma is missing: readers notice it only at the next value, which may be some lines below. */
public final class MissingComma {
    private MissingComma() {}

    /**
     * Describes a missing comma.
     *
     * @param text the document; {@code null} if it is not at hand
     * @param line the line of the value that needs the comma before it, 1 for the first
     * @param column the column of that value, 1 for the first
     * @return such as {@code a comma is missing at the end of line 3}
     */
    public static String describe(@Nullable String text, int line, int column) {
        if (text != null) {
            List<String> lines = text.lines().limit(line).toList();
            boolean isFirstOnLine = lines.size() == line
                    && lines.get(line - 1)
                            .substring(
                                    0, Math.min(column - 1, lines.get(line - 1).length()))
                            .isBlank();
            for (int before = line - 1; isFirstOnLine && before > 0; before--) {
                if (hasContent(lines.get(before - 1).strip())) {
                    return "a comma is missing at the end of line " + before;
                }
            }
        }
        return "a comma is missing before this position";
    }

    private static boolean hasContent(String line) {
        return !line.isEmpty() && !line.startsWith("#") && !line.startsWith("//");
    }
}
