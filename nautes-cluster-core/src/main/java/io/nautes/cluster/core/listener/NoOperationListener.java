package io.nautes.cluster.core.listener;

/** A listener that does nothing. */
enum NoOperationListener implements OperationListener {
    INSTANCE
}
