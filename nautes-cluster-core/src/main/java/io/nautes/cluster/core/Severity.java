package io.nautes.cluster.core;

/** How grave a {@link Finding} is. */
public enum Severity {
    /** The request cannot be registered. */
    ERROR,
    /** The request can be registered, but is probably not what is meant. */
    WARNING
}
