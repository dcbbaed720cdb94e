package io.nautes.cluster.core.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.nautes.cluster.core.FindingCode;
import io.nautes.cluster.core.Requests;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.model.ClusterKind;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterScopedResource;
import io.nautes.cluster.model.ClusterType;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.model.Usage;
import io.nautes.cluster.model.Vcluster;
import io.nautes.cluster.model.WorkerType;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A variable of the documentation's template that was not replaced is reported where it is, and nowhere else. */
class TemplateVariableRulesTest {
    private static Arguments in(String pointer, ClusterRequest.Builder request) {
        return arguments(pointer, request);
    }

    private static ClusterRequest.Builder runtime() {
        return Requests.virtualPipeline(31001).toBuilder();
    }

    private static ClusterRequest.Builder component(Component component) {
        return runtime().component(ComponentCategory.DEPLOYMENT, component);
    }

    private static ClusterRequest.Builder reserved(String namespace, String... products) {
        return runtime().reservedNamespacesAllowedProducts(Map.of(namespace, List.of(products)));
    }

    private static ClusterRequest.Builder resources(String product, ClusterScopedResource... resources) {
        return runtime().productAllowedClusterResources(Map.of(product, List.of(resources)));
    }

    private static Stream<Arguments> fields() {
        return Stream.of(
                in("/api_server", runtime().apiServer("https://$host:6443")),
                in("/cluster_kind", runtime().clusterKind(ClusterKind.of("$kind"))),
                in("/cluster_type", runtime().clusterType(ClusterType.of("$type"))),
                in("/usage", runtime().usage(Usage.of("$usage"))),
                in("/worker_type", runtime().workerType(WorkerType.of("$worker"))),
                in("/host_cluster", runtime().hostCluster("$host")),
                in("/primary_domain", runtime().primaryDomain("$domain")),
                in("/vcluster/https_node_port", runtime().vcluster(new Vcluster("$port"))),
                in("/components_list/deployment/name", component(new Component("$name", "argocd", Map.of()))),
                in("/components_list/deployment/namespace", component(new Component("argocd", "$ns", Map.of()))),
                in(
                        "/components_list/deployment/additions/host",
                        component(new Component("argocd", "argocd", Map.of("host", "$host")))),
                in("/reserved_namespaces_allowed_products/$ns", reserved("$ns", "shop")),
                in("/reserved_namespaces_allowed_products/argocd/1", reserved("argocd", "shop", "$product")),
                in(
                        "/product_allowed_cluster_resources/$product",
                        resources("$product", new ClusterScopedResource("Namespace", "apps"))),
                in(
                        "/product_allowed_cluster_resources/shop/1/kind",
                        resources(
                                "shop",
                                new ClusterScopedResource("Namespace", "apps"),
                                new ClusterScopedResource("$kind", "apps"))),
                in(
                        "/product_allowed_cluster_resources/shop/0/group",
                        resources("shop", new ClusterScopedResource("Namespace", "$group"))));
    }

    private static List<String> pointers(String name, ClusterRequest request) {
        return ClusterEvaluator.standard().evaluate(name, request).report().findings().stream()
                .filter(finding -> finding.code().equals(FindingCode.TEMPLATE_VARIABLE.code()))
                .map(finding -> finding.pointer())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("fields")
    void variableIsReportedInItsField(String pointer, ClusterRequest.Builder request) {
        assertThat(pointers("runtime-1", request.build())).containsExactly(pointer);
    }

    @Test
    void nameThatIsAVariableIsReported() {
        assertThat(pointers("$name", Requests.host())).containsExactly("/name");
    }

    @Test
    void kubeconfigIsReportedOnlyIfItIsAVariable() {
        ClusterRequest.Builder host = Requests.host().toBuilder();

        assertThat(pointers(
                        "host-1",
                        host.kubeconfig(Kubeconfig.of("$kubeconfig\n")).build()))
                .containsExactly("/kubeconfig");
        assertThat(pointers(
                        "host-1",
                        host.kubeconfig(Kubeconfig.of("$kubeconfig and more")).build()))
                .isEmpty();
        assertThat(pointers(
                        "host-1",
                        host.kubeconfig(Kubeconfig.of(Requests.KUBECONFIG.text() + "# $HOME\n"))
                                .build()))
                .isEmpty();
    }

    @Test
    void dollarSignsThatAreNotVariablesAreNotReported() {
        assertThat(pointers("runtime-1", reserved("argocd", "$5", "a$", "$").build()))
                .isEmpty();
        assertThat(pointers(
                        "runtime-1",
                        component(new Component("argocd", "argocd", Map.of("note", "1$")))
                                .build()))
                .isEmpty();
    }
}
