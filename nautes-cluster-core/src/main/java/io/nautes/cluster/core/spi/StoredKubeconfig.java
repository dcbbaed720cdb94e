package io.nautes.cluster.core.spi;

import java.util.Objects;

/**
 * A {@link KubeconfigEntry} and its version.
 *
 * @param entry the entry
 * @param version the version in the store's form. Consecutive states of a cluster's entry have different versions, and
 *     the version of a pending state is never used for another state of the entry. It contains no secret
 */
public record StoredKubeconfig(KubeconfigEntry entry, String version) {
    /** Checks that no value is null. */
    public StoredKubeconfig {
        Objects.requireNonNull(entry, "entry");
        Objects.requireNonNull(version, "version");
    }
}
