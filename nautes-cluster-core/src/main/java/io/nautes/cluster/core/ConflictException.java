package io.nautes.cluster.core;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a change conflicts with what is registered: its precondition does not hold, or the cluster is in use. Nothing
 * was changed. Read the cluster again, and decide again.
 */
public class ConflictException extends RegistryException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String expectedRevision;
    private final @Nullable String actualRevision;

    /**
     * Creates an exception.
     *
     * @param message all facts
     * @param expectedRevision the revision since which the cluster must not have been changed, if any
     * @param actualRevision the revision that was found, if known
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
     * Returns the revision since which the cluster must not have been changed.
     *
     * @return the revision; empty if the change had no such precondition
     */
    public Optional<String> expectedRevision() {
        return Optional.ofNullable(expectedRevision);
    }

    /**
     * Returns the revision that was found.
     *
     * @return the revision, if known
     */
    public Optional<String> actualRevision() {
        return Optional.ofNullable(actualRevision);
    }
}
