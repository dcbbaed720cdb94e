package io.nautes.cluster.core;

import java.time.Duration;

/** How clusters are read. Immutable. */
public final class ReadOptions {
    private static final ReadOptions FRESH = new ReadOptions(Duration.ZERO, CallOptions.defaults());

    private final Duration maxAge;
    private final CallOptions call;

    private ReadOptions(Duration maxAge, CallOptions call) {
        this.maxAge = maxAge;
        this.call = call;
    }

    /**
     * Returns the options of a read of what is registered now.
     *
     * @return the options
     */
    public static ReadOptions fresh() {
        return FRESH;
    }

    /**
     * Returns the options of a read of what is registered now, or was registered no longer ago than a given time. A
     * registry that keeps what it has read, such as one over a Git repository, then need not ask its server. Changes that
     * the registry itself has acknowledged are always in it.
     *
     * @param maxAge the age; zero for a fresh read
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
     * Returns a copy with a deadline for the whole call, in place of that of the registry. A registry over a store that
     * cannot limit single calls refuses it with {@link FailureCode#UNSUPPORTED}.
     *
     * @param value the time from the start of the call to its end
     * @return a copy
     * @throws IllegalArgumentException if it is not more than zero
     */
    public ReadOptions withDeadline(Duration value) {
        return withCall(call.withDeadline(value));
    }

    /**
     * Returns a copy with a header of HTTP requests; see {@link ChangeOptions#withHeader}.
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
     * Returns how long ago what is read may have been registered.
     *
     * @return the age; zero for a fresh read
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
