package io.nautes.cluster.core;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a save or a delete is to be made.
 */
public final class ChangeOptions {
    private static final ChangeOptions DEFAULTS = new ChangeOptions(false, null, null);

    private final boolean skipChecks;
    private final @Nullable Identity author;
    private final @Nullable String expectedRevision;

    private ChangeOptions(boolean skipChecks, @Nullable Identity author, @Nullable String expectedRevision) {
        this.skipChecks = skipChecks;
        this.author = author;
        this.expectedRevision = expectedRevision;
    }

    /**
     * All checks are made, the registry's own identity is the author, and any revision is expected.
     *
     * @return the options
     */
    public static ChangeOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Whether the check that nobody uses the cluster is skipped: the API's {@code insecure_skip_check}. Rules of the
     * request itself always hold.
     *
     * @param value {@code true} to skip it; by default {@code false}
     * @return a copy
     */
    public ChangeOptions withSkipChecks(boolean value) {
        return new ChangeOptions(value, author, expectedRevision);
    }

    /**
     * Who makes the change. A remote API server takes the owner of the access token instead.
     *
     * @param value the identity, or {@code null} for the registry's own
     * @return a copy
     */
    public ChangeOptions withAuthor(@Nullable Identity value) {
        return new ChangeOptions(skipChecks, value, expectedRevision);
    }

    /**
     * The revision at which the caller last saw the cluster. If the cluster was changed since, the change is refused
     * with a {@link ConflictException}. A remote API server knows no revisions and ignores this.
     *
     * @param value a revision that the registry gave, or {@code null} for any
     * @return a copy
     */
    public ChangeOptions withExpectedRevision(@Nullable String value) {
        return new ChangeOptions(skipChecks, author, value);
    }

    /**
     * Whether the check that nobody uses the cluster is skipped.
     *
     * @return {@code true} if it is
     */
    public boolean skipChecks() {
        return skipChecks;
    }

    /**
     * Who makes the change.
     *
     * @return the identity, or empty for the registry's own
     */
    public Optional<Identity> author() {
        return Optional.ofNullable(author);
    }

    /**
     * The revision at which the caller last saw the cluster.
     *
     * @return the revision, or empty for any
     */
    public Optional<String> expectedRevision() {
        return Optional.ofNullable(expectedRevision);
    }
}
