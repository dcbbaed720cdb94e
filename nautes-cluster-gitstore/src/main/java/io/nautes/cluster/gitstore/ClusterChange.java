package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.ClusterRevision;
import io.nautes.cluster.model.ClusterResource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a cluster's file differs between two revisions.
 *
 * @param name the cluster's name
 * @param kind how it changed
 * @param beforeOrNull what was registered before; {@code null} if nothing was, or nothing that could be read
 * @param afterOrNull what is registered now; {@code null} if nothing is, or nothing that can be read
 * @param revisions the changes between the two that touched the cluster, newest first; empty where they are not looked
 *     for
 */
public record ClusterChange(
        String name,
        Kind kind,
        @Nullable ClusterResource beforeOrNull,
        @Nullable ClusterResource afterOrNull,
        List<ClusterRevision> revisions) {
    /** How a cluster changed. */
    public enum Kind {
        /** It was registered. */
        ADDED,
        /** Its file was changed; if only its comments were, before and after are equal. */
        MODIFIED,
        /** It is not registered any more. */
        REMOVED,
        /** Its file cannot be read any more, so nothing can be said of the cluster; it is not deleted. */
        UNREADABLE
    }

    /** Copies the revisions. */
    public ClusterChange {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        revisions = List.copyOf(revisions);
    }

    /**
     * Returns what was registered before.
     *
     * @return the resource, or empty if there was none that could be read
     */
    public Optional<ClusterResource> before() {
        return Optional.ofNullable(beforeOrNull);
    }

    /**
     * Returns what is registered now.
     *
     * @return the resource, or empty if there is none that can be read
     */
    public Optional<ClusterResource> after() {
        return Optional.ofNullable(afterOrNull);
    }

    ClusterChange by(List<ClusterRevision> makers) {
        return new ClusterChange(name, kind, beforeOrNull, afterOrNull, makers);
    }
}
