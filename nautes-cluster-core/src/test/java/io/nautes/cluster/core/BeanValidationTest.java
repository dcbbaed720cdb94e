package io.nautes.cluster.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterKind;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterScopedResource;
import io.nautes.cluster.model.ClusterType;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.model.Vcluster;
import io.nautes.cluster.model.WorkerType;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The annotations of the model, seen by Hibernate Validator, without our engine and inside of it. */
class BeanValidationTest {
    private static final ValidatorFactory FACTORY = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator(Set.of(Locale.ENGLISH), Locale.ENGLISH, false))
            .buildValidatorFactory();
    private static final Validator VALIDATOR = FACTORY.getValidator();
    private static final ClusterRequest BROKEN = ClusterRequest.builder()
            .apiServer(" ")
            .clusterKind(ClusterKind.of("k3s"))
            .clusterType(ClusterType.of("Virtual"))
            .usage(null)
            .workerType(WorkerType.of("batch"))
            .hostCluster("Host_1")
            .vcluster(new Vcluster("x"))
            .component(
                    ComponentCategory.MULTI_TENANT, Component.of("hnc", "My NS").withAddition("", "x"))
            .allowInReservedNamespace("argocd", "shop", "")
            .allowClusterResources("shop", new ClusterScopedResource("", null))
            .build();

    @AfterAll
    static void close() {
        FACTORY.close();
    }

    @ParameterizedTest
    @EnumSource
    void validRequestHasNoViolation(ClusterCategory category) {
        assertThat(VALIDATOR.validate(Requests.of(category))).isEmpty();
    }

    @Test
    void annotationsAloneGiveSensibleFindings() {
        Map<String, String> messages = VALIDATOR.validate(BROKEN).stream()
                .collect(Collectors.toMap(v -> v.getPropertyPath().toString(), v -> v.getMessage()));

        assertThat(messages)
                .containsEntry("apiServer", "must not be blank")
                .containsEntry("clusterKind", "must be one of the known values")
                .containsEntry("clusterType", "must be one of the known values")
                .containsEntry("usage", "must be one of the known values")
                .containsEntry("workerType", "must be one of the known values")
                .containsEntry("hostCluster", "must be an RFC 1123 label")
                .containsEntry("vcluster.httpsNodePort", "must be a port number")
                .containsEntry("componentsList[MULTI_TENANT].namespace", "must be an RFC 1123 label")
                .containsEntry("productAllowedClusterResources[shop].<map value>[0].kind", "must not be blank")
                .containsEntry("productAllowedClusterResources[shop].<map value>[0].group", "must not be blank")
                .hasSize(12);
    }

    @Test
    void ruleBringsViolationsIntoTheReportWithPointersOfTheApi() {
        ClusterEvaluator evaluator = ClusterEvaluator.builder()
                .rules(RuleSet.standard().with(new BeanValidationRule(VALIDATOR)))
                .build();

        assertThat(evaluator.evaluate("c1", BROKEN).report().findings().stream()
                        .filter(finding -> finding.code().equals(BeanValidationRule.CODE))
                        .map(Finding::pointer))
                .containsExactlyInAnyOrder(
                        "/api_server",
                        "/cluster_kind",
                        "/cluster_type",
                        "/usage",
                        "/worker_type",
                        "/host_cluster",
                        "/vcluster/https_node_port",
                        "/components_list/multi_tenant/namespace",
                        "/components_list/multi_tenant/additions/",
                        "/reserved_namespaces_allowed_products/argocd/1",
                        "/product_allowed_cluster_resources/shop/0/kind",
                        "/product_allowed_cluster_resources/shop/0/group");
    }

    @Test
    void whatAnAnnotationRefusesTheEngineRefusesToo() {
        assertThat(ClusterEvaluator.standard().evaluate("c1", BROKEN).report().errors())
                .extracting(Finding::pointer)
                .contains(
                        "/api_server",
                        "/cluster_kind",
                        "/cluster_type",
                        "/usage",
                        "/worker_type",
                        "/host_cluster",
                        "/components_list/multi_tenant/namespace",
                        "/components_list/multi_tenant/additions",
                        "/reserved_namespaces_allowed_products/argocd/1",
                        "/product_allowed_cluster_resources/shop/0/kind",
                        "/product_allowed_cluster_resources/shop/0/group");
    }
}
