package io.nautes.cluster.core.spi;

import io.nautes.cluster.core.ConflictException;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A store for the credentials of physical clusters, which are always kept apart from the resources.
 *
 * <p>Implementations are safe for use by several threads and, where they share what is stored with other processes, by
 * several processes. Each change replaces the whole entry of one cluster, and only if the entry still has the version
 * that the caller read. This keeps a kubeconfig consistent with its registration when saves race, fail or are killed. A
 * failure is a {@link io.nautes.cluster.core.RegistryException} whose message contains nothing of a kubeconfig. It is
 * an {@link io.nautes.cluster.core.OutcomeUnknownException} if the change may have been made; otherwise nothing was
 * changed. The testkit module has contract tests for these requirements.
 */
public interface KubeconfigStore {
    /** The number of attempts of {@link #put} and {@link #delete} if other changes come first. */
    int MAX_ATTEMPTS = 64;

    /**
     * Reads the entry of a cluster.
     *
     * @param name the cluster's name
     * @return the entry and its version; empty if the store has no entry for the cluster
     */
    Optional<StoredKubeconfig> read(String name);

    /**
     * Replaces the entry of a cluster if it has not been changed since it was read.
     *
     * @param name the cluster's name
     * @param expectedVersion the version that was read; {@code null} if there was no entry
     * @param entry the new entry
     * @return the version of the new entry; empty if the entry had another version, in which case nothing was changed
     */
    Optional<String> compareAndSet(String name, @Nullable String expectedVersion, KubeconfigEntry entry);

    /**
     * Removes the entry of a cluster if it has not been changed since it was read. Older versions of the entry are
     * removed, too, if the store keeps any.
     *
     * @param name the cluster's name
     * @param expectedVersion the version that was read
     * @return whether the entry was removed; {@code false} if it had another version, in which case nothing was changed
     */
    boolean compareAndDelete(String name, String expectedVersion);

    /**
     * Lists the clusters that have an entry.
     *
     * @return their names; empty if the store cannot list them, which is the default
     */
    default Optional<Set<String>> names() {
        return Optional.empty();
    }

    /**
     * Returns a view of this store for one call, with a time limit that starts now and applies to all operations
     * together.
     *
     * @param time the time for all operations together
     * @return the view
     * @throws RegistryException with {@link FailureCode#UNSUPPORTED} if the store cannot limit single calls, which is
     *     the default
     */
    default KubeconfigStore within(Duration time) {
        throw new RegistryException(
                FailureCode.UNSUPPORTED,
                "the kubeconfig store cannot limit the time of a single call (got " + time + "): "
                        + getClass().getName() + "; nothing was changed; leave the deadline out");
    }

    /**
     * Finds the kubeconfig of a cluster, pending or confirmed.
     *
     * @param name the cluster's name
     * @return the kubeconfig, or empty if the store has no kubeconfig of the cluster
     */
    default Optional<Kubeconfig> find(String name) {
        return read(name).map(stored -> stored.entry().kubeconfig());
    }

    /**
     * Stores the kubeconfig of a cluster, regardless of the current entry. Writes nothing if it is already stored.
     *
     * @param name the cluster's name
     * @param kubeconfig the kubeconfig
     * @throws ConflictException if other changes came first in all {@value #MAX_ATTEMPTS} attempts
     */
    default void put(String name, Kubeconfig kubeconfig) {
        KubeconfigEntry entry = KubeconfigEntry.confirmed(kubeconfig);
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            StoredKubeconfig stored = read(name).orElse(null);
            if (stored != null && stored.entry().equals(entry)) {
                return;
            }
            if (compareAndSet(name, stored == null ? null : stored.version(), entry)
                    .isPresent()) {
                return;
            }
        }
        throw new ConflictException(
                "failed to store the kubeconfig of cluster " + name + ": it was changed by another client "
                        + MAX_ATTEMPTS + " times in between; try again",
                null,
                null);
    }

    /**
     * Removes the kubeconfig of a cluster, regardless of the current entry. Does nothing if none is stored.
     *
     * @param name the cluster's name
     * @throws ConflictException if other changes came first in all {@value #MAX_ATTEMPTS} attempts
     */
    default void delete(String name) {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            StoredKubeconfig stored = read(name).orElse(null);
            if (stored == null || compareAndDelete(name, stored.version())) {
                return;
            }
        }
        throw new ConflictException(
                "failed to remove the kubeconfig of cluster " + name + ": it was changed by another client "
                        + MAX_ATTEMPTS + " times in between; try again",
                null,
                null);
    }
}
