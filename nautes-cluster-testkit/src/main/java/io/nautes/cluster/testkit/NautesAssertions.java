package io.nautes.cluster.testkit;

import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.InvalidClusterException;
import io.nautes.cluster.core.ValidationReport;
import io.nautes.cluster.model.Cluster;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/**
 * AssertJ assertions about findings and clusters. Requires {@code org.assertj:assertj-core}, which is not a transitive
 * dependency of the testkit.
 *
 * <pre>{@code
 * import static io.nautes.cluster.testkit.NautesAssertions.assertThat;
 *
 * assertThat(evaluator.evaluate("ci", request).report())
 *         .hasError(FindingCode.HOST_CLUSTER_MISSING, "/host_cluster")
 *         .hasNoOtherErrors();
 * }</pre>
 */
public final class NautesAssertions {
    private NautesAssertions() {}

    /**
     * Returns assertions about a validation report.
     *
     * @param actual the report
     * @return the assertions
     */
    public static ReportAssert assertThat(@Nullable ValidationReport actual) {
        return new ReportAssert(actual);
    }

    /**
     * Returns assertions about a cluster that a registry returned.
     *
     * @param actual the cluster
     * @return the assertions
     */
    public static ClusterAssert assertThat(@Nullable Cluster actual) {
        return new ClusterAssert(actual);
    }

    /**
     * Returns assertions about the clusters of a registry.
     *
     * @param actual the registry
     * @return the assertions
     */
    public static RegistryAssert assertThat(@Nullable ClusterRegistry actual) {
        return new RegistryAssert(actual);
    }

    /**
     * Verifies that a call throws an {@link InvalidClusterException}.
     *
     * @param call the call, such as a save
     * @return assertions about the report of the exception
     */
    public static ReportAssert assertThatRefusalOf(ThrowingCallable call) {
        InvalidClusterException refusal = Assertions.catchThrowableOfType(InvalidClusterException.class, call);
        Assertions.assertThat(refusal)
                .as("the call should have been refused with an InvalidClusterException")
                .isNotNull();
        return new ReportAssert(refusal.report());
    }
}
