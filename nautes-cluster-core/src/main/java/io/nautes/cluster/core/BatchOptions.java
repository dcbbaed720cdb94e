package io.nautes.cluster.core;

import java.util.Map;
import java.util.Objects;

/** Options for a batch of changes. Immutable. */
public final class BatchOptions {
    private static final BatchOptions DEFAULTS =
            new BatchOptions(ChangeOptions.defaults(), Map.of(), false, BatchListener.none());

    private final ChangeOptions changeOptions;
    private final Map<String, Precondition> preconditions;
    private final boolean stopAtFirstFailure;
    private final BatchListener listener;

    private BatchOptions(
            ChangeOptions changeOptions,
            Map<String, Precondition> preconditions,
            boolean stopAtFirstFailure,
            BatchListener listener) {
        this.changeOptions = Objects.requireNonNull(changeOptions, "changeOptions");
        this.preconditions = Map.copyOf(preconditions);
        this.stopAtFirstFailure = stopAtFirstFailure;
        this.listener = Objects.requireNonNull(listener, "listener");
    }

    /**
     * Returns the defaults: default change options, no listener, and no stop after a failure.
     *
     * @return the options
     */
    public static BatchOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Sets the options of each change.
     *
     * @param value the options
     * @return a copy
     */
    public BatchOptions withChangeOptions(ChangeOptions value) {
        return new BatchOptions(value, preconditions, stopAtFirstFailure, listener);
    }

    /**
     * Returns a copy with preconditions for single clusters, which replace the precondition of the change options.
     *
     * @param values preconditions by the clusters' names
     * @return a copy
     */
    public BatchOptions withPreconditions(Map<String, Precondition> values) {
        return new BatchOptions(changeOptions, values, stopAtFirstFailure, listener);
    }

    /**
     * Returns the options for the change of one cluster.
     *
     * @param name the cluster's name
     * @return the change options, with the precondition of this cluster if there is one
     */
    public ChangeOptions changeOptions(String name) {
        Precondition precondition = preconditions.get(name);
        return precondition == null ? changeOptions : changeOptions.withPrecondition(precondition);
    }

    /**
     * Sets whether the batch stops at the first failure.
     *
     * @param value {@code true} to stop; by default {@code false}
     * @return a copy
     */
    public BatchOptions withStopAtFirstFailure(boolean value) {
        return new BatchOptions(changeOptions, preconditions, value, listener);
    }

    /**
     * Sets the listener that is notified of progress.
     *
     * @param value the listener
     * @return a copy
     */
    public BatchOptions withListener(BatchListener value) {
        return new BatchOptions(changeOptions, preconditions, stopAtFirstFailure, value);
    }

    /**
     * Returns the options of each change.
     *
     * @return the options
     */
    public ChangeOptions changeOptions() {
        return changeOptions;
    }

    /**
     * Returns whether the batch stops at the first failure.
     *
     * @return {@code true} if the clusters after the first failure are not tried
     */
    public boolean stopAtFirstFailure() {
        return stopAtFirstFailure;
    }

    /**
     * Returns the listener that is notified of progress.
     *
     * @return the listener
     */
    public BatchListener listener() {
        return listener;
    }
}
