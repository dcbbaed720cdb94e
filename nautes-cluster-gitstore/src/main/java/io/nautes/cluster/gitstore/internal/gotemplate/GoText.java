package io.nautes.cluster.gitstore.internal.gotemplate;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Texts made of texts: quoted, and escaped for HTML, JavaScript and URLs, as Go does it. */
final class GoText {
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
                case '<', '>', '&', '=' -> escaped.append(unicode(character));
                default -> {
                    if (character < ' ' || (character >= 0x80 && !isPrintable(character))) {
                        escaped.append(unicode(character));
                    } else {
                        escaped.appendCodePoint(character);
                    }
                }
            }
        });
        return escaped.toString();
    }

    private static String unicode(int character) {
        return String.format(Locale.ROOT, "\\u%04X", character);
    }

    /** For the query of a URL: a space becomes {@code +}. */
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
                escaped.append(String.format(Locale.ROOT, "%%%02X", (int) character));
            }
        }
        return escaped.toString();
    }

    static String quoted(String text, char quote) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append(quote);
        text.codePoints().forEach(character -> quoted.append(escaped(character, quote)));
        return quoted.append(quote).toString();
    }

    private static String escaped(int character, char quote) {
        int simple = "\u0007\b\f\n\r\t\u000b\\".indexOf(character);
        if (simple >= 0) {
            return "\\" + "abfnrtv\\".charAt(simple);
        }
        if (character == quote) {
            return "\\" + quote;
        }
        if (isPrintable(character)) {
            return Character.toString(character);
        }
        if (character < ' ' || character == 0x7F) {
            return String.format(Locale.ROOT, "\\x%02x", character);
        }
        return String.format(Locale.ROOT, character > 0xFFFF ? "\\U%08x" : "\\u%04x", character);
    }

    /** Letters, marks, numbers, punctuation, symbols and the ASCII space. */
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
