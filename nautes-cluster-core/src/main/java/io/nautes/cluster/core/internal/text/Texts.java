package io.nautes.cluster.core.internal.text;

import io.nautes.cluster.model.internal.support.OneLine;
import org.jspecify.annotations.Nullable;

/** Utilities for texts that may be absent and for texts in messages. */
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

    /** Returns a received value in the form that messages show. */
    public static String shown(String value) {
        return OneLine.shown(value, MAX_SHOWN);
    }

    /** Returns a URL without the part before an at sign, which may be a password, even if the URL is invalid. */
    public static String withoutUserInfo(String url) {
        int at = url.lastIndexOf('@');
        return at < 0 ? url : CREDENTIALS_HIDDEN + url.substring(at + 1);
    }
}
