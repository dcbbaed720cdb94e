package io.nautes.cluster.gitstore.internal.mirror;

import java.io.IOException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.PackInvalidException;
import org.jspecify.annotations.Nullable;

/** Damage of the mirror: an object or file is missing or cannot be read. The server still has the objects. */
public final class MirrorDamagedException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final String STORAGE = "org.eclipse.jgit.internal.storage.dfs.";

    MirrorDamagedException(String problem, @Nullable Throwable cause) {
        super(problem, cause);
    }

    /**
     * Returns the damage that caused a failure; {@code null} if the cause is something else. If reading the mirror
     * fails during a push, JGit reports the reaction of the server and adds the damage as a suppressed exception.
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
                // A file that could not be written cannot be read back either, so this is not damage.
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
     * Returns whether a failure is a short read of a pack. It has no specific type, so only its stack trace
     * distinguishes it from a failure of the network.
     */
    private static boolean isThrownByStorage(Throwable cause) {
        StackTraceElement[] trace = cause.getStackTrace();
        return cause instanceof IOException
                && trace.length > 0
                && trace[0].getClassName().startsWith(STORAGE);
    }
}
