package io.nautes.cluster.core.catalog;

/** The type of a {@link ComponentProperty}. Values are always transmitted as text. */
public enum PropertyType {
    /** Any text. */
    STRING,
    /** Decimal digits. */
    NUMBER
}
