package io.nautes.cluster.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.Requests;
import io.nautes.cluster.core.SaveResult;
import io.nautes.cluster.core.Severity;
import io.nautes.cluster.core.Verdicts;
import io.nautes.cluster.core.spi.ClusterIndex;
import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.core.store.InMemoryClusterStore;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.ClusterSpec;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.model.Vcluster;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegisteredRulesTest {
    private static ClusterRequest.Builder hostAt(String apiServer) {
        return Requests.host().toBuilder().apiServer(apiServer).kubeconfig(Requests.kubeconfig(apiServer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example.com:443",
                "https://API.Example.com",
                "https://api.example.com/",
                "https://api.example.com"
            })
    void apiServersAreComparedAsAddresses(String apiServer) {
        ClusterIndex registered =
                Verdicts.registered("a", hostAt("https://Api.example.com").build());

        assertThat(Verdicts.among(registered, "b", hostAt(apiServer)))
                .containsExactly("warning /api_server api_server_taken");
        assertThat(registered.withApiServer(apiServer)).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example.com:6443",
                "https://api.example.com/k8s/clusters/c-abcde",
                "https://api2.example.com"
            })
    void otherPortOrPathIsAnotherApiServer(String apiServer) {
        ClusterIndex registered =
                Verdicts.registered("a", hostAt("https://api.example.com").build());

        assertThat(Verdicts.among(registered, "b", hostAt(apiServer))).isEmpty();
    }

    @Test
    void indexRemovesAnApiServerInAnySpelling() {
        ClusterIndex registered =
                Verdicts.registered("a", hostAt("https://API.example.com").build());
        registered.put(
                Verdicts.resource("a", hostAt("https://other.example.com").build()));

        assertThat(registered.withApiServer("https://api.example.com")).isEmpty();
        registered.remove("a");
        assertThat(registered.withApiServer("https://OTHER.example.com")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8080", "08080"})
    void nodePortsAreComparedAsNumbers(String port) {
        ClusterIndex registered = Verdicts.registered("host-1", Requests.host(), "v-1", Requests.virtualPipeline(8080));
        ClusterRequest.Builder request = Requests.virtualPipeline(31002).toBuilder()
                .apiServer("https://198.51.100.7")
                .vcluster(new Vcluster(port));

        assertThat(Verdicts.among(registered, "v-2", request))
                .contains("warning /vcluster/https_node_port node_port_taken");
    }

    @Test
    void nodePortOfTheHostsGatewayIsComparedAsANumber() {
        ClusterRequest host = Requests.host().toBuilder()
                .component(ComponentCategory.GATEWAY, Component.named("traefik").withAddition("httpNodePort", "08080"))
                .build();

        assertThat(Verdicts.among(
                        Verdicts.registered("host-1", host), "v-2", Requests.virtualPipeline(8080).toBuilder()))
                .contains("warning /vcluster/https_node_port node_port_taken");
    }

    @Test
    void nodePortInUseIsReportedAsRefusedByTheHost() {
        ClusterIndex registered =
                Verdicts.registered("host-1", Requests.host(), "v-1", Requests.virtualPipeline(31002));

        Finding finding = ClusterEvaluator.standard()
                .evaluate("v-2", Requests.virtualPipeline(31002), registered)
                .report()
                .findings()
                .get(0);

        assertThat(finding.code()).isEqualTo("node_port_taken");
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.message()).contains("the host will refuse the second service");
        assertThat(finding.text().message(Locale.CHINESE)).contains("宿主集群会拒绝");
    }

    private static ClusterResource withCertManagement(ClusterResource resource, String namespace) {
        ClusterSpec spec = resource.spec();
        Map<ComponentCategory, Component> components = new EnumMap<>(spec.componentsList());
        components.put(ComponentCategory.CERT_MANAGEMENT, Component.of("cert-manager", namespace));
        return resource.withComponents(components);
    }

    @Test
    void namespaceOfStoredCertManagementIsUsed() {
        ClusterIndex registered = new ClusterIndex();
        registered.put(withCertManagement(Verdicts.resource("a", Requests.host()), "certs"));
        ClusterRequest.Builder request = Requests.host().toBuilder().allowInReservedNamespace("certs", "shop");

        assertThat(Verdicts.among(registered, "a", request)).isEmpty();
        assertThat(Verdicts.of("a", request))
                .containsExactly(
                        "error /reserved_namespaces_allowed_products/certs reserved_namespace_not_of_a_component");
        assertThat(Verdicts.among(new ClusterIndex(), "a", request)).hasSize(1);
    }

    @Test
    void namespaceOfStoredCertManagementIsUsedBySavesAndBatches() {
        InMemoryClusterStore store = new InMemoryClusterStore();
        StoreClusterRegistry registry = StoreClusterRegistry.over(store);
        registry.save("a", Requests.host());
        ClusterResource stored = store.snapshot().find("a").orElseThrow();
        store.update(current -> StoreChange.save(List.of(withCertManagement(stored, "certs")), null));
        ClusterRequest first = Requests.host().toBuilder()
                .allowInReservedNamespace("certs", "shop")
                .build();
        ClusterRequest second = Requests.host().toBuilder()
                .allowInReservedNamespace("certs", "shop", "bank")
                .build();

        assertThat(registry.save("a", first).change()).isEqualTo(SaveResult.Change.UPDATED);
        assertThat(registry.saveAll(Map.of("a", second), BatchOptions.defaults())
                        .failures())
                .isEmpty();
    }

    @Test
    void restoreOfADeletedClusterKeepsTheNamespaceOfItsCertManagement() {
        InMemoryClusterStore store = new InMemoryClusterStore();
        StoreClusterRegistry registry = StoreClusterRegistry.over(store);
        ClusterRequest request = Requests.host().toBuilder()
                .allowInReservedNamespace("certs", "shop")
                .build();
        ClusterResource resource = withCertManagement(Verdicts.resource("b", Requests.host()), "certs");
        store.update(current -> StoreChange.save(List.of(resource), null));
        registry.save("b", request);
        String revision = store.snapshot().revision();
        registry.delete("b");

        assertThat(registry.restore("b", revision).change()).isEqualTo(SaveResult.Change.CREATED);
        assertThat(store.snapshot().find("b").orElseThrow().spec().reservedNamespacesAllowedProducts())
                .containsOnlyKeys("certs");
    }

    @Test
    void physicalClusterUsesNoNodePortOfAHost() {
        ClusterIndex registered =
                Verdicts.registered("host-1", Requests.host(), "v-1", Requests.virtualPipeline(31002));
        ClusterRequest.Builder physical =
                hostAt("https://192.0.2.99:6443").hostCluster("host-1").vcluster(new Vcluster("31002"));

        assertThat(Verdicts.among(registered, "b", physical)).noneMatch(line -> line.endsWith("node_port_taken"));
    }

    @Test
    void malformedNodePortOfAGatewayCausesNoConflict() {
        ClusterResource host = Verdicts.resource("host-1", Requests.host());
        Map<ComponentCategory, Component> components = new EnumMap<>(host.spec().componentsList());
        components.put(ComponentCategory.GATEWAY, Component.named("traefik").withAddition("httpNodePort", "none"));
        ClusterIndex registered = new ClusterIndex();
        registered.put(host.withComponents(components));
        ClusterRequest.Builder request =
                Requests.virtualPipeline(31002).toBuilder().vcluster(new Vcluster("none"));

        assertThat(Verdicts.among(registered, "v-2", request))
                .containsExactly("error /vcluster/https_node_port vcluster_port_malformed");
    }
}
