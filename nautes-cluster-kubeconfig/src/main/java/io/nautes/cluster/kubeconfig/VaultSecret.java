package io.nautes.cluster.kubeconfig;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A secret as it is stored now.
 *
 * @param version its current version; 0 if there is none
 * @param value what is under the kubeconfig's key; {@code null} if nothing is
 * @param others what is under other keys, as JSON
 */
record VaultSecret(int version, @Nullable String value, Map<String, String> others) {
    static final VaultSecret NONE = new VaultSecret(0, null, Map.of());

    /** Says the version; the rest is secret. */
    @Override
    public String toString() {
        return "VaultSecret[version " + version + "]";
    }
}
