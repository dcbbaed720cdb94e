package io.nautes.cluster.examples.javadoc;

import static io.nautes.cluster.testkit.NautesAssertions.assertThat;

import io.nautes.cluster.core.FindingCode;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.core.evaluation.Evaluation;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.testkit.ClusterFixtures;
import io.nautes.cluster.testkit.InvalidRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AssertionsTest {
    @Test
    void missingHostIsReported() {
        ClusterEvaluator evaluator = ClusterEvaluator.standard();
        ClusterRequest request = ClusterFixtures.virtualDeploymentRuntime().toBuilder()
                .hostCluster(null)
                .build();

        assertThat(evaluator.evaluate("ci", request).report())
                .hasError(FindingCode.HOST_CLUSTER_MISSING, "/host_cluster")
                .hasNoOtherErrors();
    }

    @ParameterizedTest
    @MethodSource("io.nautes.cluster.testkit.InvalidRequest#all")
    void refusalIsShown(InvalidRequest invalid) {
        Evaluation evaluation = ClusterEvaluator.standard().evaluate(invalid.name(), invalid.request());

        assertThat(evaluation.report()).hasError(invalid.code(), invalid.pointer());
    }
}
