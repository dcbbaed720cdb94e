package io.nautes.cluster.client.internal.retry;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A copy of an exception whose message contains a secret. Its message begins with the type of the original. */
final class RedactedException extends Exception {
    private static final long serialVersionUID = 1L;

    private RedactedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Returns the failure, or a redacted copy if the failure, a cause or a suppressed exception contains a secret. */
    static Throwable of(Throwable failure, UnaryOperator<String> redaction) {
        Throwable copy = isClean(failure, redaction, newSet()) ? null : copy(failure, redaction, newSet());
        return copy == null ? failure : copy;
    }

    private static Set<Throwable> newSet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private static boolean isClean(Throwable failure, UnaryOperator<String> redaction, Set<Throwable> seen) {
        if (!seen.add(failure)) {
            return true;
        }
        // Subclasses may print more than their message.
        String printed = String.valueOf(failure);
        String message = String.valueOf(failure.getMessage());
        if (!redaction.apply(printed).equals(printed)
                || !redaction.apply(message).equals(message)) {
            return false;
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            if (!isClean(suppressed, redaction, seen)) {
                return false;
            }
        }
        return failure.getCause() == null || isClean(failure.getCause(), redaction, seen);
    }

    private static @Nullable Throwable copy(
            @Nullable Throwable failure, UnaryOperator<String> redaction, Set<Throwable> seen) {
        if (failure == null || !seen.add(failure)) {
            return null;
        }
        String message = failure.getMessage();
        RedactedException copy = new RedactedException(
                failure.getClass().getName() + (message == null ? "" : ": " + redaction.apply(message)),
                copy(failure.getCause(), redaction, seen));
        copy.setStackTrace(failure.getStackTrace());
        for (Throwable suppressed : failure.getSuppressed()) {
            Throwable copied = copy(suppressed, redaction, seen);
            if (copied != null) {
                copy.addSuppressed(copied);
            }
        }
        return copy;
    }
}
