/**
 * Registries over a cluster store, and stores in memory.
 *
 * <pre>{@code
 * ClusterRegistry registry = StoreClusterRegistry.builder(new InMemoryClusterStore())
 *         .kubeconfigs(new InMemoryKubeconfigStore())
 *         .build();
 * }</pre>
 */
@NullMarked
package io.nautes.cluster.core.store;

import org.jspecify.annotations.NullMarked;
