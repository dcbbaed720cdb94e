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
 * A full evaluation against Hibernate Validator alone, with the same constraints on the same record: those of errors
 * and those of warnings.
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

    /** Made by JMH. */
    public EvaluationBenchmark() {}

    /**
     * Ours: complete and validate, nothing wrong.
     *
     * @return the evaluation
     */
    @Benchmark
    public Evaluation evaluateValid() {
        return evaluator.evaluate(Fixture.NAME, valid);
    }

    /**
     * Ours, with the explanation.
     *
     * @return the explanation
     */
    @Benchmark
    public Explanation evaluateAndExplainValid() {
        return evaluator.evaluate(Fixture.NAME, valid).explanation();
    }

    /**
     * Ours, three errors.
     *
     * @return the evaluation
     */
    @Benchmark
    public Evaluation evaluateWrong() {
        return evaluator.evaluate(Fixture.NAME, wrong);
    }

    /**
     * Returns the peer, nothing wrong.
     *
     * @return no violation
     */
    @Benchmark
    public Set<ConstraintViolation<ClusterRequest>> hibernateValid() {
        return validator.validate(valid, Default.class, Warnings.class);
    }

    /**
     * Returns the peer, three errors.
     *
     * @return the violations
     */
    @Benchmark
    public Set<ConstraintViolation<ClusterRequest>> hibernateWrong() {
        return validator.validate(wrong, Default.class, Warnings.class);
    }
}
