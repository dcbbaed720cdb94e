package io.nautes.cluster.model.internal.yaml;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;

/**
 * Appends single strings to a YAML document in the style, with the escapes and with the line folding of
 * gopkg.in/yaml.v2, which Nautes 0.4 uses.
 *
 * <p>A writer for one fixed document shape can call this class directly and leave {@link YamlWriter} out.
 */
final class YamlScalars {

    private static final int WIDTH = 80;
    private static final int MAX_SIMPLE_KEY_BYTES = 128;
    private static final int LONGEST_WORD = 5;
    private static final String FIRST_LETTERS_OF_WORDS = "yYnNtTfFoO";

    /**
     * The merge key and the default value of YAML 1.1. yaml.v2 writes them without quotes, as any other key,
     * and then no reader, not even yaml.v2, reads them back as the same keys.
     */
    private static final Set<String> INSTRUCTIONS = Set.of("<<", "=");

    private static final char REPLACEMENT = '\uFFFD';
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private YamlScalars() {}

    /**
     * Appends the string as a value. Its continuation lines start after {@code indent} spaces, which is two more than
     * its map or list has. Text folds at spaces past column 80, so {@code column} says how many characters the current
     * line has already. Unpaired surrogates become U+FFFD. The line is left open, for {@link #endLine} to end.
     */
    static void appendScalar(StringBuilder out, String value, int indent, int column) {
        if (isObviouslyPlain(value)) {
            out.append(value);
        } else {
            append(new Pen(out, indent, column, WIDTH), wellFormed(value));
        }
    }

    /**
     * Appends the string as a key that is on the line of its value, and returns whether it can be one. Other keys are
     * written after a question mark. Simple keys never fold.
     */
    static boolean appendSimpleKey(StringBuilder out, String key) {
        if (key.length() <= MAX_SIMPLE_KEY_BYTES && isObviouslyPlain(key)) {
            out.append(key);
            return true;
        }
        if (!isSimpleKey(key)) {
            return false;
        }
        if (INSTRUCTIONS.contains(key)) {
            out.append('"').append(key).append('"');
        } else {
            append(new Pen(out, 0, 0, Integer.MAX_VALUE), wellFormed(key));
        }
        return true;
    }

    private static boolean isSimpleKey(String key) {
        if (key.length() > MAX_SIMPLE_KEY_BYTES || YamlScalarStyle.hasBreak(key)) {
            return false;
        }
        return key.length() * 3 <= MAX_SIMPLE_KEY_BYTES
                || wellFormed(key).getBytes(StandardCharsets.UTF_8).length <= MAX_SIMPLE_KEY_BYTES;
    }

    /**
     * Ends the current line unless the last scalar did. A literal whose text ends with U+2028 or U+2029 counts as
     * ended, because yaml.v2 takes these for line breaks.
     */
    static void endLine(StringBuilder out) {
        if (isLineOpen(out)) {
            out.append('\n');
        }
    }

    /** Returns whether the current line has characters and is not ended. */
    static boolean isLineOpen(StringBuilder out) {
        return out.length() > 0 && !YamlScalarStyle.isBreak(out.charAt(out.length() - 1));
    }

    /** Returns the string with unpaired surrogates replaced by U+FFFD, as Go decodes them from JSON. */
    static String wellFormed(String text) {
        if (!hasSurrogate(text)) {
            return text;
        }
        StringBuilder repaired = new StringBuilder(text.length());
        text.codePoints().forEach(point -> repaired.appendCodePoint(isUnpaired(point) ? REPLACEMENT : point));
        return repaired.toString();
    }

