package io.nautes.cluster.model.internal.support;

/**
 * Formats received text as one line of a message. The result cannot move the cursor of a terminal, change the direction
 * of the text, or look like another message.
 */
public final class OneLine {
    private static final int MAX_LENGTH = 300;

    private OneLine() {}

    /** Returns whether a character can be shown: it is not a control, formatting or line character, nor half a pair. */
    public static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }

    /** Returns a text with spaces for what cannot be shown, cut after the given number of characters. */
    public static String shown(String text, int maxLength) {
        if (text.length() <= maxLength && isPrintableAscii(text)) {
            return text;
        }
        StringBuilder line = new StringBuilder(Math.min(text.length(), maxLength) + 1);
        beginning(text, maxLength).codePoints().forEach(c -> line.appendCodePoint(isPlain(c) ? c : ' '));
        return text.length() > maxLength ? line.append('…').toString() : line.toString();
    }

    private static boolean isPrintableAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /** Returns a text with escapes for what cannot be shown, and with a space for line breaks and tabs in a row. */
    public static String escaped(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\n' || c == '\r' || c == '\t') {
                if (line.length() == 0 || line.charAt(line.length() - 1) != ' ') {
                    line.append(' ');
                }
            } else if (isPlain(c)) {
                line.appendCodePoint(c);
            } else {
                line.append(String.format("\\u%04x", c));
            }
        });
        return line.toString();
    }

    /** Returns a text as {@link #escaped}, without white space around it, cut after 300 characters. */
    public static String shortened(String text) {
        String line = escaped(text.strip());
        return line.length() > MAX_LENGTH ? beginning(line, MAX_LENGTH) + "…" : line;
    }

    /** Returns the beginning of a text; a pair of surrogates is not cut in half. */
    private static String beginning(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return text;
        }
        boolean isPair = Character.isHighSurrogate(text.charAt(maxLength - 1));
        return text.substring(0, isPair ? maxLength - 1 : maxLength);
    }
}
