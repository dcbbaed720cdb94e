package io.nautes.cluster.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.Requests;
import io.nautes.cluster.core.Severity;
import io.nautes.cluster.core.Verdicts;
import io.nautes.cluster.core.catalog.ComponentProperty;
import io.nautes.cluster.core.catalog.PropertyType;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevisedComponentRulesTest {
    private static ClusterRequest.Builder host() {
        return Requests.host().toBuilder();
    }

    @Test
    void namespaceWithoutANameKeepsTheDefaultComponentAndItsNamespace() {
        ClusterRequest.Builder request =
                host().component(ComponentCategory.GATEWAY, new Component(null, "edge", Map.of()));

        assertThat(Verdicts.of("a", request))
                .containsExactly("warning /components_list/gateway/namespace component_namespace_ignored");
        Component gateway =
                Verdicts.resource("a", request.build()).spec().componentsList().get(ComponentCategory.GATEWAY);
        assertThat(gateway.name()).isEqualTo("traefik");
        assertThat(gateway.namespace()).isEqualTo("traefik");
    }

    @Test
    void namespaceOfTheDefaultWithoutANameIsNoWarning() {
        assertThat(Verdicts.of(
                        "a", host().component(ComponentCategory.GATEWAY, new Component("", "traefik", Map.of()))))
                .isEmpty();
    }

    @Test
    void malformedNamespaceWithoutANameIsReportedOnce() {
        assertThat(Verdicts.of(
                        "a", host().component(ComponentCategory.GATEWAY, new Component(null, "My_NS", Map.of()))))
                .containsExactly("error /components_list/gateway/namespace component_namespace_not_a_label");
    }

    @Test
    void namespaceOfAnInapplicableComponentIsIgnored() {
        ClusterRequest.Builder request = host().component(
                        ComponentCategory.PIPELINE, Component.of("tekton", "tekton-pipelines"))
                .allowInReservedNamespace("tekton-pipelines", "shop");

        assertThat(Verdicts.of("a", request))
                .containsExactly(
                        "error /components_list/pipeline component_category_not_applicable",
                        "error /reserved_namespaces_allowed_products/tekton-pipelines"
                                + " reserved_namespace_not_of_a_component");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Shop", "my_shop", "shop.eu", "_shop", "SHOP-2", "a--b"})
    void productNamedAsAGroupPathIsAWarningUnlessItIsALabel(String product) {
        List<String> expected = product.equals("a--b")
                ? List.of()
                : List.of("warning /reserved_namespaces_allowed_products/traefik/0 product_name_not_a_label");

        assertThat(Verdicts.of("a", host().allowInReservedNamespace("traefik", product)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "my shop", "-shop", "shop.", "shop.git", "shop.atom", ".shop", "a/b/", "shöp"})
    void productThatIsNotAGroupPathIsAnError(String product) {
        ClusterScopedResource role = new ClusterScopedResource("ClusterRole", "rbac.authorization.k8s.io");

        assertThat(Verdicts.of("a", host().allowInReservedNamespace("traefik", product)))
                .containsExactly("error /reserved_namespaces_allowed_products/traefik/0 product_name_malformed");
        assertThat(Requests.codes(ClusterEvaluator.standard()
                        .evaluate(
                                "a", host().allowClusterResources(product, role).build())
                        .report()))
                .containsExactly("product_name_malformed");
    }

    @Test
    void primaryDomainIsAcceptedInAnyCaseAndWrittenInLowerCase() {
        ClusterRequest.Builder request = host().primaryDomain("Apps.Example.COM");

        assertThat(Verdicts.of("a", request)).isEmpty();
        assertThat(Verdicts.resource("a", request.build()).spec().primaryDomain())
                .isEqualTo("apps.example.com");
    }

    @Test
    void derivedDomainIsCheckedLikeASpecifiedOne() {
        ClusterEvaluator lenient = ClusterEvaluator.builder()
                .rules(RuleSet.standard().without("api_server"))
                .build();
        ClusterEvaluator softened = ClusterEvaluator.builder()
                .rules(RuleSet.standard().withSeverity("api_server_host_malformed", Severity.WARNING))
                .build();
        ClusterRequest request = host().apiServer("https://a_b.com:6443").build();

        assertThat(Verdicts.lines(lenient.evaluate("a", request)))
                .containsExactly("error /primary_domain primary_domain_derived_malformed");
        assertThat(Verdicts.lines(softened.evaluate("a", request)))
                .containsExactly(
                        "warning /api_server api_server_host_malformed",
                        "error /primary_domain primary_domain_derived_malformed");
        assertThat(Verdicts.of("a", host().apiServer("https://a_b.com:6443")))
                .containsExactly("error /api_server api_server_host_malformed");
    }

    @Test
    void ipv4MappedAddressIsThatIpv4Address() {
        ClusterRequest.Builder request = host().apiServer("https://[::ffff:192.0.2.10]:6443");

        assertThat(Verdicts.of("a", request)).containsExactly("error /api_server api_server_host_refused");
        assertThat(ClusterEvaluator.standard()
                        .evaluate("a", request.build())
                        .completedRequest()
                        .primaryDomain())
                .isEqualTo("192.0.2.10.nip.io");
    }

    @ParameterizedTest
    @ValueSource(strings = {"::1", "::", "fe80::1", "::ffff:127.0.0.1", "::ffff:169.254.1.1", "::FFFF:7f00:1"})
    void localIpv6AddressIsAlsoUnreachable(String address) {
        assertThat(Verdicts.of(
                        "a", host().apiServer("https://[" + address + "]:6443").primaryDomain("example.com")))
                .filteredOn(line -> line.contains("/api_server"))
                .containsExactly(
                        "error /api_server api_server_host_refused", "warning /api_server api_server_not_reachable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1:2", ":::", "1:2:3:4:5:6:7:8:9", "::ffff:1.2.3.256", "."})
    void textInBracketsIsAnIpv6Address(String address) {
        assertThat(Verdicts.of(
                        "a", host().apiServer("https://[" + address + "]:6443").primaryDomain("example.com")))
                .filteredOn(line -> line.contains("/api_server"))
                .containsExactly("error /api_server api_server_host_malformed");
    }

    @Test
    void variablesOfTheTemplateAreReportedOnceEach() {
        ClusterRequest.Builder request = ClusterRequest.builder()
                .apiServer("https://$api-server-address:$api-server-port")
                .clusterType(ClusterType.of("$cluster-type"))
                .usage(Usage.WORKER)
                .workerType(WorkerType.of("$worker_type"))
                .hostCluster("$host-cluster")
                .primaryDomain("$cluster-ip.nip.io")
                .vcluster(new Vcluster("$api-server-port"))
                .component(
                        ComponentCategory.MULTI_TENANT,
                        Component.named("hnc").withAddition("productResourceRevision", "$kustomization-revison"))
                .allowInReservedNamespace("traefik", "$product-name")
                .allowClusterResources("$product-name", new ClusterScopedResource("$kind", "a.b"))
                .kubeconfig(Kubeconfig.of("$kubeconfig"));

        assertThat(Verdicts.of("$cluster-name", request))
                .containsExactly(
                        "error /api_server template_variable",
                        "error /cluster_type template_variable",
                        "error /components_list/multi_tenant/additions/productResourceRevision template_variable",
                        "error /host_cluster template_variable",
                        "error /kubeconfig template_variable",
                        "error /name template_variable",
                        "error /primary_domain template_variable",
                        "error /product_allowed_cluster_resources/$product-name template_variable",
                        "error /product_allowed_cluster_resources/$product-name/0/kind template_variable",
                        "error /reserved_namespaces_allowed_products/traefik/0 template_variable",
                        "error /vcluster/https_node_port template_variable",
                        "error /worker_type template_variable");
    }

    @Test
    void variableIsNamedAndNoPasswordIsShown() {
        Finding finding = ClusterEvaluator.standard()
                .evaluate("a", host().apiServer("https://u:hush@$api-server").build())
                .report()
                .findings()
                .get(0);

        assertThat(finding.message()).contains("$api-server");
        assertThat(finding.toString() + finding.value()).doesNotContain("hush");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$", "a$", "$1", "$(x)", "${x}"})
    void dollarSignAloneIsNotAVariable(String value) {
        assertThat(Verdicts.of(
                        "a",
                        Requests.virtualPipeline(31002).toBuilder()
                                .component(
                                        ComponentCategory.MULTI_TENANT,
                                        Component.named("hnc").withAddition("productResourceRevision", value))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Nautes", "a.b", "", "a_b"})
    void namespaceOfTheResourceIsALabel(String namespace) {
        ClusterEvaluator evaluator =
                ClusterEvaluator.builder().namespace(namespace).build();

        assertThat(Verdicts.lines(evaluator.evaluate("a", Requests.host())))
                .containsExactly("error /namespace namespace_not_a_label");
    }

    @Test
    void endAnchorOfCatalogPatternsIsThatOfGo() {
        for (String pattern : List.of("^[0-9]+$", "^a$|^[0-9]+$", "^([0-9]+)$", "^\\d+$")) {
            ComponentProperty property =
                    ComponentProperty.of("p", PropertyType.STRING).matching(pattern);
            assertThat(property.accepts("80")).as(pattern).isTrue();
            assertThat(property.accepts("80\n")).as(pattern).isFalse();
        }
        ComponentProperty dollar =
                ComponentProperty.of("p", PropertyType.STRING).matching("^[$]\\$a$");
        assertThat(dollar.accepts("$$a")).isTrue();
        assertThat(dollar.accepts("$$a\n")).isFalse();
        ComponentProperty lines = ComponentProperty.of("p", PropertyType.STRING).matching("(?m)^a$");
        assertThat(lines.accepts("b\na\nc")).isTrue();
        ComponentProperty dot = ComponentProperty.of("p", PropertyType.STRING).matching("^a.b$");
        assertThat(dot.accepts("a\rb")).isTrue();
        assertThat(dot.accepts("a\nb")).isFalse();
    }
}
