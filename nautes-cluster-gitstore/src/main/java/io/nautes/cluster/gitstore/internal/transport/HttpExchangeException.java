package io.nautes.cluster.gitstore.internal.transport;

import io.nautes.cluster.core.FailureCode;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/**
 * The failure of an HTTP exchange, with its code for callers. It is a {@link SocketException} because JGit repeats a
 * request after any other exception, and would send a refused or unconfirmed push a second time.
 */
final class HttpExchangeException extends SocketException {
    private static final long serialVersionUID = 1L;

    private final FailureCode code;

    HttpExchangeException(FailureCode code, String problem, @Nullable Throwable cause) {
        super(problem);
        this.code = code;
        if (cause != null) {
            initCause(cause);
        }
    }

    FailureCode code() {
        return code;
    }
}
