package io.nautes.cluster.gitstore.internal.util;

import org.jspecify.annotations.Nullable;

/** Searches in chains of causes. */
public final class Causes {
    private Causes() {}

    /** Returns whether a failure or one of its causes has a type. */
    public static boolean has(@Nullable Throwable failure, Class<? extends Throwable> type) {
        return find(failure, type) != null;
    }

    /** Returns the first of a failure and its causes that has a type; {@code null} if none of them has that type. */
    public static <T extends Throwable> @Nullable T find(@Nullable Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
