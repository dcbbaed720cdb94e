package io.nautes.cluster.model.error;

import org.jspecify.annotations.Nullable;

/** The root of the exceptions that this library throws for documents, catalogs and registries. */
public abstract class NautesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message all facts, without secrets
     * @param cause the cause, without secrets; {@code null} if unknown
     */
    protected NautesException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
