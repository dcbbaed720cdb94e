package io.nautes.cluster.kubeconfig;

import java.util.List;
import java.util.Optional;

/**
 * A reply from Vault or from a proxy in front of it.
 *
 * @param status the HTTP status
 * @param location where a redirect leads to
 * @param retryAfter how long to wait before the next request, in the server's form
 * @param body the body
 */
@SuppressWarnings("ArrayRecordComponent")
record VaultReply(int status, Optional<String> location, Optional<String> retryAfter, byte[] body) {
    boolean isSuccess() {
        return status / 100 == 2;
    }

    /** Returns whether Vault confirms a change with this reply, which then has an empty body or a JSON document of Vault. */
    boolean confirmsChange() {
        return isSuccess() && (body.length == 0 || errors().isPresent());
    }

    /** Returns whether a change may have been made, because the server failed after it or the reply is not from Vault. */
    boolean leavesChangeOpen() {
        return switch (status) {
            case 501, 503 -> false;
            default -> isSuccess() || status >= 500;
        };
    }

    /** Returns whether Vault asks for the same request again, and has changed nothing. */
    boolean isTemporary() {
        return switch (status) {
            case 412, 429 -> true;
            case 503 -> retryAfter.isPresent();
            default -> false;
        };
    }

    /**
     * Returns the errors that Vault reports, possibly none; {@code Optional.empty()} if this reply is not from Vault.
     */
    Optional<List<String>> errors() {
        return VaultJson.errors(body);
    }

    boolean says(String words) {
        return errors().orElse(List.of()).stream().anyMatch(error -> error.contains(words));
    }

    /** Returns the status without the body, which may contain secrets. */
    @Override
    public String toString() {
        return "status " + status + " (" + body.length + " bytes)";
    }
}
