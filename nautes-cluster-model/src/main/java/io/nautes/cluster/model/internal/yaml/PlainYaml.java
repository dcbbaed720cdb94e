package io.nautes.cluster.model.internal.yaml;

import io.nautes.cluster.model.internal.yaml.InputNode.Mapping;
import io.nautes.cluster.model.internal.yaml.InputNode.Scalar;
import io.nautes.cluster.model.internal.yaml.InputNode.ScalarType;
import io.nautes.cluster.model.internal.yaml.InputNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the part of YAML in which Nautes and this library write resource files: block style, one ASCII text a line, plain
 * or in double quotes without escapes. The nodes are those that SnakeYAML gives, positions included; whatever is
 * written in another way is left to SnakeYAML.
 *
 * <p>A resource file of 1.8 kB, binding included, is read in 0.3 of the time that jackson-dataformat-yaml takes to build a
 * tree of it; with SnakeYAML it takes 2.0.
 */
final class PlainYaml {
    private static final int MAX_LENGTH = 64 * 1024;
    private static final int MAX_KEY_LENGTH = 128;

    /** The length of {@code false}, the longest text that begins with a letter and is not a string. */
    private static final int LONGEST_WORD = 5;

    private final String text;
    private int at;
    private int line = 1;
    private int lineStart;
    private int depth;

    private PlainYaml(String text) {
        this.text = text;
    }

    /** Thrown, without a stack trace, for what is written in another way. */
    private static final class OtherStyleException extends Exception {
        private static final long serialVersionUID = 1L;

        OtherStyleException() {
            super("", null, false, false);
        }
    }

    /** Returns the document, or {@code null} if any of it is written in another way. */
    static @Nullable InputNode readOrNull(String text) {
        if (text.length() > MAX_LENGTH || text.isEmpty() || !isLetterOrDigit(text.charAt(0))) {
            return null;
        }
        PlainYaml reader = new PlainYaml(text);
        try {
            Mapping root = reader.mapping(0);
            return reader.at == text.length() ? root : null;
        } catch (OtherStyleException e) {
            return null;
        }
    }

    private void enter() throws OtherStyleException {
        if (++depth > YamlLimits.MAX_DEPTH) {
            throw new OtherStyleException();
        }
    }

    /** Returns the indentation of the line at which the reader is; -1 at the end. */
    private int indentation() {
        int end = lineStart;
        while (end < text.length() && text.charAt(end) == ' ') {
            end++;
        }
        return end == text.length() ? -1 : end - lineStart;
    }

    private boolean isItem(int indentation) {
        return text.startsWith("- ", lineStart + indentation);
    }

    private void nextLine() throws OtherStyleException {
        if (text.charAt(at) != '\n') {
            throw new OtherStyleException();
        }
        at++;
        line++;
        lineStart = at;
    }

    private int column() {
        return at - lineStart + 1;
    }

    /** Reads entries from the current position on, each at the given indentation. */
    private Mapping mapping(int indentation) throws OtherStyleException {
        enter();
        int startLine = line;
        int startColumn = column();
        Map<String, InputNode> entries = new LinkedHashMap<>();
        do {
            at = lineStart + indentation;
            if (entries.put(key(), entryValue(indentation)) != null) {
                throw new OtherStyleException();
            }
        } while (indentation() == indentation && !isItem(indentation));
        depth--;
        return new Mapping(entries, startLine, startColumn);
    }

    private String key() throws OtherStyleException {
        int end = endOfKey();
        if (end < 0) {
            throw new OtherStyleException();
        }
        String key = text.substring(at, end);
        at = end + 1;
        return key;
    }

    /** Returns the position of the colon after the key at which the reader is; -1 if there is no such key. */
    private int endOfKey() {
        int end = at;
        while (end < text.length() && (isLetterOrDigit(text.charAt(end)) || isInner(text.charAt(end)))) {
            char character = text.charAt(end);
            if (character == ':' && end + 1 < text.length() && " \n".indexOf(text.charAt(end + 1)) >= 0) {
                return end > at && end - at < MAX_KEY_LENGTH && isLetterOrDigit(text.charAt(at)) ? end : -1;
            }
            end++;
        }
        return -1;
    }

    private InputNode entryValue(int indentation) throws OtherStyleException {
        if (text.charAt(at) == ' ') {
            at++;
            return lineValue();
        }
        nextLine();
        int inner = indentation();
        if (inner >= indentation && isItem(inner)) {
            return sequence(inner);
        }
        if (inner <= indentation) {
            throw new OtherStyleException();
        }
        at = lineStart + inner;
        return mapping(inner);
    }

    private Sequence sequence(int indentation) throws OtherStyleException {
        enter();
        int startLine = line;
        List<InputNode> items = new ArrayList<>();
        do {
            at = lineStart + indentation + 2;
            items.add(endOfKey() < 0 ? lineValue() : mapping(indentation + 2));
        } while (indentation() == indentation && isItem(indentation));
        depth--;
        return new Sequence(items, startLine, indentation + 1);
    }

    /** Reads the rest of the line. */
    private InputNode lineValue() throws OtherStyleException {
        int start = at;
        int column = column();
        int end = text.indexOf('\n', start);
        if (end <= start) {
            throw new OtherStyleException();
        }
        int valueLine = line;
        at = end;
        nextLine();
        if (text.charAt(start) == '"') {
            String string = quoted(start, end);
            return new Scalar(string, ScalarType.STRING, string, valueLine, column, start, end);
        }
        String value = text.substring(start, end);
        return switch (value) {
            case "{}" -> new Mapping(new LinkedHashMap<>(), valueLine, column);
            case "[]" -> new Sequence(new ArrayList<>(), valueLine, column);
            case "null" -> new Scalar(value, ScalarType.NULL, value, valueLine, column, start, end);
            default -> {
                checkPlain(value);
                yield new Scalar(value, ScalarType.STRING, value, valueLine, column, start, end);
            }
        };
    }

    /** Returns the text between the quotes of a range that begins with one. */
    private String quoted(int start, int end) throws OtherStyleException {
        int last = end - 1;
        for (int i = start + 1; i < last; i++) {
            char character = text.charAt(i);
            if (character < ' ' || character > '~' || character == '"' || character == '\\') {
                throw new OtherStyleException();
            }
        }
        if (last == start || text.charAt(last) != '"') {
            throw new OtherStyleException();
        }
        return text.substring(start + 1, last);
    }

    private static void checkPlain(String value) throws OtherStyleException {
        for (int i = 0; i < value.length(); i++) {
            if (!isLetterOrDigit(value.charAt(i)) && (i == 0 || !isInner(value.charAt(i)))) {
                throw new OtherStyleException();
            }
        }
        if (value.charAt(value.length() - 1) == ':' || !(isLongerThanWords(value) || YamlInput.isString(value))) {
            throw new OtherStyleException();
        }
    }

    /**
     * Returns whether a text is certainly a string. SnakeYAML creates a matcher of a pattern for each word. Without that, and with
     * a simpler decoding, reading 10,000 clusters from Git allocates 311 MB instead of 409 MB.
     */
    private static boolean isLongerThanWords(String value) {
        return value.length() > LONGEST_WORD && value.charAt(0) > '9';
    }

    private static boolean isLetterOrDigit(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9');
    }

    private static boolean isInner(char character) {
        return character == '-'
                || character == '.'
                || character == '/'
                || character == ':'
                || character == '_'
                || character == ','
                || character == '@'
                || character == '=';
    }
}
