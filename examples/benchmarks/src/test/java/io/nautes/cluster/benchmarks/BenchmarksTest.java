package io.nautes.cluster.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.model.ClusterYaml;
import org.junit.jupiter.api.Test;

/** Verifies that the benchmarks measure correct work. */
class BenchmarksTest {
    @Test
    void validRequestHasNoFindingAndNoViolation() {
        EvaluationBenchmark benchmark = new EvaluationBenchmark();

        assertThat(benchmark.evaluateValid().report().findings()).isEmpty();
        assertThat(benchmark.hibernateValid()).isEmpty();
    }

    @Test
    void invalidRequestHasThreeErrorsAndThreeViolations() {
        EvaluationBenchmark benchmark = new EvaluationBenchmark();

        assertThat(benchmark.evaluateWrong().report().errors()).hasSize(3);
        assertThat(benchmark.hibernateWrong()).hasSize(3);
    }

    @Test
    void formsSurviveARoundTrip() throws Exception {
        FormsBenchmark benchmark = new FormsBenchmark();

        assertThat(benchmark.jsonIn().request()).isEqualTo(Fixture.request());
        assertThat(benchmark.jacksonJsonIn()).isEqualTo(Fixture.request());
        assertThat(benchmark.yamlOut()).isEqualTo(ClusterYaml.write(benchmark.yamlIn()));
    }
}
