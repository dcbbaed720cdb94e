package io.nautes.cluster.core.internal.listener;

import io.nautes.cluster.core.listener.OperationListener;
import io.nautes.cluster.core.listener.RegistryListener;
import io.nautes.cluster.core.listener.RegistryOperation;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** The listeners of one operation. What they throw is logged and does not affect the operation. */
public final class OperationListeners {
    private final List<OperationListener> listeners;
    private final Logger log;

    private OperationListeners(List<OperationListener> listeners, Logger log) {
        this.listeners = listeners;
        this.log = log;
    }

    /** Reports the start of an operation, on the thread of its caller. */
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

    public boolean isEmpty() {
        return listeners.isEmpty();
    }

    /** Calls each listener. */
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
