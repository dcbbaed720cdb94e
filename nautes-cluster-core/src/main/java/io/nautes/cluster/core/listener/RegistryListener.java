package io.nautes.cluster.core.listener;

import io.nautes.cluster.core.ClusterRegistry;

/**
 * A listener for the operations of a {@link ClusterRegistry}, for logs, metrics and traces.
 *
 * <pre>{@code
 * RegistryListener timing = operation -> new OperationListener() {
 *     @Override
 *     public void onEnd(OperationOutcome outcome) {
 *         durations.put(operation.type(), outcome.duration());
 *     }
 * };
 * }</pre>
 *
 * <p>Methods are called on threads of the registry and of its callers, possibly concurrently, and should return
 * quickly. An exception or error that they throw is logged and does not affect the operation. No argument of a listener
 * contains a secret.
 */
@FunctionalInterface
public interface RegistryListener {
    /**
     * Reports that an operation begins. It is called on the thread of the caller, whose context (of a trace, for
     * example) can be captured here.
     *
     * @param operation the operation
     * @return the listener for this operation; {@link OperationListener#none()} if its events are of no interest
     */
    OperationListener onStart(RegistryOperation operation);
}
