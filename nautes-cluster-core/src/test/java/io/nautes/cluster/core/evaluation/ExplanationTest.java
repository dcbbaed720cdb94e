package io.nautes.cluster.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nautes.cluster.core.ClusterDiff;
import io.nautes.cluster.core.Requests;
import io.nautes.cluster.core.evaluation.Explanation.Address;
import io.nautes.cluster.core.evaluation.Explanation.ExplainedAddition;
import io.nautes.cluster.core.evaluation.Explanation.ExplainedComponent;
import io.nautes.cluster.core.evaluation.Explanation.ReservedNamespace;
import io.nautes.cluster.core.evaluation.Explanation.Source;
import io.nautes.cluster.core.spi.ClusterIndex;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterScopedResource;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static Explanation explain(String name, ClusterRequest request) {
        return ClusterEvaluator.standard().evaluate(name, request).explanation();
    }

    @Test
    void bareVirtualPipelineRuntimeIsExplained() {
        Explanation explanation = explain(
                "v1",
                Requests.virtualPipeline(31456).toBuilder()
                        .allowInReservedNamespace("argocd", "shop")
                        .build());

        assertThat(explanation.category()).contains(ClusterCategory.VIRTUAL_PIPELINE_RUNTIME);
        assertThat(explanation.derivedFrom())
                .containsExactly("cluster_type=virtual", "usage=worker", "worker_type=pipeline");
        assertThat(explanation.components())
                .extracting(ExplainedComponent::category, ExplainedComponent::name, ExplainedComponent::nameSource)
                .containsExactly(
                        tuple(ComponentCategory.MULTI_TENANT, "hnc", Source.DEFAULT),
                        tuple(ComponentCategory.SECRET_SYNC, "external-secrets", Source.DEFAULT),
                        tuple(ComponentCategory.GATEWAY, "traefik", Source.DEFAULT),
                        tuple(ComponentCategory.DEPLOYMENT, "argocd", Source.DEFAULT),
                        tuple(ComponentCategory.EVENT_LISTENER, "argo-events", Source.DEFAULT),
                        tuple(ComponentCategory.PIPELINE, "tekton", Source.DEFAULT),
                        tuple(ComponentCategory.SECRET_MANAGEMENT, "vault", Source.PLATFORM));
        assertThat(explanation.components().get(3).additions())
                .containsExactly(new ExplainedAddition("host", "argocd.v1.192.0.2.10.nip.io", Source.DERIVED));
        assertThat(explanation.reservedNamespaces())
                .contains(
                        new ReservedNamespace("argocd", "argocd", List.of("shop")),
                        new ReservedNamespace("tekton-pipelines", "tekton", List.of()));
        assertThat(explanation.addresses())
                .containsExactly(
                        new Address("argocd", "https://argocd.v1.192.0.2.10.nip.io:<https node port of host-1>"),
                        new Address("tekton", "https://tekton.v1.192.0.2.10.nip.io:<https node port of host-1>"));
        assertThat(explanation.files())
                .containsExactly(
                        "nautes/overlays/production/clusters/v1.yaml",
                        "nautes/overlays/production/clusters/kustomization.yaml");
    }

    @Test
    void portOfARegisteredHostIsUsed() {
        ClusterIndex registered = new ClusterIndex();
        registered.put(ClusterEvaluator.standard()
                .evaluate(
                        "host-1",
                        Requests.host().toBuilder()
                                .component(
                                        ComponentCategory.GATEWAY,
                                        Component.named("traefik").withAddition("httpsNodePort", "31443"))
                                .build())
                .resource());

        Explanation explanation = ClusterEvaluator.standard()
                .evaluate("v1", Requests.virtualPipeline(31456), registered)
                .explanation();

        assertThat(explanation.addresses())
                .contains(new Address("argocd", "https://argocd.v1.192.0.2.10.nip.io:31443"));
    }

    @Test
    void sourcesDistinguishRequestAndDefault() {
        ClusterRequest request = Requests.host().toBuilder()
                .component(
                        ComponentCategory.GATEWAY,
                        Component.of("traefik", "ingress").withAddition("httpNodePort", "31080"))
                .build();

        Explanation explanation = explain("h", request);

        assertThat(explanation.components().get(0))
                .isEqualTo(new ExplainedComponent(
                        ComponentCategory.GATEWAY,
                        "traefik",
                        Source.REQUEST,
                        "ingress",
                        Source.REQUEST,
                        List.of(
                                new ExplainedAddition("httpNodePort", "31080", Source.REQUEST),
                                new ExplainedAddition("httpsNodePort", "30443", Source.DEFAULT))));
        assertThat(explanation.addresses())
                .containsExactly(
                        new Address("oauth callback", "https://auth.h.192.0.2.10.nip.io:30443/oauth2/callback"));
    }

    @Test
    void invalidRequestIsExplainedAsFarAsPossible() {
        Explanation explanation = explain("x", ClusterRequest.builder().build());

        assertThat(explanation.category()).isEmpty();
        assertThat(explanation.components()).isEmpty();
        assertThat(explanation.toText()).contains("x: no category");
    }

    @Test
    void textAndTreeHaveTheSameContent() {
        Explanation explanation = explain("h", Requests.host());

        assertThat(explanation.toText()).isEqualTo("""
                        h: host (cluster_type=physical, usage=host)
                        components:
                          gateway: traefik [default] in namespace traefik [default]
                            httpNodePort = 30080 [default]
                            httpsNodePort = 30443 [default]
                          secret_management: vault [platform] in namespace vault [platform]
                          oauth_proxy: oauth2-proxy [platform] in namespace oauth2-proxy [platform]
                        reserved namespaces:
                          traefik: traefik
                          vault: vault
                          oauth2-proxy: oauth2-proxy
                        addresses:
                          oauth callback: https://auth.h.192.0.2.10.nip.io:30443/oauth2/callback
                        files:
                          nautes/overlays/production/clusters/h.yaml
                          nautes/overlays/production/clusters/kustomization.yaml
                        """);
        assertThat(explanation.toTree().keySet())
                .containsExactly(
                        "name",
                        "category",
                        "derived_from",
                        "components",
                        "reserved_namespaces",
                        "addresses",
                        "files",
                        "templates");
        assertThat(explanation.toTree()).containsEntry("category", "host");
    }

    @Test
    void diffWithAReplyIgnoresFieldsThatRepliesLack() {
        Evaluation evaluation = ClusterEvaluator.standard().evaluate("v", Requests.virtualPipeline(31002));
        Map<ComponentCategory, Component> reported =
                new EnumMap<>(evaluation.resource().spec().componentsList());
        reported.remove(ComponentCategory.EVENT_LISTENER);
        reported.remove(ComponentCategory.PIPELINE);
        Cluster reply = Cluster.of(evaluation.resource().withComponents(reported));

        ClusterDiff diff = evaluation.diff(reply);

        assertThat(diff.changes())
                .extracting(ClusterDiff.FieldChange::pointer)
                .contains("/components_list/event_listener/name", "/components_list/pipeline/name");
        assertThat(diff.withoutReplyGaps().changes())
                .extracting(ClusterDiff.FieldChange::pointer)
                .containsExactly(
                        "/components_list/pipeline/additions/host",
                        "/components_list/pipeline/name",
                        "/components_list/pipeline/namespace");
    }

    @Test
    void diffListsEveryChangedField() {
        Cluster registered = Cluster.of(
                ClusterEvaluator.standard().evaluate("h", Requests.host()).resource());
        ClusterRequest changed = Requests.of(ClusterCategory.PHYSICAL_DEPLOYMENT_RUNTIME).toBuilder()
                .primaryDomain("example.com")
                .component(ComponentCategory.GATEWAY, Component.named("traefik").withAddition("httpNodePort", "31080"))
                .build();

        ClusterDiff diff = ClusterEvaluator.standard().evaluate("h", changed).diff(registered);

        assertThat(diff.changesCategory()).isTrue();
        assertThat(diff.changes())
                .extracting(ClusterDiff.FieldChange::toString)
                .contains(
                        "/components_list/gateway/additions/httpNodePort: 30080 -> 31080",
                        "/primary_domain: 192.0.2.10.nip.io -> example.com",
                        "/usage: host -> worker",
                        "/worker_type: + deployment",
                        "/components_list/deployment/name: + argocd")
                .noneMatch(change -> change.startsWith("/api_server"));
        assertThat(ClusterEvaluator.standard()
                        .evaluate("h", Requests.host())
                        .diff(registered)
                        .isEmpty())
                .isTrue();
    }

    @Test
    void everyFieldIsCompared() {
        ClusterRequest before = Requests.virtualPipeline(31001).toBuilder()
                .allowInReservedNamespace("argocd", "shop")
                .allowClusterResources("shop", new ClusterScopedResource("A", "a.b"))
                .build();
        ClusterRequest after = Requests.virtualDeployment(31002).toBuilder()
                .hostCluster("host-2")
                .component(
                        ComponentCategory.DEPLOYMENT,
                        Component.of("argocd", "cd").withAddition("a/b", "c"))
                .allowInReservedNamespace("cd", "shop", "billing")
                .allowClusterResources("shop", new ClusterScopedResource("B", "a.b"))
                .build();

        ClusterDiff diff = ClusterEvaluator.standard()
                .evaluate("v", after)
                .diff(Cluster.of(
                        ClusterEvaluator.standard().evaluate("v", before).resource()));

        assertThat(diff.changes())
                .extracting(ClusterDiff.FieldChange::toString)
                .contains(
                        "/api_server: https://192.0.2.10:31001 -> https://192.0.2.10:31002",
                        "/host_cluster: host-1 -> host-2",
                        "/worker_type: pipeline -> deployment",
                        "/components_list/deployment/namespace: argocd -> cd",
                        "/components_list/deployment/additions/a~1b: + c",
                        "/components_list/pipeline/name: - tekton",
                        "/reserved_namespaces_allowed_products/argocd: - shop",
                        "/reserved_namespaces_allowed_products/cd: + shop, billing",
                        "/product_allowed_cluster_resources/shop: a.b/A -> a.b/B");
        assertThat(diff.isEmpty()).isFalse();
        assertThat(diff.changes().get(0).before()).contains("https://192.0.2.10:31001");
        assertThat(diff.changes().get(0).after()).contains("https://192.0.2.10:31002");
        assertThat(diff.changes()).isSortedAccordingTo(Comparator.comparing(ClusterDiff.FieldChange::pointer));
        ClusterDiff same = ClusterEvaluator.standard()
                .evaluate("v", after)
                .diff(Cluster.of(
                        ClusterEvaluator.standard().evaluate("v", after).resource()));
        assertThat(same.isEmpty()).isTrue();
        assertThat(same.changesCategory()).isFalse();
    }
}
