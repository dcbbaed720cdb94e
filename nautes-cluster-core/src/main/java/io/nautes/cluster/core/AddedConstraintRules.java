package io.nautes.cluster.core;

/** Constraints that a program's own validator factory adds to those of the model. */
final class AddedConstraintRules {
    /** The code of a finding whose constraint has a message instead of a message key. */
    static final String CODE = "constraint_violated";

    private AddedConstraintRules() {}

    static void check(RuleContext context) {
        context.violations().added().forEach(context::report);
    }
}
