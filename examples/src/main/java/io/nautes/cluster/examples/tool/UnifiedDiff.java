package io.nautes.cluster.examples.tool;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/** A unified diff of two texts, in the format of {@code diff -u}. */
final class UnifiedDiff {
    private UnifiedDiff() {}

    /** Returns the diff; empty if the texts are equal. A missing file is treated as an empty text. */
    static String of(String file, byte[] before, byte[] after) throws IOException {
        if (Arrays.equals(before, after)) {
            return "";
        }
        RawText old = new RawText(before);
        RawText changed = new RawText(after);
        EditList edits = new HistogramDiff().diff(RawTextComparator.DEFAULT, old, changed);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("--- " + (before.length == 0 ? "/dev/null" : "a/" + file) + "\n+++ b/" + file + "\n")
                .getBytes(StandardCharsets.UTF_8));
        try (DiffFormatter formatter = new DiffFormatter(out)) {
            formatter.format(edits, old, changed);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
