package io.nautes.cluster.kubeconfig;

import org.jspecify.annotations.Nullable;

/**
 * A request to Vault.
 *
 * @param task what it is for, such as {@code read the kubeconfig of cluster host-1 from Vault}
 * @param method the HTTP method
 * @param path the path after {@code /v1/}
 * @param body the JSON to send; {@code null} for none
 */
@SuppressWarnings("ArrayRecordComponent")
record VaultRequest(String task, String method, String path, byte @Nullable [] body) {
    boolean isChange() {
        return !method.equals("GET");
    }

    boolean isLogin() {
        return path.startsWith("auth/");
    }

    /** Returns the purpose without the body, which contains secrets. */
    @Override
    public String toString() {
        return method + " /v1/" + path;
    }
}
