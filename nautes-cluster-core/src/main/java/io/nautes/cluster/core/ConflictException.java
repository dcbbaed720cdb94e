package io.nautes.cluster.core;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a change conflicts with what is registered: its precondition does not hold, or the cluster is in use.
 * Nothing was changed. Read the cluster again before you retry the change.
 */
public class ConflictException extends RegistryException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String expectedRevision;
    private final @Nullable String actualRevision;

    /**
     * Creates the exception.
     *
     * @param message the operation, the cluster, what happened, and how to fix it
     * @param expectedRevision the revision of the precondition; {@code null} if the change had no such precondition
     * @param actualRevision the current revision; {@code null} if it is not known
     */
    public ConflictException(String message, @Nullable String expectedRevision, @Nullable String actualRevision) {
        super(FailureCode.CONFLICT, message);
        this.expectedRevision = expectedRevision;
        this.actualRevision = actualRevision;
    }

    ConflictException(FailureCode code, String message) {
        super(code, message);
        this.expectedRevision = null;
        this.actualRevision = null;
    }

    /**
     * Returns the revision that the precondition named.
     *
     * @return the revision; empty if the change had no such precondition
     */
    public Optional<String> expectedRevision() {
        return Optional.ofNullable(expectedRevision);
    }

    /**
     * Returns the current revision.
     *
     * @return the revision, if known
     */
    public Optional<String> actualRevision() {
        return Optional.ofNullable(actualRevision);
    }
}
