package io.nautes.cluster.core;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Somebody else changed the same cluster since the revision that the caller expected; nothing was changed. */
public final class ConflictException extends RegistryException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String expectedRevision;
    private final @Nullable String actualRevision;

    /**
     * A conflict.
     *
     * @param message all facts
     * @param expectedRevision the revision that the caller expected, if known
     * @param actualRevision the revision that was found, if known
     */
    public ConflictException(String message, @Nullable String expectedRevision, @Nullable String actualRevision) {
        super(FailureCode.CONFLICT, message);
        this.expectedRevision = expectedRevision;
        this.actualRevision = actualRevision;
    }

    /**
     * The revision that the caller expected.
     *
     * @return the revision, if known
     */
    public Optional<String> expectedRevision() {
        return Optional.ofNullable(expectedRevision);
    }

    /**
     * The revision that was found.
     *
     * @return the revision, if known
     */
    public Optional<String> actualRevision() {
        return Optional.ofNullable(actualRevision);
    }
}
