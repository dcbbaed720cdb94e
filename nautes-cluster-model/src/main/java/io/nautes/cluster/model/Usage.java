package io.nautes.cluster.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What a cluster is for: the field {@code usage}.
 *
 * @param value the text as it travels; empty means the same as absent
 */
public record Usage(@JsonValue String value) implements WireValue {
    /** The cluster carries virtual clusters. */
    public static final Usage HOST = new Usage("host");

    /** The cluster carries runtimes. */
    public static final Usage WORKER = new Usage("worker");

    /**
     * Returns the value for a text.
     *
     * @param value any text; case matters
     * @return the constant for a known text, otherwise a value that keeps the text
     */
    @JsonCreator
    public static Usage of(String value) {
        return switch (value) {
            case "host" -> HOST;
            case "worker" -> WORKER;
            default -> new Usage(value);
        };
    }

    @Override
    public boolean isKnown() {
        return equals(HOST) || equals(WORKER);
    }

    @Override
    public String toString() {
        return value;
    }
}
