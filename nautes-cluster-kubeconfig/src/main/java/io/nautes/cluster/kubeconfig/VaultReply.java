package io.nautes.cluster.kubeconfig;

import java.util.List;
import java.util.Optional;

/**
 * What Vault, or what stands before it, answered.
 *
 * @param status the HTTP status
 * @param location where a redirect leads to
 * @param body the body
 */
@SuppressWarnings("ArrayRecordComponent")
record VaultReply(int status, Optional<String> location, byte[] body) {
    boolean isSuccess() {
        return status / 100 == 2;
    }

    /** Vault's own words; empty if it said none; {@code Optional.empty()} if this is no reply of Vault's. */
    Optional<List<String>> errors() {
        return VaultJson.errors(body);
    }

    boolean says(String words) {
        return errors().orElse(List.of()).stream().anyMatch(error -> error.contains(words));
    }

    /** Says the status; the body may hold secrets. */
    @Override
    public String toString() {
        return "status " + status + " (" + body.length + " bytes)";
    }
}
