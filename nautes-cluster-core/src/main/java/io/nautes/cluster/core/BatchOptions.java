package io.nautes.cluster.core;

import java.util.Objects;

/** How several changes are to be made. */
public final class BatchOptions {
    private static final BatchOptions DEFAULTS =
            new BatchOptions(ChangeOptions.defaults(), false, BatchListener.none());

    private final ChangeOptions changeOptions;
    private final boolean stopAtFirstFailure;
    private final BatchListener listener;

    private BatchOptions(ChangeOptions changeOptions, boolean stopAtFirstFailure, BatchListener listener) {
        this.changeOptions = Objects.requireNonNull(changeOptions, "changeOptions");
        this.stopAtFirstFailure = stopAtFirstFailure;
        this.listener = Objects.requireNonNull(listener, "listener");
    }

    /**
     * Default change options, going on after a failure, without a listener.
     *
     * @return the options
     */
    public static BatchOptions defaults() {
        return DEFAULTS;
    }

    /**
     * How each change is made.
     *
     * @param value the options
     * @return a copy
     */
    public BatchOptions withChangeOptions(ChangeOptions value) {
        return new BatchOptions(value, stopAtFirstFailure, listener);
    }

    /**
     * Whether the clusters after the first failure are left alone.
     *
     * @param value {@code true} to stop; by default {@code false}
     * @return a copy
     */
    public BatchOptions withStopAtFirstFailure(boolean value) {
        return new BatchOptions(changeOptions, value, listener);
    }

    /**
     * Who is told of progress.
     *
     * @param value the listener
     * @return a copy
     */
    public BatchOptions withListener(BatchListener value) {
        return new BatchOptions(changeOptions, stopAtFirstFailure, value);
    }

    /**
     * How each change is made.
     *
     * @return the options
     */
    public ChangeOptions changeOptions() {
        return changeOptions;
    }

    /**
     * Whether the clusters after the first failure are left alone.
     *
     * @return {@code true} if they are
     */
    public boolean stopAtFirstFailure() {
        return stopAtFirstFailure;
    }

    /**
     * Who is told of progress.
     *
     * @return the listener
     */
    public BatchListener listener() {
        return listener;
    }
}
