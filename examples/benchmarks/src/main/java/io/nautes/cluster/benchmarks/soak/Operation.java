package io.nautes.cluster.benchmarks.soak;

import org.jspecify.annotations.Nullable;

/**
 * One operation on one cluster, as its caller saw it.
 *
 * @param id tells operations apart
 * @param cluster the cluster's name
 * @param kind what was asked for
 * @param value what a save wrote, or a read returned; {@code null} for none
 * @param outcome what the caller was told
 * @param start when the call began, in the nanoseconds of one clock
 * @param end when it returned; {@link Long#MAX_VALUE} if it never did
 */
record Operation(
        String id, String cluster, Kind kind, @Nullable String value, Outcome outcome, long start, long end) {
    /** What an operation asks for. */
    enum Kind {
        /** Registers the cluster with a value that no other operation writes. */
        SAVE,
        /** Removes the registration. */
        DELETE,
        /** Reads the registration. */
        READ
    }

    /** What the caller of an operation was told. */
    enum Outcome {
        /** It was done. */
        DONE,
        /** There was nothing to delete. */
        ABSENT,
        /** Nothing was changed. */
        REFUSED,
        /** It is not known whether anything was changed: the caller was told so, or was killed. */
        UNKNOWN
    }

    /** Returns whether the operation tells nothing about the registration. */
    boolean isWithoutEffect() {
        return outcome == Outcome.REFUSED || (kind == Kind.READ && outcome == Outcome.UNKNOWN);
    }

    /** Returns whether the operation may have had an effect or none, at any time after its start. */
    boolean isOptional() {
        return outcome == Outcome.UNKNOWN && kind != Kind.READ;
    }
}
