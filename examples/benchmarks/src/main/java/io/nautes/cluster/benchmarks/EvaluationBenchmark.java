package io.nautes.cluster.benchmarks;

import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.core.evaluation.Evaluation;
import io.nautes.cluster.core.evaluation.Explanation;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.constraint.Warnings;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.groups.Default;
import java.util.Locale;
import java.util.Set;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A benchmark of a full evaluation against Hibernate Validator alone, with the same constraints on the same record, for
 * errors and for warnings.
 */
@State(Scope.Benchmark)
public class EvaluationBenchmark {
    private final ClusterEvaluator evaluator = ClusterEvaluator.standard();
    private final ClusterRequest valid = Fixture.request();
    private final ClusterRequest wrong = Fixture.requestWithThreeErrors();
    private final Validator validator = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator(Set.of(Locale.ENGLISH), Locale.ENGLISH, false))
            .buildValidatorFactory()
            .getValidator();

    /** Constructor for JMH. */
    public EvaluationBenchmark() {}

    /**
     * Completes and validates a valid request.
     *
     * @return the evaluation
     */
    @Benchmark
    public Evaluation evaluateValid() {
        return evaluator.evaluate(Fixture.NAME, valid);
    }

    /**
     * Completes, validates and explains a valid request.
     *
     * @return the explanation
     */
    @Benchmark
    public Explanation evaluateAndExplainValid() {
        return evaluator.evaluate(Fixture.NAME, valid).explanation();
    }

    /**
     * Completes and validates a request with three errors.
     *
     * @return the evaluation
     */
    @Benchmark
    public Evaluation evaluateWrong() {
        return evaluator.evaluate(Fixture.NAME, wrong);
    }

    /**
     * Validates a valid request with the peer.
     *
     * @return the violations, which are empty
     */
    @Benchmark
    public Set<ConstraintViolation<ClusterRequest>> hibernateValid() {
        return validator.validate(valid, Default.class, Warnings.class);
    }

    /**
     * Validates a request with three errors with the peer.
     *
     * @return the violations
     */
    @Benchmark
    public Set<ConstraintViolation<ClusterRequest>> hibernateWrong() {
        return validator.validate(wrong, Default.class, Warnings.class);
    }
}
