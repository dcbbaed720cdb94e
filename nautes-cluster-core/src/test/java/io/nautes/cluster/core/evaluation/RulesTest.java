package io.nautes.cluster.core.evaluation;

import static io.nautes.cluster.core.FindingCode.API_SERVER_TAKEN;
import static io.nautes.cluster.core.FindingCode.HOST_CLUSTER_NOT_A_HOST;
import static io.nautes.cluster.core.FindingCode.HOST_CLUSTER_NOT_REGISTERED;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_CERTIFICATE_EXPIRED;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_CERTIFICATE_EXPIRES_SOON;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_CERTIFICATE_NOT_YET_VALID;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_KEY_DIFFERS;
import static io.nautes.cluster.core.FindingCode.KUBECONFIG_NOT_KEPT;
import static io.nautes.cluster.core.FindingCode.NAMESPACE_NOT_A_LABEL;
import static io.nautes.cluster.core.FindingCode.NAME_CLASHES;
import static io.nautes.cluster.core.FindingCode.NODE_PORT_TAKEN;
import static io.nautes.cluster.core.FindingCode.PRIMARY_DOMAIN_DERIVED_MALFORMED;
import static io.nautes.cluster.core.FindingCode.PRIMARY_DOMAIN_FROM_IPV6;
import static io.nautes.cluster.core.FindingCode.RULE_FAILED;
import static io.nautes.cluster.core.FindingCode.TEMPLATE_VARIABLE;
import static io.nautes.cluster.core.FindingCode.UNKNOWN_FIELD;
import static io.nautes.cluster.core.FindingCode.WRONG_TYPE;
import static io.nautes.cluster.core.evaluation.RuleCase.virtual;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.FindingCode;
import io.nautes.cluster.core.Requests;
import io.nautes.cluster.model.ClusterJson;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterScopedResource;
import io.nautes.cluster.model.ClusterType;
import io.nautes.cluster.model.ParsedRequest;
import io.nautes.cluster.model.Usage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Properties that all rules share. Each rule also has a separate test. */
class RulesTest {
    static Stream<RuleCase> cases() {
        return Stream.of(
                        ClusterNameRulesTest.cases(),
                        ApiServerRulesTest.cases(),
                        CategoryRulesTest.cases(),
                        VclusterRulesTest.cases(),
                        ComponentRulesTest.cases(),
                        ProductRulesTest.cases(),
                        KubeconfigRulesTest.cases())
                .flatMap(cases -> cases);
    }

    @Test
    void everyCodeOfASingleRequestHasACase() {
        Set<FindingCode> elsewhere = EnumSet.of(
                UNKNOWN_FIELD,
                WRONG_TYPE,
                FindingCode.MOVED_FIELD,
                FindingCode.RELAXED_JSON,
                NAMESPACE_NOT_A_LABEL,
                TEMPLATE_VARIABLE,
                NAME_CLASHES,
                PRIMARY_DOMAIN_DERIVED_MALFORMED,
                PRIMARY_DOMAIN_FROM_IPV6,
                HOST_CLUSTER_NOT_REGISTERED,
                HOST_CLUSTER_NOT_A_HOST,
                NODE_PORT_TAKEN,
                API_SERVER_TAKEN,
                KUBECONFIG_CERTIFICATE_EXPIRED,
                KUBECONFIG_CERTIFICATE_EXPIRES_SOON,
                KUBECONFIG_CERTIFICATE_NOT_YET_VALID,
                KUBECONFIG_KEY_DIFFERS,
                KUBECONFIG_NOT_KEPT,
                RULE_FAILED);

        Set<FindingCode> covered = cases().map(RuleCase::code).collect(Collectors.toSet());

        assertThat(covered).isEqualTo(EnumSet.complementOf(EnumSet.copyOf(elsewhere)));
    }

