package io.nautes.cluster.kubeconfig;

import io.nautes.cluster.core.spi.KubeconfigEntry;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The current state of a secret.
 *
 * @param version its current version; 0 if the secret does not exist
 * @param value the value of the kubeconfig's key; {@code null} if the secret has no such key
 * @param previous the value of the key that makes an entry pending; {@code null} if no entry is pending, empty if
 *     there is no kubeconfig to restore
 * @param others the other keys with their values, as JSON
 */
record VaultSecret(
        int version, @Nullable String value, @Nullable String previous, Map<String, String> others) {
    static final VaultSecret NONE = new VaultSecret(0, null, null, Map.of());

    /** The end of the key that makes an entry pending. */
    static final String PREVIOUS = "_previous";

    /** Returns the entry in the secret; empty if it holds no kubeconfig. */
    Optional<KubeconfigEntry> entry() {
        if (value == null) {
            return Optional.empty();
        }
        Kubeconfig kubeconfig = Kubeconfig.of(value);
        if (previous == null) {
            return Optional.of(KubeconfigEntry.confirmed(kubeconfig));
        }
        return Optional.of(KubeconfigEntry.pending(kubeconfig, previous.isEmpty() ? null : Kubeconfig.of(previous)));
    }

    /** Returns whether the entry was removed, and versions from before may still hold it. */
    boolean isBeingRemoved() {
        return value == null && previous != null;
    }

    /** Returns the secret that follows this one. */
    VaultSecret with(@Nullable KubeconfigEntry entry) {
        if (entry == null) {
            return new VaultSecret(version, null, "", others);
        }
        return new VaultSecret(
                version,
                entry.kubeconfig().text(),
                entry.isPending() ? entry.previous().map(Kubeconfig::text).orElse("") : null,
                others);
    }

    /** Returns the version; the rest is secret. */
    @Override
    public String toString() {
        return "VaultSecret[version " + version + "]";
    }
}
