package io.nautes.cluster.core;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A condition that must hold for a cluster at the moment of its change. If it does not hold, the change is refused with
 * a {@link ConflictException}, and nothing is changed. Immutable.
 *
 * <p>A registry that cannot check a precondition refuses the change with {@link FailureCode#UNSUPPORTED} before
 * anything is sent. A Nautes 0.4 API server cannot check any precondition.
 */
public final class Precondition {
    private static final Precondition NONE = new Precondition(Kind.NONE, null);
    private static final Precondition NOT_REGISTERED = new Precondition(Kind.NOT_REGISTERED, null);
    private static final Precondition REGISTERED = new Precondition(Kind.REGISTERED, null);

    private final Kind kind;
    private final @Nullable String revision;

    /** The kinds of preconditions. */
    public enum Kind {
        /** The precondition always holds. */
        NONE,
        /** The cluster must not be registered, so that a save creates it. */
        NOT_REGISTERED,
        /** The cluster must be registered, so that a save changes it. */
        REGISTERED,
        /** The cluster must not have changed since a revision. */
        UNCHANGED
    }

    private Precondition(Kind kind, @Nullable String revision) {
        this.kind = kind;
        this.revision = revision;
    }

    /**
     * Returns the precondition that always holds.
     *
     * @return the precondition
     */
    public static Precondition none() {
        return NONE;
    }

    /**
     * Returns the precondition that the cluster is not registered. A registered cluster whose file cannot be read counts as
     * registered.
     *
     * @return the precondition
     */
    public static Precondition notRegistered() {
        return NOT_REGISTERED;
    }

    /**
     * Returns the precondition that the cluster is registered.
     *
     * @return the precondition
     */
    public static Precondition registered() {
        return REGISTERED;
    }

    /**
     * Returns the precondition that the cluster has not changed since a revision.
     *
     * @param revision a revision of the registry, such as that of the last save or snapshot
     * @return the precondition
     */
    public static Precondition unchangedSince(String revision) {
        return new Precondition(Kind.UNCHANGED, Objects.requireNonNull(revision, "revision"));
    }

    /**
     * Returns the kind.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Returns the revision since which the cluster must not have changed.
     *
     * @return the revision; empty for other kinds
     */
    public Optional<String> revision() {
        return Optional.ofNullable(revision);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Precondition that && kind == that.kind && Objects.equals(revision, that.revision);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, revision);
    }

    /** Returns a description of the precondition, such as {@code not registered}. */
    @Override
    public String toString() {
        return switch (kind) {
            case NONE -> "none";
            case NOT_REGISTERED -> "not registered";
            case REGISTERED -> "registered";
            case UNCHANGED -> "unchanged since " + revision;
        };
    }
}
