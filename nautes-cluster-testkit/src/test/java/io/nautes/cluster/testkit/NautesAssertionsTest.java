package io.nautes.cluster.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.FindingCode;
import io.nautes.cluster.core.Severity;
import io.nautes.cluster.core.ValidationReport;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.core.store.InMemoryClusterStore;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ComponentCategory;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Verifies that each assertion passes if it holds, and otherwise fails with a message that shows the actual value. */
class NautesAssertionsTest {
    private static final ValidationReport REPORT = ClusterEvaluator.standard()
            .evaluate(
                    "v-1",
                    ClusterFixtures.virtualDeploymentRuntime().toBuilder()
                            .hostCluster(null)
                            .apiServer("http://192.0.2.1:31001")
                            .build())
            .report();
    private static final Cluster CLUSTER =
            Cluster.of(ClusterFixtures.resource("v-1", ClusterCategory.VIRTUAL_DEPLOYMENT_RUNTIME));

    @Test
    void assertionPassesIfItHolds() {
        NautesAssertions.assertThat(REPORT)
                .isInvalid()
                .hasError(FindingCode.HOST_CLUSTER_MISSING, "/host_cluster")
                .hasNoOtherErrors()
                .hasWarning(FindingCode.API_SERVER_NOT_ENCRYPTED, "/api_server")
                .hasFinding(Severity.WARNING, "api_server_not_encrypted", "/api_server")
                .hasNoOtherFindings()
                .doesNotHave(FindingCode.API_SERVER_MISSING);
        NautesAssertions.assertThat(ValidationReport.empty()).isValid().hasNoFindings();
        NautesAssertions.assertThat(CLUSTER)
                .hasName("v-1")
                .isOf(ClusterCategory.VIRTUAL_DEPLOYMENT_RUNTIME)
                .hasApiServer("https://192.0.2.1:31001")
                .isCarriedBy("host-1")
                .hasComponent(ComponentCategory.DEPLOYMENT, "argocd");
    }

    static Stream<Arguments> failing() {
        return Stream.of(
                fails(
                        () -> NautesAssertions.assertThat(REPORT).isValid(),
                        "error host_cluster_missing at /host_cluster: "),
                fails(
                        () -> NautesAssertions.assertThat(ValidationReport.empty())
                                .isInvalid(),
                        "found nothing"),
                fails(
                        () -> NautesAssertions.assertThat(REPORT)
                                .hasError(FindingCode.API_SERVER_NOT_ENCRYPTED, "/api_server"),
                        "expected the error api_server_not_encrypted at /api_server"),
                fails(
                        () -> NautesAssertions.assertThat(REPORT)
                                .hasError(FindingCode.HOST_CLUSTER_MISSING, "/api_server"),
                        "expected the error host_cluster_missing at /api_server"),
                fails(
                        () -> NautesAssertions.assertThat(REPORT)
                                .hasError(FindingCode.HOST_CLUSTER_MISSING, "/host_cluster")
                                .hasNoOtherFindings(),
                        "no other findings than [host_cluster_missing]"),
                fails(() -> NautesAssertions.assertThat(REPORT).hasNoOtherErrors(), "no other errors than []"),
                fails(() -> NautesAssertions.assertThat(REPORT).hasNoFindings(), "expected no findings"),
                fails(
                        () -> NautesAssertions.assertThat(REPORT).doesNotHave(FindingCode.HOST_CLUSTER_MISSING),
                        "expected no finding host_cluster_missing"),
                fails(() -> NautesAssertions.assertThat(CLUSTER).hasName("v-2"), "name of cluster v-1 to be v-2"),
                fails(
                        () -> NautesAssertions.assertThat(CLUSTER).isCarriedBy("host-2"),
                        "to be host-2, but it is host-1"),
                fails(
                        () -> NautesAssertions.assertThat(CLUSTER).hasComponent(ComponentCategory.PIPELINE, "tekton"),
                        "to be tekton, but it is null"));
    }

    private static Arguments fails(ThrowingCallable assertion, String message) {
        return Arguments.of(assertion, message);
    }

    @ParameterizedTest
    @MethodSource("failing")
    void failureShowsTheActualValue(ThrowingCallable assertion, String message) {
        assertThat(catchThrowableOfType(AssertionError.class, assertion)).hasMessageContaining(message);
    }

    @Test
    void eachAssertionQueriesTheRegistry() {
        try (ClusterRegistry registry = StoreClusterRegistry.over(new InMemoryClusterStore())) {
            RegistryAssert asserted = NautesAssertions.assertThat(registry).isEmpty();
            registry.save("host-1", ClusterFixtures.host());

            asserted.holdsOnly("host-1").doesNotHold("host-2").holds("host-1").isOf(ClusterCategory.HOST);
            assertThat(catchThrowableOfType(AssertionError.class, asserted::isEmpty))
                    .hasMessageContaining("found [host-1]");
            assertThat(catchThrowableOfType(AssertionError.class, () -> asserted.holds("host-2")))
                    .hasMessageContaining("found only [host-1]");
            assertThat(catchThrowableOfType(AssertionError.class, () -> asserted.doesNotHold("host-1")))
                    .isNotNull();
        }
    }

    @Test
    void acceptedCallFailsTheAssertion() {
        assertThat(catchThrowableOfType(AssertionError.class, () -> NautesAssertions.assertThatRefusalOf(() -> {})))
                .hasMessageContaining("should have been refused");
    }
}
