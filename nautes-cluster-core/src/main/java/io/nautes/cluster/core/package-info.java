/**
 * The cluster registry interface, with its options, results, findings and exceptions.
 *
 * <pre>{@code
 * SaveResult result = registry.save("host-1", request);
 * Cluster cluster = registry.find("host-1").orElseThrow();
 * registry.delete("host-1");
 * }</pre>
 *
 * <ul>
 *   <li>{@link io.nautes.cluster.core.ClusterRegistry} saves, finds, lists and deletes clusters, wherever they are kept.
 *   <li>{@link io.nautes.cluster.core.evaluation.ClusterEvaluator} completes and validates a request with a
 *       {@link io.nautes.cluster.core.catalog.ComponentCatalog}; it is a pure function.
 *   <li>{@link io.nautes.cluster.core.store.StoreClusterRegistry} is the registry over any
 *       {@link io.nautes.cluster.core.spi.ClusterStore}.
 *   <li>{@link io.nautes.cluster.core.RegistryException} is the root of all failures; bad input is a
 *       {@link io.nautes.cluster.core.ValidationReport} first.
 * </ul>
 */
@NullMarked
package io.nautes.cluster.core;

import org.jspecify.annotations.NullMarked;
