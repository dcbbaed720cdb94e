package io.nautes.cluster.core;

/** The severity of a {@link Finding}. */
public enum Severity {
    /** The request cannot be registered. */
    ERROR,
    /** The request can be registered, but is probably not what the user intends. */
    WARNING
}