    private static boolean hasSurrogate(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (Character.isSurrogate(text.charAt(at))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUnpaired(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    /**
     * Recognizes most strings of cluster resources in one pass; a string that needs quotes is never accepted. In a text
     * without spaces only the ends of a plain scalar matter. Without a leading digit only a few short words have
     * another meaning. No number and no timestamp has two points.
     */
    private static boolean isObviouslyPlain(String text) {
        int length = text.length();
        if (length == 0 || text.charAt(length - 1) == ':') {
            return false;
        }
        char first = text.charAt(0);
        if (isDigit(first)) {
            return hasNoSpaces(text) && text.indexOf('.') != text.lastIndexOf('.');
        }
        boolean isWord = isLetter(first)
                ? length > LONGEST_WORD || FIRST_LETTERS_OF_WORDS.indexOf(first) < 0 || !YamlImplicitTypes.claim(text)
                : first == '/' || first == '_';
        return isWord && hasNoSpaces(text);
    }

    /** Returns whether all characters are visible ones of ASCII. */
    private static boolean hasNoSpaces(String text) {
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character <= ' ' || character > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isLetter(char character) {
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
    }

    private static void append(Pen pen, String text) {
        switch (YamlScalarStyle.of(text)) {
            case PLAIN -> appendPlain(pen, text);
            case SINGLE_QUOTED -> appendSingleQuoted(pen, text);
            case DOUBLE_QUOTED -> appendDoubleQuoted(pen, text);
            case LITERAL -> appendLiteral(pen, text);
        }
    }

    private static void appendPlain(Pen pen, String text) {
        for (int at = 0; at < text.length(); at++) {
            if (pen.isPastWidth() && isLoneInnerSpace(text, at)) {
                pen.startLine();
            } else {
                pen.put(text.charAt(at));
            }
        }
    }

    private static void appendSingleQuoted(Pen pen, String text) {
        pen.put('\'');
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (pen.isPastWidth() && isLoneInnerSpace(text, at)) {
                pen.startLine();
            } else if (YamlScalarStyle.isBreak(character)) {
                pen.putBreak(character);
            } else {
                pen.indentAfterBreak();
                if (character == '\'') {
                    pen.put('\'');
                }
                pen.put(character);
            }
        }
        pen.put('\'');
    }

    private static boolean isLoneInnerSpace(String text, int at) {
        return startsInnerSpaces(text, at) && text.charAt(at + 1) != ' ';
    }

    private static boolean startsInnerSpaces(String text, int at) {
        return text.charAt(at) == ' ' && at > 0 && at < text.length() - 1 && text.charAt(at - 1) != ' ';
    }

    private static void appendDoubleQuoted(Pen pen, String text) {
        // yaml.v2 looks for the mark at the start of the text whichever character it is about to write.
        boolean escapesAll = text.startsWith(BYTE_ORDER_MARK);
        pen.put('"');
        for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            int codePoint = text.codePointAt(at);
            if (escapesAll || isEscaped(codePoint)) {
                pen.put(escape(codePoint));
            } else if (pen.isPastWidth() && startsInnerSpaces(text, at)) {
                pen.startLine();
                if (text.charAt(at + 1) == ' ') {
                    pen.put('\\');
                }
            } else {
                pen.put((char) codePoint);
            }
        }
        pen.put('"');
    }

    private static boolean isEscaped(int codePoint) {
        return codePoint == '"'
                || codePoint == '\\'
                || YamlScalarStyle.isBreak(codePoint)
                || !YamlScalarStyle.isPrintable(codePoint);
    }

    private static String escape(int codePoint) {
        return switch (codePoint) {
            case 0x00 -> "\\0";
            case 0x07 -> "\\a";
            case '\b' -> "\\b";
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case 0x0B -> "\\v";
            case '\f' -> "\\f";
            case '\r' -> "\\r";
            case 0x1B -> "\\e";
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case 0x85 -> "\\N";
            case 0xA0 -> "\\_";
            case 0x2028 -> "\\L";
            case 0x2029 -> "\\P";
            default -> numericEscape(codePoint);
        };
    }

    private static String numericEscape(int codePoint) {
        if (codePoint <= 0xFF) {
            return "\\x" + HEX.toHexDigits(codePoint, 2);
        }
        return codePoint <= Character.MAX_VALUE
                ? "\\u" + HEX.toHexDigits(codePoint, 4)
                : "\\U" + HEX.toHexDigits(codePoint, 8);
    }

    private static void appendLiteral(Pen pen, String text) {
        pen.put('|');
        char first = text.charAt(0);
        if (first == ' ' || YamlScalarStyle.isBreak(first)) {
            // A reader could not determine the indentation of the text from such a line.
            pen.put('2');
        }
        pen.put(chomping(text));
        pen.putBreak('\n');
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (YamlScalarStyle.isBreak(character)) {
                pen.putBreak(character);
            } else {
                pen.indentAfterBreak();
                pen.put(character);
            }
        }
    }

    private static String chomping(String text) {
        int last = text.length() - 1;
        if (!YamlScalarStyle.isBreak(text.charAt(last))) {
            return "-";
        }
        return last == 0 || YamlScalarStyle.isBreak(text.charAt(last - 1)) ? "+" : "";
    }

    /** Keeps count of the column while a scalar is written. */
    private static final class Pen {

        private final StringBuilder out;
        private final int indent;
        private final int width;
        private int column;
        private boolean afterBreak;

        private Pen(StringBuilder out, int indent, int column, int width) {
            this.out = out;
            this.indent = indent;
            this.column = column;
            this.width = width;
        }

        private boolean isPastWidth() {
            return column > width;
        }

        private void put(char character) {
            out.append(character);
            column++;
            afterBreak = false;
        }

        private void put(String text) {
            out.append(text);
            column += text.length();
        }

        private void putBreak(char lineBreak) {
            out.append(lineBreak);
            column = 0;
            afterBreak = true;
        }

        private void indentAfterBreak() {
            if (afterBreak) {
                out.append(" ".repeat(indent));
                column = indent;
                afterBreak = false;
            }
        }

        private void startLine() {
            putBreak('\n');
            indentAfterBreak();
        }
    }
}
