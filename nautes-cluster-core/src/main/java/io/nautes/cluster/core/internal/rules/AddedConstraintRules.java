package io.nautes.cluster.core.internal.rules;

/** Rules for the constraints that a custom validator factory adds to those of the model. */
final class AddedConstraintRules {
    private AddedConstraintRules() {}

    static void check(EvaluationContext context) {
        context.violations().added().forEach(context::report);
    }
}
