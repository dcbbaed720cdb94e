package io.nautes.cluster.core;

import io.nautes.cluster.core.internal.text.Texts;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Options for a save or a delete. Immutable. */
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
     * Returns the defaults: all checks are made, the author is the registry's identity, and there is no
     * precondition.
     *
     * @return the options
     */
    public static ChangeOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Returns a copy that sets whether to skip the check that nobody uses the cluster; this is {@code
     * insecure_skip_check} in the API. The rules for the request itself are always checked.
     *
     * @param value {@code true} to skip it; by default {@code false}
     * @return a copy
     */
    public ChangeOptions withSkipChecks(boolean value) {
        return new ChangeOptions(value, author, precondition, keepKubeconfig, requestId, message, call);
    }

    /**
     * Returns a copy with an author. A remote API server uses the owner of the access token instead.
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
     * Returns a copy that sets whether a request without a kubeconfig keeps the one that is stored for the physical
     * cluster. If {@code api_server} changes, the stored kubeconfig gets the new address. Without this option, a
     * request for a physical cluster must have a kubeconfig. A registry that stores no kubeconfigs, or is an API
     * server, refuses a save with this option with {@link FailureCode#UNSUPPORTED}.
     *
     * @param value {@code true} to keep it; by default {@code false}
     * @return a copy
     */
    public ChangeOptions withKeepKubeconfig(boolean value) {
        return new ChangeOptions(skipChecks, author, precondition, value, requestId, message, call);
    }

    /**
     * Returns a copy with an id that makes a change repeatable. If the registry's history already has a change of the
     * same cluster with this id, nothing is changed and the result has the revision of that change. A batch only
     * records the id, and a plan does not look it up. If two processes make the change at the same moment, the second
     * one changes something only if another change came in between. A registry without a history, such as an API
     * server, refuses the change with {@link FailureCode#UNSUPPORTED}.
     *
     * @param value the id, 1 to 128 visible ASCII characters; by default the registry generates one
     * @return a copy
     * @throws IllegalArgumentException if it is empty, too long, or contains other characters
     */
    public ChangeOptions withRequestId(String value) {
        if (value.isEmpty() || value.length() > 128 || !value.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException(
                    "requestId: must be 1 to 128 visible ASCII characters (got " + Texts.shown(value) + ")");
        }
        return new ChangeOptions(skipChecks, author, precondition, keepKubeconfig, value, message, call);
    }

    /**
     * Returns a copy with a message for the change, such as a commit message: a subject line, optionally followed by an
     * empty line and more text. An API server refuses it with {@link FailureCode#UNSUPPORTED}. An in-memory registry
     * keeps only the subject.
     *
     * @param value the message, at most 10,000 characters; by default the registry writes one
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
     * Returns a copy with a deadline for the whole call, which replaces the registry's. It covers waiting for other
     * changes, credential suppliers, the kubeconfig store, retries, and rollback. A batch that a store makes in one
     * commit has one deadline; other batches have one for each change. A registry over a store that cannot limit single
     * calls refuses the change with {@link FailureCode#UNSUPPORTED}.
     *
     * @param value the time from the start of the call to its end
     * @return a copy
     * @throws IllegalArgumentException if it is not positive
     */
    public ChangeOptions withDeadline(Duration value) {
        return withCall(call.withDeadline(value));
    }

    /**
     * Returns a copy with an additional header for HTTP requests. A client refuses headers that it sets itself with
     * {@link FailureCode#UNSUPPORTED}. A registry that sends no API requests ignores headers.
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
     * Returns whether a request without a kubeconfig keeps the stored one.
     *
     * @return {@code true} if it does
     */
    public boolean keepKubeconfig() {
        return keepKubeconfig;
    }

    /**
     * Returns the id that makes the change repeatable.
     *
     * @return the id, or empty if the registry generates one
     */
    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }

    /**
     * Returns the message of the change.
     *
     * @return the message, or empty if the registry writes one
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
