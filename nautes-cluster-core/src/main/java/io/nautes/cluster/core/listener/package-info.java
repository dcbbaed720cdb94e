/**
 * Listeners of the operations of registries.
 *
 * <pre>{@code
 * RegistryListener listener = operation -> {
 *     log.add(operation.type() + " " + operation.cluster());
 *     return OperationListener.none();
 * };
 * ClusterRegistry observed = ObservedClusterRegistry.of(registry, List.of(listener), System::nanoTime);
 * }</pre>
 */
@NullMarked
package io.nautes.cluster.core.listener;

import org.jspecify.annotations.NullMarked;
