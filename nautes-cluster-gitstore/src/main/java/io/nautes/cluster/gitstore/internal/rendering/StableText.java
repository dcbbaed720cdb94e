package io.nautes.cluster.gitstore.internal.rendering;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A text that keeps the random values that are already stored. To find them, the text is rendered with two different
 * probes: the lines that differ contain random values, and the parts that both renderings share identify the stored
 * line.
 */
final class StableText {
    private final Function<IntFunction<String>, String> rendering;
    private final IntFunction<String> random;
    private boolean used;

    /**
     * Creates a text.
     *
     * @param rendering renders the text, given a source of random values
     * @param random the source of new values
     */
    StableText(Function<IntFunction<String>, String> rendering, IntFunction<String> random) {
        this.rendering = rendering;
        this.random = random;
    }

    /** Returns the text with the stored random values, and with new values if none are stored. */
    String render(Supplier<Optional<String>> stored) {
        String low = rendering.apply(probe("0"));
        if (!used) {
            return low;
        }
        Optional<String> before = stored.get();
        return before.isEmpty() ? rendering.apply(random) : keeping(before.get(), low, rendering.apply(probe("z")));
    }

    private IntFunction<String> probe(String character) {
        return length -> {
            used = true;
            return character.repeat(length);
        };
    }

    private String keeping(String before, String low, String high) {
        String[] stored = before.split("\n", -1);
        String[] lines = low.split("\n", -1);
        String[] others = high.split("\n", -1);
        String[] fresh = null;
        if (others.length != lines.length) {
            return rendering.apply(random);
        }
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].equals(others[i])) {
                continue;
            }
            String kept = take(stored, lines[i], others[i]);
            if (kept == null) {
                fresh = fresh == null ? rendering.apply(random).split("\n", -1) : fresh;
                if (fresh.length != lines.length) {
                    return String.join("\n", fresh);
                }
                kept = fresh[i];
            }
            lines[i] = kept;
        }
        return String.join("\n", lines);
    }

    /**
     * Returns the first stored line that differs only in the part where the two probes differ, and marks it as used;
     * {@code null} if no stored line does.
     */
    private static @Nullable String take(String[] stored, String low, String high) {
        String wanted = low.strip();
        int start = common(wanted, high.strip());
        int end = commonEnd(wanted, high.strip(), start);
        for (int i = 0; i < stored.length; i++) {
            String candidate = stored[i].strip();
            if (candidate.length() == wanted.length()
                    && candidate.startsWith(wanted.substring(0, start))
                    && candidate.endsWith(wanted.substring(end))) {
                stored[i] = "";
                return low.replace(wanted, candidate);
            }
        }
        return null;
    }

    private static int common(String a, String b) {
        int length = 0;
        while (length < Math.min(a.length(), b.length()) && a.charAt(length) == b.charAt(length)) {
            length++;
        }
        return length;
    }

    private static int commonEnd(String a, String b, int from) {
        int end = a.length();
        while (end > from
                && end - a.length() + b.length() > from
                && a.charAt(end - 1) == b.charAt(end - 1 - a.length() + b.length())) {
            end--;
        }
        return end;
    }
}
