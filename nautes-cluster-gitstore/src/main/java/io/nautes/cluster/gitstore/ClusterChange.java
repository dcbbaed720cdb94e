package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.ClusterRevision;
import io.nautes.cluster.model.ClusterResource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A difference in one cluster's registration between two revisions. Immutable.
 *
 * @param name the cluster's name
 * @param kind how the cluster changed
 * @param beforeOrNull the resource that was registered before; {@code null} if no readable resource was registered
 * @param afterOrNull the resource that is registered now; {@code null} if no readable resource is registered
 * @param revisions the changes between the two revisions that touched the cluster, newest first; empty if they were not
 *     looked up
 */
public record ClusterChange(
        String name,
        Kind kind,
        @Nullable ClusterResource beforeOrNull,
        @Nullable ClusterResource afterOrNull,
        List<ClusterRevision> revisions) {
    /** The kinds of changes. */
    public enum Kind {
        /** The cluster was registered. */
        ADDED,
        /** The cluster's file was changed. If only its comments or its format changed, before and after are equal. */
        MODIFIED,
        /** The cluster is not registered any more. */
        REMOVED,
        /**
         * The cluster's file cannot be read any more. The cluster was not deleted, but nothing else is known about it.
         */
        UNREADABLE
    }

    /** Copies the revisions. */
    public ClusterChange {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        revisions = List.copyOf(revisions);
    }

    /**
     * Returns the resource that was registered before.
     *
     * @return the resource, or empty if no readable resource was registered
     */
    public Optional<ClusterResource> before() {
        return Optional.ofNullable(beforeOrNull);
    }

    /**
     * Returns the resource that is registered now.
     *
     * @return the resource, or empty if no readable resource is registered
     */
    public Optional<ClusterResource> after() {
        return Optional.ofNullable(afterOrNull);
    }

    ClusterChange by(List<ClusterRevision> makers) {
        return new ClusterChange(name, kind, beforeOrNull, afterOrNull, makers);
    }
}
