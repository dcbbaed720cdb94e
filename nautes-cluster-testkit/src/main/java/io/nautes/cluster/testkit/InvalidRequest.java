package io.nautes.cluster.testkit;

import io.nautes.cluster.core.FindingCode;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterType;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.model.Usage;
import io.nautes.cluster.model.WorkerType;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.util.List;

/**
 * A request that breaks exactly one rule, for tests of programs that handle refusals. In a parameterized test:
 *
 * <pre>{@code
 * @ParameterizedTest
 * @MethodSource("io.nautes.cluster.testkit.InvalidRequest#all")
 * void refusalIsShown(InvalidRequest invalid) {
 *     Evaluation evaluation = ClusterEvaluator.standard().evaluate(invalid.name(), invalid.request());
 *
 *     assertThat(evaluation.report()).hasError(invalid.code(), invalid.pointer());
 * }
 * }</pre>
 *
 * @param name the cluster's name
 * @param request the request
 * @param code the code of its only error
 * @param pointer the JSON pointer of the error
 */
public record InvalidRequest(String name, ClusterRequest request, FindingCode code, String pointer) {
    private static final String NAME = "invalid-1";

    /**
     * Returns requests that are refused regardless of which clusters are registered.
     *
     * @return one request for each common mistake, in a fixed order
     */
    public static List<InvalidRequest> all() {
        ClusterRequest host = ClusterFixtures.host();
        ClusterRequest runtime = ClusterFixtures.physicalDeploymentRuntime();
        ClusterRequest virtual = ClusterFixtures.virtualDeploymentRuntime();
        return List.of(
                new InvalidRequest("Not_A_Label", host, FindingCode.NAME_NOT_A_LABEL, "/name"),
                of(host.toBuilder().apiServer(null), FindingCode.API_SERVER_MISSING, "/api_server"),
                of(
                        virtual.toBuilder().apiServer("192.0.2.1").httpsNodePort(31001),
                        FindingCode.API_SERVER_MALFORMED,
                        "/api_server"),
                of(virtual.toBuilder().clusterType(null), FindingCode.CLUSTER_TYPE_MISSING, "/cluster_type"),
                of(
                        virtual.toBuilder().clusterType(ClusterType.of("imaginary")),
                        FindingCode.CLUSTER_TYPE_UNKNOWN,
                        "/cluster_type"),
                of(virtual.toBuilder().usage(Usage.HOST).workerType(null), FindingCode.USAGE_NOT_FOR_VIRTUAL, "/usage"),
                of(runtime.toBuilder().workerType(null), FindingCode.WORKER_TYPE_MISSING, "/worker_type"),
                of(
                        host.toBuilder().workerType(WorkerType.PIPELINE),
                        FindingCode.WORKER_TYPE_NOT_ALLOWED,
                        "/worker_type"),
                of(virtual.toBuilder().hostCluster(null), FindingCode.HOST_CLUSTER_MISSING, "/host_cluster"),
                of(host.toBuilder().hostCluster("host-2"), FindingCode.HOST_CLUSTER_NOT_ALLOWED, "/host_cluster"),
                of(
                        host.toBuilder().primaryDomain("no domain"),
                        FindingCode.PRIMARY_DOMAIN_NOT_A_DNS_NAME,
                        "/primary_domain"),
                of(
                        runtime.toBuilder().component(ComponentCategory.DEPLOYMENT, Component.named("unheard-of")),
                        FindingCode.COMPONENT_UNKNOWN,
                        "/components_list/deployment/name"),
                of(host.toBuilder().kubeconfig(null), FindingCode.KUBECONFIG_MISSING, "/kubeconfig"),
                of(
                        host.toBuilder().kubeconfig(Kubeconfig.of("[not, a, kubeconfig]")),
                        FindingCode.KUBECONFIG_MALFORMED,
                        "/kubeconfig"));
    }

    private static InvalidRequest of(ClusterRequest.Builder request, FindingCode code, String pointer) {
        return new InvalidRequest(NAME, request.build(), code, pointer);
    }

    /** Returns a description of the mistake, for the names of parameterized tests. */
    @Override
    public String toString() {
        return code.code();
    }
}
