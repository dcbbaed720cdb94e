package io.nautes.cluster.core;

import java.time.Duration;

/** Options for reading clusters. Immutable. */
public final class ReadOptions {
    private static final ReadOptions FRESH = new ReadOptions(Duration.ZERO, CallOptions.defaults());

    private final Duration maxAge;
    private final CallOptions call;

    private ReadOptions(Duration maxAge, CallOptions call) {
        this.maxAge = maxAge;
        this.call = call;
    }

    /**
     * Returns options for a fresh read, which returns what is registered now.
     *
     * @return the options
     */
    public static ReadOptions fresh() {
        return FRESH;
    }

    /**
     * Returns options for a read that may return data of up to the given age. A registry that caches what it has read,
     * such as one over a Git repository, then need not contact its server. The result always includes changes that the
     * registry itself has acknowledged.
     *
     * @param maxAge the maximum age; zero for a fresh read
     * @return the options
     * @throws IllegalArgumentException if it is negative
     */
    public static ReadOptions noOlderThan(Duration maxAge) {
        if (maxAge.isNegative()) {
            throw new IllegalArgumentException("maxAge: must not be negative (got " + maxAge + ")");
        }
        return new ReadOptions(maxAge, CallOptions.defaults());
    }

    /**
     * Returns a copy with a deadline for the whole call, which replaces the registry's. A registry over a store that
     * cannot limit single calls refuses it with {@link FailureCode#UNSUPPORTED}.
     *
     * @param value the time from the start of the call to its end
     * @return a copy
     * @throws IllegalArgumentException if it is not positive
     */
    public ReadOptions withDeadline(Duration value) {
        return withCall(call.withDeadline(value));
    }

    /**
     * Returns a copy with an additional header for HTTP requests; see {@link ChangeOptions#withHeader}.
     *
     * @param name the header's name
     * @param value the value, of visible ASCII characters and spaces
     * @return a copy
     * @throws IllegalArgumentException if the header cannot be sent; the message does not show the value
     */
    public ReadOptions withHeader(String name, String value) {
        return withCall(call.withHeader(name, value));
    }

    private ReadOptions withCall(CallOptions value) {
        return new ReadOptions(maxAge, value);
    }

    /**
     * Returns the maximum age of the data that is read.
     *
     * @return the maximum age; zero for a fresh read
     */
    public Duration maxAge() {
        return maxAge;
    }

    /**
     * Returns the deadline and the headers.
     *
     * @return the settings of the call
     */
    public CallOptions call() {
        return call;
    }
}
