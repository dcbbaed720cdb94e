package io.nautes.cluster.model.constraint;

/** A value from a set that a newer server may extend, so that unknown ones must be readable. */
public interface OpenValue {
    /** Returns the value as the API writes it. */
    String value();

    /** Returns whether this version of the library knows the value. */
    boolean isKnown();
}
