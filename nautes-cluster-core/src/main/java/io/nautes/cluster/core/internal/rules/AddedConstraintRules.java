package io.nautes.cluster.core.internal.rules;

/** Constraints that a program's own validator factory adds to those of the model. */
final class AddedConstraintRules {
    private AddedConstraintRules() {}

    static void check(EvaluationContext context) {
        context.violations().added().forEach(context::report);
    }
}
