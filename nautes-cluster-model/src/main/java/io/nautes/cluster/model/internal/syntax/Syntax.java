package io.nautes.cluster.model.internal.syntax;

import java.util.Locale;

/** Checks the forms of texts by hand: several times faster than patterns, and on the path of every evaluation. */
public final class Syntax {
    private static final int MAX_LABEL = 63;
    private static final int MAX_DNS_NAME = 253;
    private static final int MAX_GROUP_PATH = 255;

    private Syntax() {}

    /**
     * Returns whether a text is an RFC 1123 label: lower-case letters, digits and inner hyphens, 1 to 63.
     *
     * @param text the text
     */
    public static boolean isLabel(String text) {
        return text.length() <= MAX_LABEL && isLabel(text, 0, text.length());
    }

    private static boolean isLabel(String text, int start, int end) {
        if (end <= start || end - start > MAX_LABEL || text.charAt(start) == '-' || text.charAt(end - 1) == '-') {
            return false;
        }
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (!isLowerCase(c) && !isDigit(c) && c != '-') {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns whether a text is an RFC 1123 subdomain: labels joined by dots, at most 253 characters.
     *
     * @param text the text
     */
    public static boolean isDnsName(String text) {
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

    /**
     * Returns whether a text can be the path of a GitLab group: letters, digits and any of {@code _-.}, not beginning
     * with a hyphen or dot, and not ending like a file that GitLab serves.
     *
     * @param text the text
     */
    public static boolean isGroupPath(String text) {
        if (text.isEmpty() || text.length() > MAX_GROUP_PATH || text.charAt(0) == '-' || text.charAt(0) == '.') {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isLetter = isLowerCase(c) || (c >= 'A' && c <= 'Z');
            if (!isLetter && !isDigit(c) && c != '_' && c != '-' && c != '.') {
                return false;
            }
        }
        String lower = lowerCase(text);
        return !lower.endsWith(".") && !lower.endsWith(".git") && !lower.endsWith(".atom");
    }

    private static boolean isLowerCase(char c) {
        return c >= 'a' && c <= 'z';
    }

    /**
     * Returns whether a character is a digit of ASCII.
     *
     * @param c the character
     */
    public static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /**
     * Returns whether a text consists of digits of ASCII and is not empty.
     *
     * @param text the text
     */
    public static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /**
     * Returns the port number in a text, 1 to 65535; -1 if it is not a port.
     *
     * @param text the text
     */
    public static int port(String text) {
        if (!isDigits(text) || text.length() > 5) {
            return -1;
        }
        int port = Integer.parseInt(text);
        return port >= 1 && port <= 65535 ? port : -1;
    }

    /**
     * Returns whether a text contains white space of Unicode.
     *
     * @param text the text
     */
    public static boolean hasWhiteSpace(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isWhitespace(text.charAt(i)) || text.charAt(i) == '\u00a0') {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns a text in lower case, whatever the default locale is.
     *
     * @param text the text
     */
    public static String lowerCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
