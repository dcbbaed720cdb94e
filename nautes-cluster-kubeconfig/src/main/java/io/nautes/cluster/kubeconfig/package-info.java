/**
 * Stores for the kubeconfigs of physical clusters, which are never written to the Git repository.
 *
 * <pre>{@code
 * ClusterRegistry registry = StoreClusterRegistry.builder(store)
 *         .kubeconfigs(DirectoryKubeconfigStore.open(folder))
 *         .build();
 * }</pre>
 *
 * <ul>
 *   <li>{@link io.nautes.cluster.kubeconfig.VaultKubeconfigStore} keeps them where Nautes itself does: in Vault, in a
 *       secrets engine of KV version 2.
 *   <li>{@link io.nautes.cluster.kubeconfig.DirectoryKubeconfigStore} keeps them as files that only their owner can read.
 * </ul>
 *
 * <p>Both implement {@link io.nautes.cluster.core.spi.KubeconfigStore} and are given to
 * {@link io.nautes.cluster.core.store.StoreClusterRegistry.Builder#kubeconfigs}. One in memory is
 * {@link io.nautes.cluster.core.store.InMemoryKubeconfigStore}. No message of this package shows a kubeconfig or a token.
 */
@NullMarked
package io.nautes.cluster.kubeconfig;

import org.jspecify.annotations.NullMarked;
