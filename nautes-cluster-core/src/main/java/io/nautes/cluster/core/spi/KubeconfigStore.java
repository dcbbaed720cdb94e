package io.nautes.cluster.core.spi;

import io.nautes.cluster.model.Kubeconfig;
import java.util.Optional;

/**
 * Keeps the credentials of physical clusters, which never go where the resources go. Implementations are safe for use by
 * several threads, replace a kubeconfig as a whole, and fail with a {@link io.nautes.cluster.core.RegistryException}
 * whose message shows nothing of it.
 */
public interface KubeconfigStore {
    /**
     * The kubeconfig of a cluster.
     *
     * @param name the cluster's name
     * @return the kubeconfig, or empty if none is kept
     */
    Optional<Kubeconfig> find(String name);

    /**
     * Keeps the kubeconfig of a cluster, in place of the one before.
     *
     * @param name the cluster's name
     * @param kubeconfig the kubeconfig
     */
    void put(String name, Kubeconfig kubeconfig);

    /**
     * Forgets the kubeconfig of a cluster. Does nothing if none is kept.
     *
     * @param name the cluster's name
     */
    void delete(String name);
}
