package io.nautes.cluster.gitstore.internal.mirror;

import java.io.IOException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.PackInvalidException;
import org.jspecify.annotations.Nullable;

/** Something in the mirror is missing or cannot be read; the server still has it. */
public final class MirrorDamagedException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final String STORAGE = "org.eclipse.jgit.internal.storage.dfs.";

    MirrorDamagedException(String problem, @Nullable Throwable cause) {
        super(problem, cause);
    }

    /**
     * Returns the damage that a failure comes from; {@code null} if it comes from something else. When reading the
     * mirror fails in the middle of a push, JGit reports how the server took that, and suppresses the reason.
     */
    public static @Nullable MirrorDamagedException in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MirrorDamagedException damage) {
                return damage;
            }
            if (cause instanceof MissingObjectException
                    || cause instanceof CorruptObjectException
                    || cause instanceof PackInvalidException
                    || isThrownByStorage(cause)) {
                return new MirrorDamagedException(String.valueOf(cause.getMessage()), failure);
            }
            if (cause instanceof MirrorWriteException) {
                // What was read back of a file that could not be written says nothing.
                return null;
            }
            for (Throwable suppressed : cause.getSuppressed()) {
                MirrorDamagedException damage = in(suppressed);
                if (damage != null) {
                    return damage;
                }
            }
        }
        return null;
    }

    /**
     * Returns whether a failure is a short read of a pack. It has no type of its own, so its stack trace tells it from
     * one of the network.
     */
    private static boolean isThrownByStorage(Throwable cause) {
        StackTraceElement[] trace = cause.getStackTrace();
        return cause instanceof IOException
                && trace.length > 0
                && trace[0].getClassName().startsWith(STORAGE);
    }
}
