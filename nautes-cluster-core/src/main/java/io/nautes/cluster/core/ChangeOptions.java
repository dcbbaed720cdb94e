package io.nautes.cluster.core;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a save or a delete is made. Immutable. */
public final class ChangeOptions {
    private static final ChangeOptions DEFAULTS = new ChangeOptions(false, null, Precondition.none());

    private final boolean skipChecks;
    private final @Nullable Identity author;
    private final Precondition precondition;

    private ChangeOptions(boolean skipChecks, @Nullable Identity author, Precondition precondition) {
        this.skipChecks = skipChecks;
        this.author = author;
        this.precondition = precondition;
    }

    /**
     * Returns the defaults: all checks are made, the registry's own identity is the author, and there is no precondition.
     *
     * @return the options
     */
    public static ChangeOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Returns a copy that skips, or does not skip, the check that nobody uses the cluster: the API's
     * {@code insecure_skip_check}. Rules of the request itself are always checked.
     *
     * @param value {@code true} to skip it; by default {@code false}
     * @return a copy
     */
    public ChangeOptions withSkipChecks(boolean value) {
        return new ChangeOptions(value, author, precondition);
    }

    /**
     * Returns a copy with an author. A remote API server takes the owner of the access token instead.
     *
     * @param value the identity, or {@code null} for the registry's own
     * @return a copy
     */
    public ChangeOptions withAuthor(@Nullable Identity value) {
        return new ChangeOptions(skipChecks, value, precondition);
    }

    /**
     * Returns a copy with a precondition. If it does not hold at the moment of the change, the change is refused with a
     * {@link ConflictException}.
     *
     * @param value the precondition; by default {@link Precondition#none()}
     * @return a copy
     */
    public ChangeOptions withPrecondition(Precondition value) {
        return new ChangeOptions(skipChecks, author, Objects.requireNonNull(value, "precondition"));
    }

    /**
     * Returns whether the check that nobody uses the cluster is skipped.
     *
     * @return {@code true} if it is
     */
    public boolean skipChecks() {
        return skipChecks;
    }

    /**
     * Returns who makes the change.
     *
     * @return the identity, or empty for the registry's own
     */
    public Optional<Identity> author() {
        return Optional.ofNullable(author);
    }

    /**
     * Returns the precondition.
     *
     * @return the precondition
     */
    public Precondition precondition() {
        return precondition;
    }
}
