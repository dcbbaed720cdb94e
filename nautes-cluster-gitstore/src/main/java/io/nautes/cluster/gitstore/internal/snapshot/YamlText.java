package io.nautes.cluster.gitstore.internal.snapshot;

import org.jspecify.annotations.Nullable;

/**
 * A YAML text with its lines as YAML 1.1 defines them: a lone carriage return, U+0085, U+2028 and U+2029 also end a
 * line. All positions are indexes into the string. Immutable.
 */
final class YamlText {
    private final String text;

    /** The index of each code point; {@code null} if each code point is one {@code char}. */
    private final int @Nullable [] indexes;

    YamlText(String text) {
        this.text = text;
        this.indexes = text.codePointCount(0, text.length()) == text.length() ? null : indexes(text);
    }

    private static int[] indexes(String text) {
        int[] indexes = new int[text.codePointCount(0, text.length()) + 1];
        int at = 0;
        for (int point = 0; point < indexes.length; point++) {
            indexes[point] = at;
            at += at < text.length() ? Character.charCount(text.codePointAt(at)) : 0;
        }
        return indexes;
    }

    /** Returns the index of a code point. The YAML library counts in code points. */
    int index(int codePoint) {
        return indexes == null ? codePoint : indexes[codePoint];
    }

    /** Returns the start of the line that contains an index. */
    int lineStart(int index) {
        int start = index;
        while (start > 0 && !isLineEnd(start)) {
            start--;
        }
        return start;
    }

    /** Returns the end of the line that contains an index, after its line break. */
    int lineEnd(int index) {
        int end = index + 1;
        while (end < text.length() && !isLineEnd(end)) {
            end++;
        }
        return Math.min(end, text.length());
    }

    /** Returns the end of the line that contains an index, before its line break. */
    int contentEnd(int index) {
        int end = index;
        while (end < text.length() && !isBreak(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Returns whether a line ends directly before an index. */
    boolean isLineEnd(int index) {
        char before = text.charAt(index - 1);
        return before == '\r' ? index == text.length() || text.charAt(index) != '\n' : isBreak(before);
    }

    private static boolean isBreak(char character) {
        return switch (character) {
            case '\n', '\r', '\u0085', '\u2028', '\u2029' -> true;
            default -> false;
        };
    }

    /** Returns the most frequent line break. */
    String usualBreak() {
        int feeds = 0;
        int pairs = 0;
        int returns = 0;
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) == '\n') {
                feeds++;
            } else if (text.charAt(at) == '\r') {
                boolean isPair = at + 1 < text.length() && text.charAt(at + 1) == '\n';
                pairs += isPair ? 1 : 0;
                returns += isPair ? 0 : 1;
                at += isPair ? 1 : 0;
            }
        }
        return pairs > feeds && pairs >= returns ? "\r\n" : returns > feeds ? "\r" : "\n";
    }

    /** A replacement of parts of the text, in ascending order. */
    final class Splice {
        private final StringBuilder result = new StringBuilder(text.length() + 64);
        private int copied;

        /** Replaces a part that begins after all earlier ones. */
        Splice replace(int start, int end, String replacement) {
            result.append(text, copied, start).append(replacement);
            copied = end;
            return this;
        }

        /** Inserts lines at the start of a line, or at the end of the text. */
        Splice insertLines(int at, Iterable<String> lines) {
            String lineBreak = usualBreak();
            replace(at, at, at > 0 && !isLineEnd(at) ? lineBreak : "");
            for (String line : lines) {
                result.append(line).append(lineBreak);
            }
            return this;
        }

        /** Returns the new text. */
        String done() {
            return result.append(text, copied, text.length()).toString();
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
