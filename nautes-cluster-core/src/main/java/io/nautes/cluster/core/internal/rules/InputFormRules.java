package io.nautes.cluster.core.internal.rules;

import io.nautes.cluster.core.FindingCode;
import io.nautes.cluster.core.internal.finding.BundleText.Fragment;
import io.nautes.cluster.model.InputProblem;
import org.jspecify.annotations.Nullable;

/** Rules that report the mismatches between the user's document and the form of a request. */
final class InputFormRules {
    private InputFormRules() {}

    static void check(EvaluationContext context) {
        for (InputProblem problem : context.inputProblems()) {
            switch (problem.kind()) {
                case UNKNOWN_FIELD -> {
                    String nearest = problem.expected();
                    Fragment hint = nearest == null ? Fragment.of("remove_field") : Fragment.of("use_nearest", nearest);
                    context.report(
                            FindingCode.UNKNOWN_FIELD, problem.pointer(), problem.received(), problem.received(), hint);
                }
                case MOVED_FIELD ->
                    context.report(
                            FindingCode.MOVED_FIELD,
                            problem.pointer(),
                            problem.received(),
                            problem.received(),
                            String.valueOf(problem.expected()));
                case RELAXED_JSON -> context.report(FindingCode.RELAXED_JSON, problem.pointer(), null);
                case WRONG_TYPE ->
                    context.report(
                            FindingCode.WRONG_TYPE,
                            problem.pointer(),
                            problem.received(),
                            type(problem.expected()),
                            received(problem.received()));
            }
        }
    }

    /** Returns the received value with its type in the reader's language: the reader gives {@code a number: 3}. */
    private static Object received(String received) {
        int colon = received.indexOf(": ");
        return colon < 0
                ? type(received)
                : Fragment.of("typed_value", type(received.substring(0, colon)), received.substring(colon + 2));
    }

    private static Object type(@Nullable String description) {
        if (description == null) {
            return "";
        }
        return switch (description) {
            case "a string" -> Fragment.of("type.string");
            case "a list" -> Fragment.of("type.list");
            case "an object" -> Fragment.of("type.object");
            case "a number" -> Fragment.of("type.number");
            case "a boolean" -> Fragment.of("type.boolean");
            case "null" -> Fragment.of("type.null");
            default -> description;
        };
    }
}
