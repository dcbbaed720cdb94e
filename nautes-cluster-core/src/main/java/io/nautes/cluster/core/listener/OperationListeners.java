package io.nautes.cluster.core.listener;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The listeners of one operation, for implementations of registries. Exceptions that they throw are logged and do not
 * affect the operation. Safe for use by several threads.
 */
public final class OperationListeners {
    private final List<OperationListener> listeners;
    private final Logger log;

    private OperationListeners(List<OperationListener> listeners, Logger log) {
        this.listeners = listeners;
        this.log = log;
    }

    /**
     * Reports the start of an operation, on the thread of its caller.
     *
     * @param listeners the listeners of the registry
     * @param operation the operation
     * @param log where failures of listeners are logged
     * @return the listeners of the operation
     */
    public static OperationListeners start(List<RegistryListener> listeners, RegistryOperation operation, Logger log) {
        List<OperationListener> ofOperation = new ArrayList<>(listeners.size());
        for (RegistryListener listener : listeners) {
            try {
                ofOperation.add(Objects.requireNonNull(
                        listener.onStart(operation), "the listener returned no listener of the operation"));
            } catch (RuntimeException | Error e) {
                logFailure(log, e);
            }
        }
        return new OperationListeners(ofOperation, log);
    }

    /**
     * Returns whether there are no listeners.
     *
     * @return {@code true} if there is no listener
     */
    public boolean isEmpty() {
        return listeners.isEmpty();
    }

    /**
     * Calls each listener.
     *
     * @param action what to call
     */
    public void forEach(Consumer<OperationListener> action) {
        for (OperationListener listener : listeners) {
            try {
                action.accept(listener);
            } catch (RuntimeException | Error e) {
                logFailure(log, e);
            }
        }
    }

    private static void logFailure(Logger log, Throwable failure) {
        log.log(Level.WARNING, "a registry listener failed", failure);
    }
}
