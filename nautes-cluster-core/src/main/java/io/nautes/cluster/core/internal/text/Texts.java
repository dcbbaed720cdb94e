package io.nautes.cluster.core.internal.text;

import org.jspecify.annotations.Nullable;

/** Texts that may be absent, and texts as messages show them. */
public final class Texts {
    private static final String CREDENTIALS_HIDDEN = "…@";
    private static final int MAX_SHOWN = 120;

    private Texts() {}

    /** Returns whether a text is missing or empty. */
    public static boolean isEmpty(@Nullable String text) {
        return text == null || text.isEmpty();
    }

    /** Returns the text; {@code null} if it is empty. */
    public static @Nullable String emptyAsNull(@Nullable String text) {
        return isEmpty(text) ? null : text;
    }

    /** Returns a received value as messages show it. */
    public static String shown(String value) {
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

    /** Returns a URL without what is before an at sign, which may be a password, even in a URL that is not valid. */
    public static String withoutUserInfo(String url) {
        int at = url.lastIndexOf('@');
        return at < 0 ? url : CREDENTIALS_HIDDEN + url.substring(at + 1);
    }

    /** Control and format characters could forge lines of a log or turn the direction of its text. */
    private static boolean isPlain(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
