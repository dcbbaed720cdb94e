package io.nautes.cluster.core;

import io.nautes.cluster.core.BundleText.Fragment;
import io.nautes.cluster.model.InputProblem;
import org.jspecify.annotations.Nullable;

/** What in the user's document did not fit the form of a request. */
final class InputFormRules {
    private InputFormRules() {}

    static void check(RuleContext context) {
        for (InputProblem problem : context.inputProblems()) {
            switch (problem.kind()) {
                case UNKNOWN_FIELD -> {
                    String nearest = problem.expected();
                    Fragment hint = nearest == null ? Fragment.of("remove_field") : Fragment.of("use_nearest", nearest);
                    context.report(
                            FindingCode.UNKNOWN_FIELD, problem.pointer(), problem.received(), problem.received(), hint);
                }
                case WRONG_TYPE ->
                    context.report(
                            FindingCode.WRONG_TYPE,
                            problem.pointer(),
                            problem.received(),
                            expected(problem.expected()),
                            problem.received());
            }
        }
    }

    private static Object expected(@Nullable String expected) {
        if (expected == null) {
            return "";
        }
        return switch (expected) {
            case "a string" -> Fragment.of("type.string");
            case "a list" -> Fragment.of("type.list");
            case "an object" -> Fragment.of("type.object");
            default -> expected;
        };
    }
}
