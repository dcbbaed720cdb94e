package io.nautes.cluster.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What the cluster is run by: the field {@code cluster_kind}.
 *
 * @param value the text as it travels; empty means the same as absent
 */
public record ClusterKind(@JsonValue String value) implements WireValue {
    /** The only kind that Nautes 0.4 knows. */
    public static final ClusterKind KUBERNETES = new ClusterKind("kubernetes");

    /**
     * Returns the value for a text.
     *
     * @param value any text; case matters
     * @return the constant for a known text, otherwise a value that keeps the text
     */
    @JsonCreator
    public static ClusterKind of(String value) {
        return switch (value) {
            case "kubernetes" -> KUBERNETES;
            default -> new ClusterKind(value);
        };
    }

    @Override
    public boolean isKnown() {
        return equals(KUBERNETES);
    }

    @Override
    public String toString() {
        return value;
    }
}
