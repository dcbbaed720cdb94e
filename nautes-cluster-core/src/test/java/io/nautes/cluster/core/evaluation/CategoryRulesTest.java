package io.nautes.cluster.core.evaluation;

import static io.nautes.cluster.core.FindingCode.CLUSTER_KIND_UNKNOWN;
import static io.nautes.cluster.core.FindingCode.CLUSTER_TYPE_MISSING;
import static io.nautes.cluster.core.FindingCode.CLUSTER_TYPE_UNKNOWN;
import static io.nautes.cluster.core.FindingCode.HOST_CLUSTER_IS_ITSELF;
import static io.nautes.cluster.core.FindingCode.HOST_CLUSTER_MISSING;
import static io.nautes.cluster.core.FindingCode.HOST_CLUSTER_NOT_ALLOWED;
import static io.nautes.cluster.core.FindingCode.HOST_CLUSTER_NOT_A_LABEL;
import static io.nautes.cluster.core.FindingCode.USAGE_MISSING;
import static io.nautes.cluster.core.FindingCode.USAGE_NOT_FOR_VIRTUAL;
import static io.nautes.cluster.core.FindingCode.USAGE_UNKNOWN;
import static io.nautes.cluster.core.FindingCode.WORKER_TYPE_MISSING;
import static io.nautes.cluster.core.FindingCode.WORKER_TYPE_NOT_ALLOWED;
import static io.nautes.cluster.core.FindingCode.WORKER_TYPE_UNKNOWN;
import static io.nautes.cluster.core.evaluation.RuleCase.host;
import static io.nautes.cluster.core.evaluation.RuleCase.virtual;

import io.nautes.cluster.model.ClusterKind;
import io.nautes.cluster.model.ClusterType;
import io.nautes.cluster.model.Usage;
import io.nautes.cluster.model.WorkerType;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules for combinations of kind, type, usage, worker type and host. */
class CategoryRulesTest {
    static Stream<RuleCase> cases() {
        return Stream.of(categoryCases(), hostClusterCases()).flatMap(cases -> cases);
    }

    private static Stream<RuleCase> categoryCases() {
        return Stream.of(
                host(CLUSTER_KIND_UNKNOWN, "/cluster_kind", "k3s", host().clusterKind(ClusterKind.of("k3s"))),
                host(CLUSTER_KIND_UNKNOWN, "/cluster_kind", "", host().clusterKind(ClusterKind.of(""))),
                host(CLUSTER_TYPE_MISSING, "/cluster_type", null, host().clusterType(null)),
                host(CLUSTER_TYPE_UNKNOWN, "/cluster_type", "Physical", host().clusterType(ClusterType.of("Physical"))),
                host(USAGE_MISSING, "/usage", null, host().usage(null)),
                host(USAGE_UNKNOWN, "/usage", "HOST", host().usage(Usage.of("HOST"))),
                host(
                        USAGE_NOT_FOR_VIRTUAL,
                        "/usage",
                        "host",
                        virtual().usage(Usage.HOST).workerType(null)),
                host(WORKER_TYPE_MISSING, "/worker_type", null, virtual().workerType(null)),
                host(WORKER_TYPE_MISSING, "/worker_type", null, virtual().workerType(WorkerType.of(""))),
                host(WORKER_TYPE_UNKNOWN, "/worker_type", "batch", virtual().workerType(WorkerType.of("batch"))),
                host(WORKER_TYPE_NOT_ALLOWED, "/worker_type", "pipeline", host().workerType(WorkerType.PIPELINE)));
    }

    private static Stream<RuleCase> hostClusterCases() {
        String p = "/host_cluster";
        return Stream.of(
                host(HOST_CLUSTER_MISSING, p, null, virtual().hostCluster(null)),
                host(HOST_CLUSTER_MISSING, p, null, virtual().hostCluster("")),
                host(HOST_CLUSTER_NOT_ALLOWED, p, "host-1", host().hostCluster("host-1")),
                host(HOST_CLUSTER_IS_ITSELF, p, "c1", virtual().hostCluster("c1")),
                host(HOST_CLUSTER_NOT_A_LABEL, p, "Host_1", virtual().hostCluster("Host_1")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void onlyTheMistakeIsFound(RuleCase mistake) {
        mistake.assertFound();
    }
}
