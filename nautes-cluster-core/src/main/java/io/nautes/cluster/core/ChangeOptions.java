package io.nautes.cluster.core;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a save or a delete is made. Immutable. */
public final class ChangeOptions {
    private static final ChangeOptions DEFAULTS = new ChangeOptions(false, null, Precondition.none(), false);

    private final boolean skipChecks;
    private final @Nullable Identity author;
    private final Precondition precondition;
    private final boolean keepKubeconfig;

    private ChangeOptions(
            boolean skipChecks, @Nullable Identity author, Precondition precondition, boolean keepKubeconfig) {
        this.skipChecks = skipChecks;
        this.author = author;
        this.precondition = precondition;
        this.keepKubeconfig = keepKubeconfig;
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
        return new ChangeOptions(value, author, precondition, keepKubeconfig);
    }

    /**
     * Returns a copy with an author. A remote API server takes the owner of the access token instead.
     *
     * @param value the identity, or {@code null} for the registry's own
     * @return a copy
     */
    public ChangeOptions withAuthor(@Nullable Identity value) {
        return new ChangeOptions(skipChecks, value, precondition, keepKubeconfig);
    }

    /**
     * Returns a copy with a precondition. If it does not hold at the moment of the change, the change is refused with a
     * {@link ConflictException}.
     *
     * @param value the precondition; by default {@link Precondition#none()}
     * @return a copy
     */
    public ChangeOptions withPrecondition(Precondition value) {
        return new ChangeOptions(skipChecks, author, Objects.requireNonNull(value, "precondition"), keepKubeconfig);
    }

    /**
     * Returns a copy that keeps, or does not keep, the kubeconfig that is stored for a physical cluster if a request has
     * none. If {@code api_server} changes, the stored kubeconfig gets the new address. Without it a request without a
     * kubeconfig is invalid. A registry that stores no kubeconfigs, or is an API server, refuses such a save with {@link
     * FailureCode#UNSUPPORTED}.
     *
     * @param value {@code true} to keep it; by default {@code false}
     * @return a copy
     */
    public ChangeOptions withKeepKubeconfig(boolean value) {
        return new ChangeOptions(skipChecks, author, precondition, value);
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

    /**
     * Returns whether a request without a kubeconfig keeps the one that is stored.
     *
     * @return {@code true} if it does
     */
    public boolean keepKubeconfig() {
        return keepKubeconfig;
    }
}
