package io.nautes.cluster.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.model.error.MalformedDocumentException;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nl.jqno.equalsverifier.EqualsVerifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    @ParameterizedTest
    @EnumSource
    void categoryIsDerivedFromItsParts(ClusterCategory category) {
        assertThat(ClusterCategory.of(
                        category.clusterType(),
                        category.usage(),
                        category.workerType().orElse(null)))
                .contains(category);
    }

    @Test
    void otherCombinationsAreNoCategory() {
        assertThat(ClusterCategory.of(ClusterType.VIRTUAL, Usage.HOST, null)).isEmpty();
        assertThat(ClusterCategory.of(ClusterType.PHYSICAL, Usage.WORKER, null)).isEmpty();
        assertThat(ClusterCategory.of(ClusterType.PHYSICAL, Usage.HOST, WorkerType.PIPELINE))
                .isEmpty();
        assertThat(ClusterCategory.of(null, null, null)).isEmpty();
    }

    @Test
    void emptyWorkerTypeIsAbsent() {
        assertThat(ClusterCategory.of(ClusterType.PHYSICAL, Usage.HOST, WorkerType.of("")))
                .contains(ClusterCategory.HOST);
    }

    @Test
    void unknownValuesKeepTheirText() {
        assertThat(ClusterType.of("Virtual").isKnown()).isFalse();
        assertThat(ClusterType.of("Virtual")).hasToString("Virtual");
        assertThat(ClusterType.of("virtual")).isSameAs(ClusterType.VIRTUAL);
        assertThat(ComponentCategory.ofName("multiTenant")).contains(ComponentCategory.MULTI_TENANT);
        assertThat(ComponentCategory.ofName("multi_tenant")).contains(ComponentCategory.MULTI_TENANT);
        assertThat(ComponentCategory.ofResourceName("multi_tenant")).isEqualTo(Optional.empty());
    }

    @Test
    void categoryFactoriesMakeTheirCategory() {
        Kubeconfig kubeconfig = Kubeconfig.of("a: b");

        assertThat(ClusterRequest.host("https://a.b", kubeconfig).build().category())
                .contains(ClusterCategory.HOST);
        assertThat(ClusterRequest.physicalDeploymentRuntime("https://a.b", kubeconfig)
                        .build()
                        .category())
                .contains(ClusterCategory.PHYSICAL_DEPLOYMENT_RUNTIME);
        assertThat(ClusterRequest.physicalPipelineRuntime("https://a.b", kubeconfig)
                        .build()
                        .category())
                .contains(ClusterCategory.PHYSICAL_PIPELINE_RUNTIME);
        assertThat(ClusterRequest.virtualDeploymentRuntime("https://a.b", "h")
                        .build()
                        .category())
                .contains(ClusterCategory.VIRTUAL_DEPLOYMENT_RUNTIME);
        assertThat(ClusterRequest.virtualPipelineRuntime("https://a.b", "h")
                        .build()
                        .category())
                .contains(ClusterCategory.VIRTUAL_PIPELINE_RUNTIME);
    }

    @Test
    void collectionsKeepTheirOrderAndCannotBeChanged() {
        Map<String, String> additions = new LinkedHashMap<>();
        for (int i = 20; i > 0; i--) {
            additions.put("key" + i, "v");
        }
        Component component = new Component("x", "y", additions);
        additions.clear();

        assertThat(component.additions().keySet()).first().isEqualTo("key20");
        assertThat(component.additions()).hasSize(20);
        assertThatThrownBy(() -> component.additions().put("a", "b")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void nullInACollectionIsRefusedWithItsName() {
        Map<String, String> additions = new HashMap<>();
        additions.put("port", null);

        assertThatThrownBy(() -> new Component("x", "y", additions))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("additions")
                .hasMessageContaining("port");
        assertThatThrownBy(() -> ClusterRequest.builder()
                        .reservedNamespacesAllowedProducts(Map.of("argocd", Arrays.asList("a", null))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("argocd");
    }

    @Test
    void nullCollectionIsEmpty() {
        assertThat(new Component("x", "y", null).additions()).isEmpty();
    }

    @Test
    void filterMatchesWhenAllConditionsHold() {
        Cluster virtual = Cluster.of(Samples.ciPipelines());
        Cluster host = Cluster.of(Samples.edgeHost());

        assertThat(ClusterFilter.all().matches(virtual)).isTrue();
        assertThat(ClusterFilter.of(ClusterCategory.VIRTUAL_PIPELINE_RUNTIME).matches(virtual))
                .isTrue();
        assertThat(ClusterFilter.of(ClusterCategory.HOST).matches(virtual)).isFalse();
        assertThat(ClusterFilter.of(ClusterCategory.HOST).matches(host)).isTrue();
        assertThat(ClusterFilter.all().withNameContaining("pipe").matches(virtual))
                .isTrue();
        assertThat(ClusterFilter.all()
                        .withNameContaining("pipe")
                        .withUsage(Usage.HOST)
                        .matches(virtual))
                .isFalse();
    }

    @Test
    void filterHasTheFormOfTheApi() {
        ClusterFilter filter =
                ClusterFilter.of(ClusterCategory.PHYSICAL_PIPELINE_RUNTIME).withNameContaining("a-1");

        assertThat(filter.toFieldSelector())
                .isEqualTo("cluster_type=physical,usage=worker,worker_type=pipeline,cluster_name=a-1");
        assertThat(ClusterFilter.parse(filter.toFieldSelector())).isEqualTo(filter);
        assertThat(ClusterFilter.parse("")).isEqualTo(ClusterFilter.all());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",",
                "usage",
                "usage=",
                "usage =worker",
                "usage!=worker",
                "name=a",
                "usage=host,usage=host",
                "cluster_name=a.b",
                "usage=worker,"
            })
    void anyOtherSelectorIsRefused(String selector) {
        assertThatThrownBy(() -> ClusterFilter.parse(selector)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hush-hush\n", "hush hush", "hush-hüsh", "\thush"})
    void invalidTokenIsRefusedWithoutBeingShown(String token) {
        assertThatThrownBy(() -> AccessToken.of(token))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hush");
    }

    @Test
    void tokenDoesNotPrintItself() {
        assertThat(AccessToken.of("hush-hush").toString()).doesNotContain("hush");
        assertThat(AccessToken.of("hush-hush").value()).isEqualTo("hush-hush");
    }

    @Test
    void secretsAreEqualByTheirText() {
        EqualsVerifier.forClass(AccessToken.class).withNonnullFields("value").verify();
        assertThat(Kubeconfig.of("a: b")).isEqualTo(Kubeconfig.of("a: b")).isNotEqualTo(Kubeconfig.of("a: c"));
        assertThat(Kubeconfig.of("a: b")).hasSameHashCodeAs(Kubeconfig.of("YTogYg"));
    }

    @Test
    void requestIsCreatedFromAReplyIfEveryGapIsFilled() {
        Cluster reply = Cluster.of(Samples.ciPipelines());
        Component listener = Component.of("argo-events", "events");

        ClusterRequest request = reply.toRequest()
                .eventListener(listener)
                .vclusterPort(31500)
                .withoutKubeconfig()
                .primaryDomain("example.org")
                .build();

        assertThat(request.apiServer()).isEqualTo(reply.apiServer());
        assertThat(request.category()).isEqualTo(reply.category());
        assertThat(request.hostCluster()).isEqualTo("edge-host");
        assertThat(request.primaryDomain()).isEqualTo("example.org");
        assertThat(request.vcluster()).isEqualTo(new Vcluster("31500"));
        assertThat(request.componentsList())
                .containsEntry(ComponentCategory.EVENT_LISTENER, listener)
                .containsEntry(
                        ComponentCategory.DEPLOYMENT, reply.componentsList().get(ComponentCategory.DEPLOYMENT));
        assertThat(request.reservedNamespacesAllowedProducts()).isEqualTo(reply.reservedNamespacesAllowedProducts());
        assertThat(request.productAllowedClusterResources()).isEqualTo(reply.productAllowedClusterResources());
    }

    @Test
    void gapsCanBeLeftExplicitly() {
        Kubeconfig kubeconfig = Kubeconfig.of(Samples.KUBECONFIG);

        ClusterRequest request = Cluster.of(Samples.edgeHost())
                .toRequest()
                .eventListenerByDefault()
                .vclusterPortOfApiServer()
                .kubeconfig(kubeconfig)
                .build();

        assertThat(request.vcluster()).isNull();
        assertThat(request.kubeconfig()).isEqualTo(kubeconfig);
        assertThat(request.componentsList()).doesNotContainKey(ComponentCategory.EVENT_LISTENER);
    }

    @Test
    void tokenHasVisibleCharacters() {
        assertThat(AccessToken.of("!a~").value()).isEqualTo("!a~");
        assertThat(AccessToken.of("hush")).hasToString("AccessToken[redacted]");
        assertThatThrownBy(() -> AccessToken.of("a\u007f")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void kubeconfigDoesNotPrintItself() {
        assertThat(Kubeconfig.of(Samples.KUBECONFIG)).hasToString("Kubeconfig[redacted]");
        assertThat(Kubeconfig.of("a: b").hashCode())
                .isNotEqualTo(Kubeconfig.of("a: c").hashCode());
    }

    /** Of the digits of Base64, {@code -} and {@code _} stand for {@code +} and {@code /} in URLs (RFC 4648). */
    @Test
    void kubeconfigInBase64OfUrlsIsDecoded() {
        String text = "a: \"\u00ff\u03ff\u07fe>>>???~~~\"";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String inUrls = Base64.getUrlEncoder().encodeToString(bytes);

        assertThat(inUrls).contains("-").contains("_");
        assertThat(Kubeconfig.of(inUrls).text()).isEqualTo(text);
        assertThat(Kubeconfig.of(Base64.getEncoder().encodeToString(bytes)).text())
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "=", "a", "abcde", "_w", "a:b", "a.b"})
    void textThatIsNotBase64IsKept(String text) {
        assertThat(Kubeconfig.of(text).text()).isEqualTo(text);
    }

    @Test
    void replyCanBeStoredWithItsRevision() {
        ClusterResource resource = Samples.ciPipelines();
        Cluster cluster = Cluster.of(resource);
        Map<ComponentCategory, Component> components = Map.of(ComponentCategory.GATEWAY, Component.named("traefik"));

        assertThat(cluster.toResource("tenant-a")).isEqualTo(resource);
        assertThat(cluster.revision()).isEmpty();
        assertThat(cluster.withRevision("7").revision()).contains("7");
        assertThat(cluster.withRevision("7").withComponents(components).revision())
                .contains("7");
        assertThat(cluster.withComponents(components).componentsList()).isEqualTo(components);
        assertThat(cluster.withComponents(components).withComponents(cluster.componentsList()))
                .isEqualTo(cluster);
    }

    @Test
    void repliesAreEqualIfTheyAreRegisteredInTheSameWay() {
        Cluster cluster = Cluster.of(Samples.ciPipelines());

        assertThat(cluster.withRevision("7"))
                .isEqualTo(cluster.withRevision("8"))
                .hasSameHashCodeAs(cluster.withRevision("8"));
        assertThat(cluster)
                .isNotEqualTo(Cluster.of(Samples.edgeHost()))
                .isNotEqualTo(cluster.withComponents(Map.of()))
                .isNotEqualTo("cluster");
        assertThat(cluster.hashCode())
                .isNotEqualTo(Cluster.of(Samples.edgeHost()).hashCode());
    }

    @Test
    void placementIsKindTypeUsageHostAndWorkerType() {
        ClusterSpec spec = Samples.ciPipelines().spec();

        assertThat(spec.isSamePlacement(
                        placed(spec).primaryDomain("example.org").build()))
                .isTrue();
        assertThat(spec.isSamePlacement(
                        placed(spec).clusterKind(ClusterKind.of("k3s")).build()))
                .isFalse();
        assertThat(spec.isSamePlacement(
                        placed(spec).clusterType(ClusterType.PHYSICAL).build()))
                .isFalse();
        assertThat(spec.isSamePlacement(placed(spec).usage(Usage.HOST).build())).isFalse();
        assertThat(spec.isSamePlacement(placed(spec).hostCluster("other").build()))
                .isFalse();
        assertThat(spec.isSamePlacement(
                        placed(spec).workerType(WorkerType.DEPLOYMENT).build()))
                .isFalse();
        assertThat(placed(spec)
                        .hostCluster(null)
                        .build()
                        .isSamePlacement(placed(spec).hostCluster("").build()))
                .isTrue();
        assertThat(spec.category()).contains(ClusterCategory.VIRTUAL_PIPELINE_RUNTIME);
    }

    private static ClusterSpec.Builder placed(ClusterSpec spec) {
        return ClusterSpec.builder()
                .apiServer(spec.apiServer())
                .clusterKind(spec.clusterKind())
                .clusterType(spec.clusterType())
                .usage(spec.usage())
                .workerType(spec.workerType())
                .hostCluster(spec.hostCluster());
    }

    @Test
    void specOfARequestHasItsFields() {
        ClusterRequest request = Samples.fullRequest();

        assertThat(ClusterSpec.builder(request).build())
                .isEqualTo(ClusterSpec.builder()
                        .apiServer(request.apiServer())
                        .clusterKind(request.clusterKind())
                        .clusterType(request.clusterType())
                        .usage(request.usage())
                        .workerType(request.workerType())
                        .hostCluster(request.hostCluster())
                        .primaryDomain(request.primaryDomain())
                        .componentsList(request.componentsList())
                        .reservedNamespacesAllowedProducts(request.reservedNamespacesAllowedProducts())
                        .productAllowedClusterResources(request.productAllowedClusterResources())
                        .build());
    }

    @ParameterizedTest
    @EnumSource
    void virtualCategoriesAreThoseOfVirtualClusters(ClusterCategory category) {
        assertThat(category.isVirtual()).isEqualTo(category.clusterType().equals(ClusterType.VIRTUAL));
        assertThat(category.isVirtual()).isEqualTo(category.name().startsWith("VIRTUAL"));
        assertThat(category.description())
                .isEqualTo(
                        category == ClusterCategory.HOST
                                ? "host"
                                : category.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    @Test
    void knownKindIsTheConstantAndPrintsItsValue() {
        assertThat(ClusterKind.of("kubernetes"))
                .isSameAs(ClusterKind.KUBERNETES)
                .hasToString("kubernetes");
        assertThat(ClusterKind.of("k3s")).hasToString("k3s");
    }

    @Test
    void frozenMapIsAsLargeAsItsEntries() {
        assertThat(new FrozenMap<>(Map.of())).isEmpty();
        assertThat(new FrozenMap<>(Map.of("a", 1))).isNotEmpty().hasSize(1);
    }

    @Test
    void copyOfARecordSharesItsMaps() {
        Component component = Component.of("x", "y").withAddition("a", "b");
        ClusterRequest request = Samples.fullRequest();

        assertThat(new Component("z", "y", component.additions()).additions()).isSameAs(component.additions());
        assertThat(request.toBuilder().build().componentsList()).isSameAs(request.componentsList());
    }

    @Test
    void componentsAreCopiedInTheOrderOfTheCategories() {
        Map<ComponentCategory, Component> components = new LinkedHashMap<>();
        components.put(ComponentCategory.PIPELINE, Component.named("tekton"));
        components.put(ComponentCategory.GATEWAY, Component.named("traefik"));

        ClusterRequest request =
                ClusterRequest.builder().componentsList(components).build();
        components.clear();

        assertThat(request.componentsList().keySet())
                .containsExactly(ComponentCategory.GATEWAY, ComponentCategory.PIPELINE);
        assertThatThrownBy(() -> request.componentsList().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void messageHasThePositionIfItIsKnown() {
        assertThat(new MalformedDocumentException("no comma", 1, 7)).hasMessage("line 1, column 7: no comma");
        assertThat(new MalformedDocumentException("no text", 0, 0)).hasMessage("no text");
    }
}
