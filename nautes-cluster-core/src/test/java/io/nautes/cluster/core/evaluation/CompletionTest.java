package io.nautes.cluster.core.evaluation;

import static io.nautes.cluster.model.ComponentCategory.DEPLOYMENT;
import static io.nautes.cluster.model.ComponentCategory.EVENT_LISTENER;
import static io.nautes.cluster.model.ComponentCategory.GATEWAY;
import static io.nautes.cluster.model.ComponentCategory.MULTI_TENANT;
import static io.nautes.cluster.model.ComponentCategory.OAUTH_PROXY;
import static io.nautes.cluster.model.ComponentCategory.PIPELINE;
import static io.nautes.cluster.model.ComponentCategory.PROGRESSIVE_DELIVERY;
import static io.nautes.cluster.model.ComponentCategory.SECRET_MANAGEMENT;
import static io.nautes.cluster.model.ComponentCategory.SECRET_SYNC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.core.InvalidClusterException;
import io.nautes.cluster.core.Requests;
import io.nautes.cluster.core.catalog.CatalogComponent;
import io.nautes.cluster.core.catalog.ComponentCatalog;
import io.nautes.cluster.core.catalog.ComponentProperty;
import io.nautes.cluster.core.catalog.PropertyType;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.model.Vcluster;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CompletionTest {
    private static final Map<ClusterCategory, Set<ComponentCategory>> IN_RESOURCE = Map.of(
            ClusterCategory.HOST,
            Set.of(GATEWAY, SECRET_MANAGEMENT, OAUTH_PROXY),
            ClusterCategory.PHYSICAL_DEPLOYMENT_RUNTIME,
            Set.of(
                    MULTI_TENANT,
                    SECRET_SYNC,
                    GATEWAY,
                    DEPLOYMENT,
                    PROGRESSIVE_DELIVERY,
                    SECRET_MANAGEMENT,
                    OAUTH_PROXY),
            ClusterCategory.PHYSICAL_PIPELINE_RUNTIME,
            Set.of(
                    MULTI_TENANT,
                    SECRET_SYNC,
                    GATEWAY,
                    DEPLOYMENT,
                    EVENT_LISTENER,
                    PIPELINE,
                    SECRET_MANAGEMENT,
                    OAUTH_PROXY),
            ClusterCategory.VIRTUAL_DEPLOYMENT_RUNTIME,
            Set.of(MULTI_TENANT, SECRET_SYNC, DEPLOYMENT, PROGRESSIVE_DELIVERY, SECRET_MANAGEMENT),
            ClusterCategory.VIRTUAL_PIPELINE_RUNTIME,
            Set.of(MULTI_TENANT, SECRET_SYNC, GATEWAY, DEPLOYMENT, EVENT_LISTENER, PIPELINE, SECRET_MANAGEMENT));

    private static Evaluation evaluate(ClusterRequest request) {
        return ClusterEvaluator.standard().evaluate("c1", request);
    }

    @ParameterizedTest
    @EnumSource
    void resourceHasTheComponentsOfItsCategory(ClusterCategory category) {
        ClusterResource resource = evaluate(Requests.of(category)).resource();

        assertThat(resource.spec().componentsList().keySet()).isEqualTo(IN_RESOURCE.get(category));
        assertThat(resource.spec().category()).contains(category);
    }

    @ParameterizedTest
    @EnumSource
    void completionIsIdempotentAndValid(ClusterCategory category) {
        Evaluation once = evaluate(Requests.of(category));
        Evaluation twice = evaluate(once.completedRequest());

        assertThat(twice.completedRequest()).isEqualTo(once.completedRequest());
        assertThat(twice.report().isValid()).isTrue();
        assertThat(twice.resource()).isEqualTo(once.resource());
    }

    @Test
    void defaultsAreTheDocumentedOnes() {
        assertThat(evaluate(Requests.virtualPipeline(31456)).resource().spec().componentsList())
                .isEqualTo(Map.of(
                        MULTI_TENANT,
                        Component.of("hnc", "hnc-system"),
                        SECRET_SYNC,
                        Component.of("external-secrets", "external-secrets"),
                        GATEWAY,
                        Component.of("traefik", "traefik")
                                .withAddition("httpNodePort", "30080")
                                .withAddition("httpsNodePort", "30443"),
                        DEPLOYMENT,
                        Component.of("argocd", "argocd").withAddition("host", "argocd.c1.192.0.2.10.nip.io"),
                        EVENT_LISTENER,
                        Component.of("argo-events", "argo-events"),
                        PIPELINE,
                        Component.of("tekton", "tekton-pipelines").withAddition("host", "tekton.c1.192.0.2.10.nip.io"),
                        SECRET_MANAGEMENT,
                        Component.of("vault", "vault")));
    }

    @Test
    void partlySpecifiedComponentIsCompleted() {
        ClusterRequest request = Requests.host().toBuilder()
                .component(GATEWAY, new Component(null, null, Map.of("httpNodePort", "31080", "custom", "x")))
                .build();

        Component gateway =
                evaluate(request).completedRequest().componentsList().get(GATEWAY);

        assertThat(gateway)
                .isEqualTo(new Component(
                        "traefik",
                        "traefik",
                        Map.of("httpNodePort", "31080", "custom", "x", "httpsNodePort", "30443")));
    }

    @Test
    void namespaceOfTheUserIsKept() {
        ClusterRequest request = Requests.host().toBuilder()
                .component(GATEWAY, Component.of("traefik", "ingress"))
                .build();

        assertThat(evaluate(request)
                        .completedRequest()
                        .componentsList()
                        .get(GATEWAY)
                        .namespace())
                .isEqualTo("ingress");
    }

    @ParameterizedTest
    @CsvSource({
        "https://192.0.2.10:6443, 192.0.2.10.nip.io",
        "https://api.example.com:6443/, api.example.com",
        "https://1.2.3.400, 1.2.3.400",
        "https://1.2.3, 1.2.3",
    })
    void primaryDomainComesFromTheApiServer(String apiServer, String domain) {
        ClusterRequest request =
                Requests.host().toBuilder().apiServer(apiServer).build();

        assertThat(evaluate(request).completedRequest().primaryDomain()).isEqualTo(domain);
    }

    @Test
    void portOfAVirtualClusterComesFromItsUrl() {
        assertThat(evaluate(Requests.virtualPipeline(31456)).completedRequest().vcluster())
                .isEqualTo(new Vcluster("31456"));
    }

    @Test
    void resourceOfAnInvalidRequestIsRefused() {
        Evaluation evaluation = evaluate(ClusterRequest.builder().build());

        assertThatThrownBy(evaluation::resource)
                .isInstanceOfSatisfying(
                        InvalidClusterException.class,
                        e -> assertThat(e.report()).isEqualTo(evaluation.report()))
                .hasMessageContaining("/cluster_type");
    }

    @Test
    void extendedCatalogIsUsed() {
        ComponentCatalog catalog = ComponentCatalog.standard().toBuilder()
                .component(CatalogComponent.of("jenkins", "jenkins", PIPELINE)
                        .withProperties(ComponentProperty.of("executors", PropertyType.NUMBER)
                                .withDefault("2")))
                .build();
        ClusterRequest request = Requests.virtualPipeline(31456).toBuilder()
                .component(PIPELINE, Component.named("jenkins"))
                .allowInReservedNamespace("jenkins", "shop")
                .build();

        Evaluation evaluation =
                ClusterEvaluator.builder().catalog(catalog).build().evaluate("c1", request);

        assertThat(evaluation.report().errors()).isEmpty();
        assertThat(evaluation.resource().spec().componentsList().get(PIPELINE))
                .isEqualTo(Component.of("jenkins", "jenkins").withAddition("executors", "2"));
        assertThat(Requests.codes(evaluate(request).report()))
                .containsExactly("component_unknown", "reserved_namespace_not_of_a_component");
    }
}
