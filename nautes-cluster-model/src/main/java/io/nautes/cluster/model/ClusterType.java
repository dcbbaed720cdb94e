package io.nautes.cluster.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The form of a cluster: the field {@code cluster_type}.
 *
 * @param value the text as it travels; empty means the same as absent
 */
public record ClusterType(@JsonValue String value) implements WireValue {
    /** A cluster that does not run inside another cluster. */
    public static final ClusterType PHYSICAL = new ClusterType("physical");

    /** A cluster that runs inside a host cluster. */
    public static final ClusterType VIRTUAL = new ClusterType("virtual");

    /**
     * Returns the value for a text.
     *
     * @param value any text; case matters
     * @return the constant for a known text, otherwise a value that keeps the text
     */
    @JsonCreator
    public static ClusterType of(String value) {
        return switch (value) {
            case "physical" -> PHYSICAL;
            case "virtual" -> VIRTUAL;
            default -> new ClusterType(value);
        };
    }

    @Override
    public boolean isKnown() {
        return equals(PHYSICAL) || equals(VIRTUAL);
    }

    @Override
    public String toString() {
        return value;
    }
}
