package io.nautes.cluster.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.model.ClusterYaml;
import org.junit.jupiter.api.Test;

/** The benchmarks measure work that is done right. */
class BenchmarksTest {
    @Test
    void validRequestHasNoFindingAndNoViolation() {
        EvaluationBenchmark benchmark = new EvaluationBenchmark();

        assertThat(benchmark.evaluateValid().report().findings()).isEmpty();
        assertThat(benchmark.hibernateValid()).isEmpty();
    }

    @Test
    void wrongRequestHasThreeErrorsAndThreeViolations() {
        EvaluationBenchmark benchmark = new EvaluationBenchmark();

        assertThat(benchmark.evaluateWrong().report().errors()).hasSize(3);
        assertThat(benchmark.hibernateWrong()).hasSize(3);
    }

    @Test
    void formsAreReadAsTheyWereWritten() throws Exception {
        FormsBenchmark benchmark = new FormsBenchmark();

        assertThat(benchmark.jsonIn().request()).isEqualTo(Fixture.request());
        assertThat(benchmark.jacksonJsonIn()).isEqualTo(Fixture.request());
        assertThat(benchmark.yamlOut()).isEqualTo(ClusterYaml.write(benchmark.yamlIn()));
    }
}
