package io.nautes.cluster.benchmarks.soak;

import org.jspecify.annotations.Nullable;

/**
 * One operation on one cluster, from the caller's point of view.
 *
 * @param id a unique id
 * @param cluster the cluster's name
 * @param kind the kind of operation
 * @param value the value that a save wrote or a read returned; {@code null} for none
 * @param outcome the outcome that was reported to the caller
 * @param start the time at which the call began, in the nanoseconds of one clock
 * @param end the time at which it returned; {@link Long#MAX_VALUE} if it never did
 */
record Operation(
        String id, String cluster, Kind kind, @Nullable String value, Outcome outcome, long start, long end) {
    /** The kinds of operations. */
    enum Kind {
        /** Registers the cluster with a value that no other operation writes. */
        SAVE,
        /** Removes the registration. */
        DELETE,
        /** Reads the registration. */
        READ
    }

    /** The outcomes that are reported to the caller of an operation. */
    enum Outcome {
        /** The operation succeeded. */
        DONE,
        /** There was nothing to delete. */
        ABSENT,
        /** Nothing was changed. */
        REFUSED,
        /** It is unknown whether anything was changed: this was reported to the caller, or the caller was killed. */
        UNKNOWN
    }

    /** Returns whether the operation gives no information about the registration. */
    boolean isWithoutEffect() {
        return outcome == Outcome.REFUSED || (kind == Kind.READ && outcome == Outcome.UNKNOWN);
    }

    /** Returns whether the operation may have had an effect or none, at any time after its start. */
    boolean isOptional() {
        return outcome == Outcome.UNKNOWN && kind != Kind.READ;
    }
}