    @Test
    void allProblemsAreReportedInAFixedOrder() {
        ClusterRequest request = ClusterRequest.builder()
                .apiServer("localhost")
                .clusterType(ClusterType.VIRTUAL)
                .usage(Usage.WORKER)
                .allowInReservedNamespace("b", "B", "")
                .allowInReservedNamespace("a", "A")
                .allowClusterResources("z", new ClusterScopedResource(null, null))
                .allowClusterResources("Y", new ClusterScopedResource("a b", "c"))
                .build();
        List<String> expected = List.of(
                "/name name_not_a_label",
                "/api_server api_server_malformed",
                "/worker_type worker_type_missing",
                "/host_cluster host_cluster_missing",
                "/vcluster/https_node_port vcluster_port_missing",
                "/reserved_namespaces_allowed_products/a/0 product_name_not_a_label",
                "/reserved_namespaces_allowed_products/b/0 product_name_not_a_label",
                "/reserved_namespaces_allowed_products/b/1 product_name_malformed",
                "/product_allowed_cluster_resources/Y product_name_not_a_label",
                "/product_allowed_cluster_resources/Y/0/kind cluster_resource_white_space",
                "/product_allowed_cluster_resources/z/0/group cluster_resource_group_empty",
                "/product_allowed_cluster_resources/z/0/kind cluster_resource_kind_empty");

        assertThat(placesAndCodes(request)).isEqualTo(expected);
        assertThat(placesAndCodes(withReversedMaps(request))).isEqualTo(expected);
    }

    private static List<String> placesAndCodes(ClusterRequest request) {
        return ClusterEvaluator.standard().evaluate("X", request).report().findings().stream()
                .map(finding -> finding.pointer() + " " + finding.code())
                .toList();
    }

    private static ClusterRequest withReversedMaps(ClusterRequest request) {
        return request.toBuilder()
                .reservedNamespacesAllowedProducts(reversed(request.reservedNamespacesAllowedProducts()))
                .productAllowedClusterResources(reversed(request.productAllowedClusterResources()))
                .build();
    }

    private static <V> Map<String, V> reversed(Map<String, V> map) {
        List<String> keys = new ArrayList<>(map.keySet());
        Collections.reverse(keys);
        Map<String, V> reversed = new LinkedHashMap<>();
        keys.forEach(key -> reversed.put(key, map.get(key)));
        return reversed;
    }

    @Test
    void typeErrorsOfTheDocumentAreFindings() {
        ParsedRequest parsed = ClusterJson.parseRequest("{\"apiServer\":\"x\",\"foo\":1,\"usage\":[]}");

        List<Finding> findings =
                ClusterEvaluator.standard().evaluate("c1", parsed).report().findings();

        assertThat(findings.subList(0, 3))
                .extracting(Finding::toString)
                .containsExactly(
                        "/apiServer: there is no field \"apiServer\"; the API server would drop it silently;"
                                + " did you mean api_server? Otherwise remove it",
                        "/foo: there is no field \"foo\"; the API server would drop it silently; remove it",
                        "/usage: a string is expected here (got a list); write a string");
    }

    @Test
    void messageContainsProblemPositionAndFix() {
        Finding finding = ClusterEvaluator.standard()
                .evaluate("c1", virtual().hostCluster(null).build())
                .report()
                .findings()
                .get(0);

        assertThat(finding.toLine(Locale.ENGLISH))
                .isEqualTo("/host_cluster: a virtual cluster must name the host cluster that carries it (got none);"
                        + " set host_cluster to the name of a registered host cluster");
        assertThat(finding.toLine(Locale.SIMPLIFIED_CHINESE))
                .isEqualTo("/host_cluster: 虚拟集群必须指定承载它的宿主集群（未填写）; 请将 host_cluster 设为已注册的宿主集群的名称");
        assertThat(finding.toLine(Locale.FRENCH)).isEqualTo(finding.toLine(Locale.ENGLISH));
    }

    @Test
    void longAndUnprintableValuesAreShownSafely() {
        Finding finding = ClusterEvaluator.standard()
                .evaluate("a\n\u001b[31m" + "b".repeat(500), Requests.host())
                .report()
                .findings()
                .get(0);

        assertThat(finding.value()).hasSize(121).startsWith("a  [31mbb").endsWith("…");
        assertThat(finding.toString()).doesNotContain("\u001b").doesNotContain("\n");
    }

    @Test
    void consequenceOfAMistakeIsNotReported() {
        assertThat(codes(virtual().primaryDomain("a..b"))).containsExactly("primary_domain_not_a_dns_name");
        assertThat(codes(virtual().apiServer(null).httpsNodePort(31002))).containsExactly("api_server_missing");
    }

    @Test
    void nullValuesAreNamed() {
        assertThat(Arrays.asList(
                        catchThrowable(() -> ClusterEvaluator.standard().evaluate(null, Requests.host())),
                        catchThrowable(() -> ClusterEvaluator.standard().evaluate("a", (ClusterRequest) null))))
                .extracting(Throwable::getMessage)
                .containsExactly("the cluster's name must not be null", "the request must not be null");
    }

    private static List<String> codes(ClusterRequest.Builder request) {
        return Requests.codes(
                ClusterEvaluator.standard().evaluate("c1", request.build()).report());
    }
}
