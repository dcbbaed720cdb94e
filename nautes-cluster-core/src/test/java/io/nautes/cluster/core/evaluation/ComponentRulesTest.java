package io.nautes.cluster.core.evaluation;

import static io.nautes.cluster.core.FindingCode.ADDITION_KEY_EMPTY;
import static io.nautes.cluster.core.FindingCode.ADDITION_MALFORMED;
import static io.nautes.cluster.core.FindingCode.ADDITION_MISSING;
import static io.nautes.cluster.core.FindingCode.COMPONENT_CATEGORY_NOT_APPLICABLE;
import static io.nautes.cluster.core.FindingCode.COMPONENT_CATEGORY_PLATFORM_MANAGED;
import static io.nautes.cluster.core.FindingCode.COMPONENT_NAMESPACE_IGNORED;
import static io.nautes.cluster.core.FindingCode.COMPONENT_NAMESPACE_NOT_A_LABEL;
import static io.nautes.cluster.core.FindingCode.COMPONENT_UNKNOWN;
import static io.nautes.cluster.core.FindingCode.GATEWAY_PORTS_EQUAL;
import static io.nautes.cluster.core.FindingCode.GATEWAY_PORT_OUT_OF_RANGE;
import static io.nautes.cluster.core.FindingCode.GATEWAY_PORT_UNUSUAL;
import static io.nautes.cluster.core.FindingCode.SYNC_RESOURCE_TYPES_MALFORMED;
import static io.nautes.cluster.core.evaluation.RuleCase.gateway;
import static io.nautes.cluster.core.evaluation.RuleCase.host;
import static io.nautes.cluster.core.evaluation.RuleCase.virtual;
import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.Requests;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.model.Vcluster;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Components, their parameters, and the ports of gateways. */
class ComponentRulesTest {
    static Stream<RuleCase> cases() {
        String p = "/components_list/";
        return Stream.of(
                host(
                        COMPONENT_CATEGORY_NOT_APPLICABLE,
                        p + "pipeline",
                        "pipeline",
                        host().component(ComponentCategory.PIPELINE, Component.named("tekton"))),
                host(
                        COMPONENT_CATEGORY_PLATFORM_MANAGED,
                        p + "secret_management",
                        "secret_management",
                        host().component(ComponentCategory.SECRET_MANAGEMENT, Component.named("vault"))),
                host(
                        COMPONENT_UNKNOWN,
                        p + "gateway/name",
                        "nginx",
                        host().component(ComponentCategory.GATEWAY, Component.named("nginx"))),
                host(
                        COMPONENT_UNKNOWN,
                        p + "gateway/name",
                        "tekton",
                        host().component(ComponentCategory.GATEWAY, Component.named("tekton"))),
                host(
                        COMPONENT_NAMESPACE_IGNORED,
                        p + "gateway/namespace",
                        "edge",
                        host().component(ComponentCategory.GATEWAY, new Component(null, "edge", Map.of()))),
                host(
                        COMPONENT_NAMESPACE_NOT_A_LABEL,
                        p + "gateway/namespace",
                        "My_NS",
                        host().component(ComponentCategory.GATEWAY, Component.of("traefik", "My_NS"))),
                host(
                        ADDITION_KEY_EMPTY,
                        p + "gateway/additions",
                        "",
                        host().component(
                                        ComponentCategory.GATEWAY,
                                        Component.named("traefik").withAddition("", "x"))),
                host(ADDITION_MISSING, p + "gateway/additions/httpNodePort", null, gateway("", "30443")),
                host(ADDITION_MALFORMED, p + "gateway/additions/httpNodePort", "http", gateway("http", "30443")),
                host(
                        ADDITION_MALFORMED,
                        p + "deployment/additions/host",
                        "a b",
                        virtual()
                                .component(
                                        ComponentCategory.DEPLOYMENT,
                                        Component.named("argocd").withAddition("host", "a b"))),
                host(GATEWAY_PORTS_EQUAL, p + "gateway/additions/httpsNodePort", "30080", gateway("30080", "30080")),
                host(
                        GATEWAY_PORT_OUT_OF_RANGE,
                        p + "gateway/additions/httpNodePort",
                        "65536",
                        gateway("65536", "30443")),
                host(GATEWAY_PORT_UNUSUAL, p + "gateway/additions/httpsNodePort", "443", gateway("30080", "443")),
                sync("Pipeline"),
                sync("tekton.dev/"),
                sync("/Pipeline"),
                sync("a/b/c"),
                sync("a/b,"),
                sync("a/b, c/d"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void onlyTheMistakeIsFound(RuleCase mistake) {
        mistake.assertFound();
    }

    private static RuleCase sync(String types) {
        return host(
                SYNC_RESOURCE_TYPES_MALFORMED,
                "/components_list/multi_tenant/additions/syncResourceTypes",
                types,
                virtual()
                        .component(
                                ComponentCategory.MULTI_TENANT,
                                Component.named("hnc").withAddition("syncResourceTypes", types)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"30000", "32767"})
    void limitsOfTheNodePortRangeAreAccepted(String port) {
        assertThat(findings(gateway(port, "31000"))).isEmpty();
        assertThat(findings(virtual().apiServer("https://192.0.2.10:" + port))).isEmpty();
        assertThat(findings(virtual().apiServer("https://192.0.2.10:" + port).vcluster(new Vcluster(port))))
                .isEmpty();
    }

    private static List<String> findings(ClusterRequest.Builder request) {
        return Requests.codes(
                ClusterEvaluator.standard().evaluate("c1", request.build()).report());
    }

    @Test
    void invalidPortsAreReportedOnce() {
        assertThat(findings(gateway("0", "65535")))
                .containsExactly("gateway_port_out_of_range", "gateway_port_unusual");
        assertThat(findings(gateway("x", "x"))).containsExactly("addition_malformed", "addition_malformed");
        assertThat(findings(virtual().apiServer("https://192.0.2.10:0")))
                .containsExactly("api_server_port_out_of_range");
        assertThat(findings(virtual().apiServer("https://192.0.2.10:0").httpsNodePort(31000)))
                .containsExactly("api_server_port_out_of_range");
    }

    @Test
    void unsupportedGatewayIsReportedOnce() {
        ClusterRequest.Builder request = Requests.virtualDeployment(31001).toBuilder()
                .component(ComponentCategory.GATEWAY, Component.named("traefik").withAddition("httpNodePort", "80"));

        assertThat(findings(request)).containsExactly("component_category_not_applicable");
    }

    @Test
    void componentsAreCheckedWithoutACategory() {
        ClusterRequest.Builder request = host().usage(null)
                .component(ComponentCategory.PIPELINE, Component.named("jenkins"))
                .component(ComponentCategory.GATEWAY, Component.named("traefik").withAddition("httpNodePort", "80"))
                .allowInReservedNamespace("anything", "shop");

        assertThat(findings(request)).containsExactly("usage_missing", "component_unknown", "gateway_port_unusual");
    }

    @Test
    void validResourceTypesAreAccepted() {
        for (String types : List.of("a/b", "tekton.dev/Pipeline,tekton.dev/Task")) {
            assertThat(findings(virtual()
                            .component(
                                    ComponentCategory.MULTI_TENANT,
                                    Component.named("hnc").withAddition("syncResourceTypes", types))))
                    .isEmpty();
        }
    }

    @Test
    void hintContainsThePatternOrTheDigits() {
        assertThat(ClusterEvaluator.standard()
                        .evaluate("c1", gateway("x", "30443").build())
                        .report()
                        .findings()
                        .get(0)
                        .hint())
                .isEqualTo("write a number in decimal digits");
        assertThat(ClusterEvaluator.standard()
                        .evaluate(
                                "c1",
                                virtual()
                                        .component(
                                                ComponentCategory.DEPLOYMENT,
                                                Component.named("argocd").withAddition("host", "a b"))
                                        .build())
                        .report()
                        .findings()
                        .get(0)
                        .hint())
                .startsWith("write a value that matches ^");
    }
}
