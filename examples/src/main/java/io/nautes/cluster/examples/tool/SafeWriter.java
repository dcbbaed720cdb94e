package io.nautes.cluster.examples.tool;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The writer of all terminal output. It writes UTF-8 regardless of the locale, and writes control characters in an escaped
 * form such as {@code \\u001b}. Names, authors, messages and files are untrusted and could otherwise move the cursor, clear
 * the screen or change the window's title. In JSON the escaped form is the same text.
 */
final class SafeWriter extends Writer {
    /** The colors and styles of this tool and of its help, which cannot hide text. */
    private static final Pattern STYLE =
            Pattern.compile("\u001b\\[(?:0|1|3|21|23|31|32|33|36|39)?(?:;(?:0|1|3|21|23|31|32|33|36|39))*m");

    private final Writer out;
    private final boolean escapesFormats;
    /** A possible beginning of a style or of a line break. */
    private String pending = "";

    /**
     * Creates a writer.
     *
     * @param escapesFormats whether characters that change the direction of text are escaped too; {@code false} for files,
     *     which must not be changed
     */
    SafeWriter(Writer out, boolean escapesFormats) {
        this.out = out;
        this.escapesFormats = escapesFormats;
    }

    /** Returns a writer to standard output or standard error. */
    static PrintWriter of(OutputStream stream, boolean escapesFormats) {
        return new PrintWriter(new SafeWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), escapesFormats));
    }

    /** Returns the text as this writer writes it. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        append(escaped, text, true);
        return escaped.toString();
    }

    @Override
    public void write(char[] characters, int offset, int length) throws IOException {
        String text = pending + new String(characters, offset, length);
        int complete = completeLength(text);
        pending = text.substring(complete);
        StringBuilder escaped = new StringBuilder(complete);
        append(escaped, text.substring(0, complete), escapesFormats);
        out.append(escaped);
    }

    /**
     * Returns the length up to a style that the end of a write cuts, which must not be taken for a control character.
     */
    private static int completeLength(String text) {
        int escape = text.lastIndexOf('\u001b');
        boolean cutStyle = escape >= 0 && text.length() - escape < 16 && text.indexOf('m', escape) < 0;
        if (cutStyle) {
            return escape;
        }
        return text.endsWith("\r") ? text.length() - 1 : text.length();
    }

    private static void append(StringBuilder to, String text, boolean formats) {
        Matcher style = STYLE.matcher(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\u001b' && style.region(i, text.length()).lookingAt()) {
                to.append(style.group());
                i = style.end() - 1;
            } else if (isHarmless(text, i, formats)) {
                to.append(c);
            } else {
                to.append(String.format("\\u%04x", (int) c));
            }
        }
    }

    private static boolean isHarmless(String text, int index, boolean formats) {
        char c = text.charAt(index);
        if (c == '\n' || c == '\t') {
            return true;
        }
        if (c == '\r') {
            return index + 1 < text.length() && text.charAt(index + 1) == '\n';
        }
        boolean turnsDirection = (c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
        return !Character.isISOControl(c) && !(formats && turnsDirection);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        String rest = pending;
        pending = "";
        StringBuilder escaped = new StringBuilder();
        append(escaped, rest, escapesFormats);
        out.append(escaped);
        out.close();
    }
}
