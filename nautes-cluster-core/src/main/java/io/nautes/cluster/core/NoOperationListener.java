package io.nautes.cluster.core;

/** A listener that does nothing. */
enum NoOperationListener implements OperationListener {
    INSTANCE
}
