package io.nautes.cluster.gitstore.internal.gotemplate;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Quoting of texts, and escaping for HTML, JavaScript and URLs, as in Go. */
final class GoText {
    private static final HexFormat LOWER = HexFormat.of();
    private static final HexFormat UPPER = HexFormat.of().withUpperCase();

    private GoText() {}

    static String html(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            switch (character) {
                case '\0' -> escaped.append('\uFFFD');
                case '"' -> escaped.append("&#34;");
                case '\'' -> escaped.append("&#39;");
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                default -> escaped.append(character);
            }
        }
        return escaped.toString();
    }

    static String javaScript(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> {
            switch (character) {
                case '\\' -> escaped.append("\\\\");
                case '\'' -> escaped.append("\\'");
                case '"' -> escaped.append("\\\"");
                case '<', '>', '&', '=' -> appendUnicode(escaped, character);
                default -> {
                    if (character < ' ' || (character >= 0x80 && !isPrintable(character))) {
                        appendUnicode(escaped, character);
                    } else {
                        escaped.appendCodePoint(character);
                    }
                }
            }
        });
        return escaped.toString();
    }

    private static void appendUnicode(StringBuilder out, int character) {
        appendHex(out.append("\\u"), UPPER, character, character > 0xFFFF ? 5 : 4);
    }

    /** Escapes a text for the query of a URL: a space becomes {@code +}. */
    static String urlQuery(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (octet & 0xFF);
            boolean plain =
                    character < 0x80 && (Character.isLetterOrDigit(character) || "-_.~".indexOf(character) >= 0);
            if (plain) {
                escaped.append(character);
            } else if (character == ' ') {
                escaped.append('+');
            } else {
                appendHex(escaped.append('%'), UPPER, character, 2);
            }
        }
        return escaped.toString();
    }

    static String quoted(String text, char quote) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append(quote);
        text.codePoints().forEach(character -> appendEscaped(quoted, character, quote));
        return quoted.append(quote).toString();
    }

    private static void appendEscaped(StringBuilder out, int character, char quote) {
        if (character != quote && character != '\\' && isPrintable(character)) {
            out.appendCodePoint(character);
            return;
        }
        int simple = "\u0007\b\f\n\r\t\u000b\\".indexOf(character);
        if (simple >= 0) {
            out.append('\\').append("abfnrtv\\".charAt(simple));
        } else if (character == quote) {
            out.append('\\').append(quote);
        } else if (character < ' ' || character == 0x7F) {
            appendHex(out.append("\\x"), LOWER, character, 2);
        } else if (character > 0xFFFF) {
            appendHex(out.append("\\U"), LOWER, character, 8);
        } else {
            appendHex(out.append("\\u"), LOWER, character, 4);
        }
    }

    private static void appendHex(StringBuilder out, HexFormat hex, int value, int digits) {
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            out.append(hex.toLowHexDigit(value >>> shift));
        }
    }

    /** Returns whether Go prints the character: letters, marks, numbers, punctuation, symbols and the ASCII space. */
    static boolean isPrintable(int character) {
        if (character == ' ') {
            return true;
        }
        return switch (Character.getType(character)) {
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
