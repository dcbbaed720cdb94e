package io.nautes.cluster.gitstore.internal.transport;

import io.nautes.cluster.core.FailureCode;
import org.eclipse.jgit.errors.TransportException;
import org.jspecify.annotations.Nullable;

/** The failure to make an SSH connection, with its code for callers. */
final class SshRefusedException extends TransportException {
    private static final long serialVersionUID = 1L;

    private final FailureCode code;
    private final String hint;

    SshRefusedException(FailureCode code, String problem, String hint, Throwable cause) {
        super(problem, cause);
        this.code = code;
        this.hint = hint;
    }

    /** Returns the refusal that caused a failure; {@code null} if something else did. */
    static @Nullable SshRefusedException in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SshRefusedException refused) {
                return refused;
            }
        }
        return null;
    }

    FailureCode code() {
        return code;
    }

    String hint() {
        return hint;
    }
}
