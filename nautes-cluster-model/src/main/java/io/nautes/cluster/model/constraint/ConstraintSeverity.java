package io.nautes.cluster.model.constraint;

import jakarta.validation.Payload;

/** The severity of a violation, as the payload of a constraint. A violation of a constraint without one is an error. */
public final class ConstraintSeverity {
    private ConstraintSeverity() {}

    /** The value is accepted, and its writer is warned. */
    public interface Warning extends Payload {}
}
