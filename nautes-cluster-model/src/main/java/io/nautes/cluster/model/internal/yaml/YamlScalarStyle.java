package io.nautes.cluster.model.internal.yaml;

/**
 * The four ways in which gopkg.in/yaml.v2 writes a string, which Nautes 0.4 uses, and the rule that picks one of them.
 */
enum YamlScalarStyle {
    /** The bare text. */
    PLAIN,
    /** Between apostrophes, for text whose meaning would change without quotes. */
    SINGLE_QUOTED,
    /** With escapes, for text that no other style can hold or that YAML would read as another type. */
    DOUBLE_QUOTED,
    /** The lines of the text after a {@code |}. */
    LITERAL;

    private static final String LEADING_INDICATORS = "#,[]{}&*!|>'\"%@`";

    /** Returns the style of a text without unpaired surrogates. */
    static YamlScalarStyle of(String text) {
        if (!isPrintable(text) || hasAdjacent(text, YamlScalarStyle::isSpace, YamlScalarStyle::isBreak)) {
            return DOUBLE_QUOTED;
        }
        if (text.indexOf('\n') >= 0) {
            return text.endsWith(" ") ? DOUBLE_QUOTED : LITERAL;
        }
        if (YamlImplicitTypes.claim(text)) {
            return DOUBLE_QUOTED;
        }
        if (isPlain(text)) {
            return PLAIN;
        }
        return hasAdjacent(text, YamlScalarStyle::isBreak, YamlScalarStyle::isSpace) ? DOUBLE_QUOTED : SINGLE_QUOTED;
    }

    /** Returns whether the text has a character that YAML 1.1 takes for the end of a line. */
    static boolean hasBreak(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (isBreak(text.charAt(at))) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether YAML 1.1 takes the character for the end of a line. */
    static boolean isBreak(int character) {
        return switch (character) {
            case '\n', '\r', '\u0085', '\u2028', '\u2029' -> true;
            default -> false;
        };
    }

    /**
     * Returns whether yaml.v2 writes the character as it is. Tabs and everything outside the basic plane, emoji among
     * them, are escaped.
     */
    static boolean isPrintable(int character) {
        return character == '\n'
                || (character >= ' ' && character <= '~')
                || (character >= 0xA0 && character < Character.MIN_SURROGATE)
                || (character > Character.MAX_SURROGATE && character <= 0xFFFD && character != '\uFEFF');
    }

    private static boolean isPrintable(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (!isPrintable(text.charAt(at))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(String text) {
        char first = text.charAt(0);
        return !hasBreak(text)
                && first != ' '
                && !text.endsWith(" ")
                && LEADING_INDICATORS.indexOf(first) < 0
                && !isLoneIndicator(text, first)
                && !text.startsWith("---")
                && !text.startsWith("...")
                && !text.contains(": ")
                && !text.endsWith(":")
                && !text.contains(" #");
    }

    private static boolean isLoneIndicator(String text, char first) {
        return (first == '-' || first == '?') && (text.length() == 1 || text.charAt(1) == ' ');
    }

    private static boolean isSpace(int character) {
        return character == ' ';
    }

    private static boolean hasAdjacent(String text, CharacterClass left, CharacterClass right) {
        for (int at = 1; at < text.length(); at++) {
            if (left.contains(text.charAt(at - 1)) && right.contains(text.charAt(at))) {
                return true;
            }
        }
        return false;
    }

    /** A set of characters. */
    @FunctionalInterface
    private interface CharacterClass {
        boolean contains(int character);
    }
}
