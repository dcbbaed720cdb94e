package io.nautes.cluster.core;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A change in the history of a cluster's registration.
 *
 * @param revision the revision that the change made; the cluster can be read at it
 * @param author who made the change
 * @param time when the store accepted the change
 * @param operation what was done
 * @param requestIdOrNull the id of the request that made the change; {@code null} if it was not made through this
 *     library
 * @param subject a one-line description for people
 */
public record ClusterRevision(
        String revision,
        Identity author,
        Instant time,
        Operation operation,
        @Nullable String requestIdOrNull,
        String subject) {
    /** The effect of a change on a registration. */
    public enum Operation {
        /** The cluster was registered, or its registration changed. */
        SAVE,
        /** The registration was deleted. */
        DELETE
    }

    /** Checks that no required value is null. */
    public ClusterRevision {
        Objects.requireNonNull(revision, "revision");
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(subject, "subject");
    }

    /**
     * Returns the id of the request that made the change.
     *
     * @return the id, if the change was made through this library
     */
    public Optional<String> requestId() {
        return Optional.ofNullable(requestIdOrNull);
    }
}
