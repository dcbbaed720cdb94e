package io.nautes.cluster.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The kind of runtimes a worker carries: the field {@code worker_type}.
 *
 * @param value the text as it travels; empty means the same as absent
 */
public record WorkerType(@JsonValue String value) implements WireValue {
    /** Deployment runtimes. */
    public static final WorkerType DEPLOYMENT = new WorkerType("deployment");

    /** Pipeline runtimes. */
    public static final WorkerType PIPELINE = new WorkerType("pipeline");

    /**
     * Returns the value for a text.
     *
     * @param value any text; case matters
     * @return the constant for a known text, otherwise a value that keeps the text
     */
    @JsonCreator
    public static WorkerType of(String value) {
        return switch (value) {
            case "deployment" -> DEPLOYMENT;
            case "pipeline" -> PIPELINE;
            default -> new WorkerType(value);
        };
    }

    @Override
    public boolean isKnown() {
        return equals(DEPLOYMENT) || equals(PIPELINE);
    }

    @Override
    public String toString() {
        return value;
    }
}
