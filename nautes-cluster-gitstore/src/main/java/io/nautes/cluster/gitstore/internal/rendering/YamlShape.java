package io.nautes.cluster.gitstore.internal.rendering;

import org.jspecify.annotations.Nullable;

/**
 * The part of a text that determines whether it is YAML. In a line such as {@code name: team-7} the words of the value
 * do not matter: each can be replaced with another word of letters and digits. Either all texts of a shape are YAML, or
 * none is.
 *
 * <p>This class exists because parsing dominates the rendering of many clusters: for a manifest of 2 kB, computing the
 * shape takes 6 µs, and parsing takes 400 µs (JDK 17, SnakeYAML 2.5, two cores).
 *
 * <p>The shape is the text with a {@code w} instead of each word in the values of lines {@code key: value}, {@code -
 * value} and {@code - key: value}, and in comments on separate lines. Keys are kept, because duplicate keys are
 * invalid. Lines with a character that changes the meaning of the words next to it are also kept, as in {@code |2},
 * {@code *name} and an escape. A text has no shape if it may have keys that are not at the start of a line: in braces,
 * and after a question mark.
 */
final class YamlShape {
    private static final char WORD = 'w';

    /**
     * The maximum length of a line. In brackets a word can be a key, and a key of more than 1,024 characters is not
     * YAML. A key is within one line.
     */
    private static final int LONGEST_LINE = 1_000;

    private static final boolean[] OF_VALUES = table("-._/:@=+ ~();$^,[]?'\"");
    private static final boolean[] OF_KEYS = table("-._/");

    private final String text;
    private final StringBuilder shape;

    private YamlShape(String text) {
        this.text = text;
        this.shape = new StringBuilder(text.length());
    }

    /** Returns the shape of a text; {@code null} if it has none. */
    static @Nullable String of(String text) {
        if (mayHideKeys(text)) {
            return null;
        }
        YamlShape shape = new YamlShape(text);
        int start = 0;
        while (start < text.length()) {
            int feed = text.indexOf('\n', start);
            int next = feed < 0 ? text.length() : feed + 1;
            int end = feed < 0 ? next : feed > start && text.charAt(feed - 1) == '\r' ? feed - 1 : feed;
            shape.add(start, end);
            shape.shape.append(text, end, next);
            start = next;
        }
        return shape.shape.toString();
    }

    private static boolean mayHideKeys(String text) {
        for (int at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at + 1)) {
            if (at + 1 == text.length() || text.charAt(at + 1) != '}') {
                return true;
            }
        }
        for (int at = text.indexOf('?'); at >= 0; at = text.indexOf('?', at + 1)) {
            if (at + 1 == text.length() || text.charAt(at + 1) <= ' ' || text.charAt(at + 1) > '~') {
                return true;
            }
        }
        return false;
    }

    private static boolean[] table(String others) {
        boolean[] table = new boolean[128];
        for (char character = 0; character < table.length; character++) {
            table[character] = isOfWord(character) || others.indexOf(character) >= 0;
        }
        return table;
    }

    private static boolean isOfWord(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9');
    }

    private static boolean isIn(boolean[] table, char character) {
        return character < table.length && table[character];
    }

    private void add(int start, int end) {
        int value = value(start, end);
        shape.append(text, start, value);
        boolean inWord = false;
        for (int at = value; at < end; at++) {
            char character = text.charAt(at);
            boolean isOfWord = isOfWord(character);
            if (!isOfWord) {
                shape.append(character);
            } else if (!inWord) {
                shape.append(WORD);
            }
            inWord = isOfWord;
        }
    }

    /**
     * Returns the index at which a value or comment begins whose content does not matter; the end of the line if its
     * whole content matters.
     */
    private int value(int start, int end) {
        if (end - start > LONGEST_LINE) {
            return end;
        }
        int at = start;
        boolean isItem = false;
        while (at < end && (text.charAt(at) == ' ' || isFollowed('-', at, end))) {
            isItem |= text.charAt(at) == '-';
            at++;
        }
        if (at < end && text.charAt(at) == '#') {
            return isHarmless(at + 1, end) ? at + 1 : end;
        }
        int first = at;
        while (at < end && isIn(OF_KEYS, text.charAt(at))) {
            at++;
        }
        if (at > first && isFollowed(':', at, end)) {
            return isHarmless(at + 2, end) ? at + 2 : end;
        }
        return isItem && isHarmless(first, end) && !hasKey(first, end) ? first : end;
    }

    /** Returns whether a given character followed by a space is at an index. */
    private boolean isFollowed(char character, int at, int end) {
        return at + 1 < end && text.charAt(at) == character && text.charAt(at + 1) == ' ';
    }

    private boolean isHarmless(int from, int end) {
        for (int at = from; at < end; at++) {
            if (!isIn(OF_VALUES, text.charAt(at))) {
                return false;
            }
        }
        return true;
    }

    private boolean hasKey(int from, int end) {
        for (int at = from; at < end; at++) {
            if (text.charAt(at) == ':' && (at + 1 == end || text.charAt(at + 1) == ' ')) {
                return true;
            }
        }
        return false;
    }
}
