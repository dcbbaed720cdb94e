package io.nautes.cluster.core;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Checks of texts by hand: several times faster than patterns, and on the path of every evaluation. */
final class Texts {
    private static final int MAX_LABEL = 63;
    private static final int MAX_DNS_NAME = 253;
    private static final int MAX_SHOWN = 120;

    private Texts() {}

    /** RFC 1123 label: lower-case letters, digits and inner hyphens, 1 to 63. */
    static boolean isLabel(String text) {
        return text.length() <= MAX_LABEL && isLabel(text, 0, text.length());
    }

    private static boolean isLabel(String text, int start, int end) {
        if (end <= start || end - start > MAX_LABEL || text.charAt(start) == '-' || text.charAt(end - 1) == '-') {
            return false;
        }
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z') && !isDigit(c) && c != '-') {
                return false;
            }
        }
        return true;
    }

    /** RFC 1123 subdomain: labels joined by dots, at most 253 characters. */
    static boolean isDnsName(String text) {
        if (text.length() > MAX_DNS_NAME) {
            return false;
        }
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == '.') {
                if (!isLabel(text, start, i)) {
                    return false;
                }
                start = i + 1;
            }
        }
        return true;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** The port a text stands for, 1 to 65535, or -1. */
    static int port(String text) {
        if (!isDigits(text) || text.length() > 5) {
            return -1;
        }
        int port = Integer.parseInt(text);
        return port >= 1 && port <= 65535 ? port : -1;
    }

    static boolean hasWhiteSpace(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isWhitespace(text.charAt(i)) || text.charAt(i) == '\u00a0') {
                return true;
            }
        }
        return false;
    }

    /** The text with the letters of ASCII in lower case. */
    static String lowerCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    static boolean isEmpty(@Nullable String text) {
        return text == null || text.isEmpty();
    }

    static @Nullable String emptyAsNull(@Nullable String text) {
        return isEmpty(text) ? null : text;
    }

    /** A received value, made fit to stand in a message. */
    static String shown(String value) {
        StringBuilder shown = new StringBuilder();
        int end = Math.min(value.length(), MAX_SHOWN);
        if (end < value.length() && Character.isHighSurrogate(value.charAt(end - 1))) {
            end--;
        }
        for (int i = 0; i < end; i++) {
            char c = value.charAt(i);
            shown.append(isPlain(c) ? c : ' ');
        }
        return value.length() > MAX_SHOWN ? shown.append('…').toString() : shown.toString();
    }

    /** Control and format characters could forge lines of a log or turn the direction of its text. */
    private static boolean isPlain(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
