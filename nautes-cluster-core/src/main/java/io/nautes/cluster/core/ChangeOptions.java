package io.nautes.cluster.core;

import io.nautes.cluster.core.internal.text.Texts;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a save or a delete is made. Immutable. */
public final class ChangeOptions {
    private static final ChangeOptions DEFAULTS =
            new ChangeOptions(false, null, Precondition.none(), false, null, null, CallOptions.defaults());

    private final boolean skipChecks;
    private final @Nullable Identity author;
    private final Precondition precondition;
    private final boolean keepKubeconfig;
    private final @Nullable String requestId;
    private final @Nullable String message;
    private final CallOptions call;

    private ChangeOptions(
            boolean skipChecks,
            @Nullable Identity author,
            Precondition precondition,
            boolean keepKubeconfig,
            @Nullable String requestId,
            @Nullable String message,
            CallOptions call) {
        this.skipChecks = skipChecks;
        this.author = author;
        this.precondition = precondition;
        this.keepKubeconfig = keepKubeconfig;
        this.requestId = requestId;
        this.message = message;
        this.call = call;
    }

    /**
     * Returns the defaults: all checks are made, the registry's own identity is the author, and there is no
     * precondition.
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
        return new ChangeOptions(value, author, precondition, keepKubeconfig, requestId, message, call);
    }

    /**
     * Returns a copy with an author. A remote API server takes the owner of the access token instead.
     *
     * @param value the identity, or {@code null} for the registry's own
     * @return a copy
     */
    public ChangeOptions withAuthor(@Nullable Identity value) {
        return new ChangeOptions(skipChecks, value, precondition, keepKubeconfig, requestId, message, call);
    }

    /**
     * Returns a copy with a precondition. If it does not hold at the moment of the change, the change is refused with a
     * {@link ConflictException}.
     *
     * @param value the precondition; by default {@link Precondition#none()}
     * @return a copy
     */
    public ChangeOptions withPrecondition(Precondition value) {
        return new ChangeOptions(
                skipChecks,
                author,
                Objects.requireNonNull(value, "precondition"),
                keepKubeconfig,
                requestId,
                message,
                call);
    }

    /**
     * Returns a copy that keeps, or does not keep, the kubeconfig that is stored for a physical cluster if a request
     * has none. If {@code api_server} changes, the stored kubeconfig gets the new address. Without it a request without
     * a kubeconfig is invalid. A registry that stores no kubeconfigs, or is an API server, refuses such a save with
     * {@link FailureCode#UNSUPPORTED}.
     *
     * @param value {@code true} to keep it; by default {@code false}
     * @return a copy
     */
    public ChangeOptions withKeepKubeconfig(boolean value) {
        return new ChangeOptions(skipChecks, author, precondition, value, requestId, message, call);
    }

    /**
     * Returns a copy with an id that makes a change repeatable: if a change of the same cluster with this id is in the
     * registry's history already, nothing is changed, and the result has the revision of that change. A batch only
     * records the id, and a plan does not look it up. Of two processes that make the change at the same moment, the
     * second one changes something only if another change came in between. A registry without a history, such as an API
     * server, refuses the change with {@link FailureCode#UNSUPPORTED}.
     *
     * @param value the id, 1 to 128 visible ASCII characters; by default the registry chooses one
     * @return a copy
     * @throws IllegalArgumentException if it is too long, empty, or has other characters
     */
    public ChangeOptions withRequestId(String value) {
        if (value.isEmpty() || value.length() > 128 || !value.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException(
                    "requestId: must be 1 to 128 visible ASCII characters (got " + Texts.shown(value) + ")");
        }
        return new ChangeOptions(skipChecks, author, precondition, keepKubeconfig, value, message, call);
    }

    /**
     * Returns a copy with a message of the change, such as of its commit: a subject line, and perhaps an empty line and
     * further text. An API server refuses it with {@link FailureCode#UNSUPPORTED}; a registry in memory keeps the
     * subject.
     *
     * @param value the message, at most 10,000 characters; by default the registry words it
     * @return a copy
     * @throws IllegalArgumentException if it is blank or too long
     */
    public ChangeOptions withMessage(String value) {
        if (value.isBlank() || value.length() > 10_000 || value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("message: must have 1 to 10,000 characters that are not all white space"
                    + " (got " + value.length() + " characters)");
        }
        return new ChangeOptions(skipChecks, author, precondition, keepKubeconfig, requestId, value.strip(), call);
    }

    /**
     * Returns a copy with a deadline for the whole call, in place of that of the registry: waiting for other changes,
     * suppliers of credentials, the kubeconfig store, retries, and undoing what was begun. A batch that a store commits
     * at once has one deadline, other batches have one for each change. A registry over a store that cannot limit single
     * calls refuses the change with {@link FailureCode#UNSUPPORTED}.
     *
     * @param value the time from the start of the call to its end
     * @return a copy
     * @throws IllegalArgumentException if it is not more than zero
     */
    public ChangeOptions withDeadline(Duration value) {
        return withCall(call.withDeadline(value));
    }

    /**
     * Returns a copy with a header of HTTP requests. A client refuses headers that it sets itself with {@link
     * FailureCode#UNSUPPORTED}; a registry that sends no requests of the API ignores headers.
     *
     * @param name the header's name
     * @param value the value, of visible ASCII characters and spaces
     * @return a copy
     * @throws IllegalArgumentException if the header cannot be sent; the message does not show the value
     */
    public ChangeOptions withHeader(String name, String value) {
        return withCall(call.withHeader(name, value));
    }

    private ChangeOptions withCall(CallOptions value) {
        return new ChangeOptions(skipChecks, author, precondition, keepKubeconfig, requestId, message, value);
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

    /**
     * Returns the id that makes the change repeatable.
     *
     * @return the id, or empty if the registry chooses one
     */
    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }

    /**
     * Returns the message of the change.
     *
     * @return the message, or empty if the registry words it
     */
    public Optional<String> message() {
        return Optional.ofNullable(message);
    }

    /**
     * Returns the deadline and the headers.
     *
     * @return the settings of the call
     */
    public CallOptions call() {
        return call;
    }
}
