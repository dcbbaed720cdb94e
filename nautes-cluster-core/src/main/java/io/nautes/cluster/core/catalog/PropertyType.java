package io.nautes.cluster.core.catalog;

/** The type of a {@link ComponentProperty}. Values always travel as text. */
public enum PropertyType {
    /** Any text. */
    STRING,
    /** Decimal digits. */
    NUMBER
}
