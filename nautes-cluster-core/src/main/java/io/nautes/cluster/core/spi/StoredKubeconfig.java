package io.nautes.cluster.core.spi;

import java.util.Objects;

/**
 * A {@link KubeconfigEntry} as it was read, with its version.
 *
 * @param entry the entry
 * @param version a text that the store understands. It differs for any two states of the same cluster's entry that
 *     follow each other, and each pending state has a version that no other state of it ever had or will have. It holds
 *     no secret
 */
public record StoredKubeconfig(KubeconfigEntry entry, String version) {
    /** Checks that nothing is missing. */
    public StoredKubeconfig {
        Objects.requireNonNull(entry, "entry");
        Objects.requireNonNull(version, "version");
    }
}
