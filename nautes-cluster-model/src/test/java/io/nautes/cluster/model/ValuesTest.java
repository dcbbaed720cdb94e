package io.nautes.cluster.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
    void categoryFollowsFromItsParts(ClusterCategory category) {
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
    void nullInACollectionIsRefusedByName() {
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
    void tokenThatFitsNoHeaderIsRefusedWithoutBeingShown(String token) {
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
    void requestIsMadeOfAReplyWithEveryGapFilled() {
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
    void gapsCanBeLeftConsciously() {
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
}
