package io.nautes.cluster.benchmarks;

import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.model.ClusterRequest;
import java.util.Locale;

/**
 * A measurement of the first evaluation of a program, which starts Hibernate Validator, and of later ones. Run it several
 * times, each in a new JVM, with {@code java -cp benchmarks.jar io.nautes.cluster.benchmarks.FirstEvaluation}.
 */
public final class FirstEvaluation {
    private static final int LATER = 1_000;

    private FirstEvaluation() {}

    /**
     * Prints the times.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        ClusterRequest request = Fixture.request();
        long start = System.nanoTime();
        ClusterEvaluator evaluator = ClusterEvaluator.standard();
        evaluator.evaluate(Fixture.NAME, request);
        long first = System.nanoTime();
        evaluator.evaluate(Fixture.NAME, request);
        long second = System.nanoTime();
        for (int i = 0; i < LATER; i++) {
            evaluator.evaluate(Fixture.NAME, request);
        }
        long end = System.nanoTime();
        System.out.printf(
                Locale.ROOT,
                "first %.0f ms, second %.1f ms, the next %d: %.3f ms each%n",
                (first - start) / 1e6,
                (second - first) / 1e6,
                LATER,
                (end - second) / 1e6 / LATER);
    }
}
