package io.nautes.cluster.gitstore.internal.util;

import org.jspecify.annotations.Nullable;

/** Looks exceptions up in chains of causes. */
public final class Causes {
    private Causes() {}

    /** Returns whether a failure, or one of its causes, is of a type. */
    public static boolean has(@Nullable Throwable failure, Class<? extends Throwable> type) {
        return find(failure, type) != null;
    }

    /** Returns the first of a failure and its causes that is of a type; {@code null} if none is. */
    public static <T extends Throwable> @Nullable T find(@Nullable Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
