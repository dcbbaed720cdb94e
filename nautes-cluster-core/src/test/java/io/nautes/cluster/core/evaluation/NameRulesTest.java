package io.nautes.cluster.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.InvalidClusterException;
import io.nautes.cluster.core.Requests;
import io.nautes.cluster.core.Verdicts;
import io.nautes.cluster.core.spi.ClusterIndex;
import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.core.store.InMemoryClusterStore;
import io.nautes.cluster.core.store.InMemoryKubeconfigStore;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterResource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameRulesTest {
    private static ClusterRequest.Builder host() {
        return Requests.host().toBuilder();
    }

    private static ClusterRequest.Builder virtual() {
        return Requests.virtualPipeline(31002).toBuilder();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b", "prod.eu-west.example.com", "1.2"})
    void physicalClusterMayHaveDotsInItsName(String name) {
        assertThat(Verdicts.of(name, host())).containsExactly("warning /name name_with_dots");
        assertThat(Verdicts.of(name, virtual())).containsExactly("error /name name_not_a_label");
    }

    @Test
    void dotsAreCheckedIfTheTypeIsUnknown() {
        assertThat(Verdicts.of("a.b", host().clusterType(null)))
                .containsExactly("warning /name name_with_dots", "error /cluster_type cluster_type_missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a..b", ".a", "a.", "A.b", "a_b.c", "a.-b", "../a", "a/b", "a.b\n"})
    void nameOfAPhysicalClusterIsASubdomain(String name) {
        assertThat(Verdicts.of(name, host().primaryDomain("example.com")))
                .containsExactly("error /name name_not_a_label");
    }

    @Test
    void hostWithDotsCarriesVirtualClusters() {
        ClusterIndex registered = Verdicts.registered("host.eu", Requests.host());

        assertThat(Verdicts.among(registered, "v-1", virtual().hostCluster("host.eu")))
                .isEmpty();
        assertThat(Verdicts.of("v-1", virtual().hostCluster("-host.eu")))
                .containsExactly("error /host_cluster host_cluster_not_a_label");
    }

    @ParameterizedTest
    @ValueSource(strings = {"My_Cluster", "a.b", "UPPER", "-a", "a b", "集群", "a:b", ".hidden"})
    void registeredClusterWithAnyNameCanBeFoundAndDeleted(String name) {
        InMemoryClusterStore store = new InMemoryClusterStore();
        ClusterResource old = Verdicts.resource("old", Requests.host());
        store.update(current -> StoreChange.save(List.of(ClusterResource.of(name, old.namespace(), old.spec())), null));
        InMemoryKubeconfigStore kubeconfigs = new InMemoryKubeconfigStore();
        StoreClusterRegistry registry =
                StoreClusterRegistry.builder(store).kubeconfigs(kubeconfigs).build();

        assertThat(registry.find(name)).isPresent();
        assertThat(registry.history(name)).isNotEmpty();
        assertThat(registry.delete(name).deleted()).isTrue();
        assertThat(registry.find(name)).isEmpty();
    }

    @Test
    void registeredClusterWithAnyNameCanBeDeletedInABatch() {
        InMemoryClusterStore store = new InMemoryClusterStore();
        ClusterResource old = Verdicts.resource("old", Requests.host());
        store.update(current ->
                StoreChange.save(List.of(ClusterResource.of("My_Cluster", old.namespace(), old.spec())), null));
        StoreClusterRegistry registry = StoreClusterRegistry.builder(store)
                .kubeconfigs(new InMemoryKubeconfigStore())
                .build();

        assertThat(registry.deleteAll(List.of("My_Cluster"), BatchOptions.defaults())
                        .failures())
                .isEmpty();
        assertThat(registry.list().all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../x", "a/b", "a\\b", "a%2Fb", "a\0b", "a\nb", "\ud83d", "kustomization"})
    void namesThatWouldChangeThePathAreRefused(String name) {
        StoreClusterRegistry registry = StoreClusterRegistry.over(new InMemoryClusterStore());

        assertThatThrownBy(() -> registry.find(name)).isInstanceOf(InvalidClusterException.class);
        assertThatThrownBy(() -> registry.history(name)).isInstanceOf(InvalidClusterException.class);
        assertThatThrownBy(() -> registry.delete(name)).isInstanceOf(InvalidClusterException.class);
    }

    /** Even if the rules on names are dropped, a name must not change the path. */
    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/b", "..", "kustomization"})
    void namesThatWouldChangeThePathAreRefusedEvenWithoutTheRule(String name) {
        StoreClusterRegistry registry = StoreClusterRegistry.builder(new InMemoryClusterStore())
                .evaluator(ClusterEvaluator.builder()
                        .rules(RuleSet.standard().without("name"))
                        .build())
                .build();

        assertThatThrownBy(() -> registry.save(name, Requests.host())).isInstanceOf(InvalidClusterException.class);
        assertThat(registry.saveAll(Map.of(name, Requests.host()), BatchOptions.defaults())
                        .failures())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a-runtime", "a-runtime-initial", "a-runtime-argocd", "a-runtime-app"})
    void nameOfAWorkerWithAReservedSuffixIsAWarning(String name) {
        ClusterRequest worker = Requests.of(ClusterCategory.PHYSICAL_DEPLOYMENT_RUNTIME);
        ClusterRequest.Builder other =
                host().apiServer("https://192.0.2.77:6443").kubeconfig(Requests.kubeconfig("https://192.0.2.77:6443"));

        assertThat(Verdicts.among(Verdicts.registered("a", worker), name, other))
                .containsExactly("warning /name name_clashes");
        assertThat(Verdicts.among(Verdicts.registered(name, other.build()), "a", worker.toBuilder()))
                .containsExactly("warning /name name_clashes");
        assertThat(Verdicts.among(Verdicts.registered("b", worker), name, other))
                .isEmpty();
    }

    @Test
    void suffixesAreThoseOfTheCategoryOfTheOtherCluster() {
        ClusterIndex hosts = Verdicts.registered("host-1", Requests.host());

        assertThat(Verdicts.among(hosts, "host-1-traefik", virtual())).containsExactly("warning /name name_clashes");
        assertThat(Verdicts.among(hosts, "host-1-oauth2-proxy-resources", virtual()))
                .containsExactly("warning /name name_clashes");
        assertThat(Verdicts.among(hosts, "host-1-runtime", virtual())).isEmpty();
        assertThat(Verdicts.among(hosts, "host-1-other", virtual())).isEmpty();
    }

    @Test
    void conflictNamesTheOtherCluster() {
        Finding clash = ClusterEvaluator.standard()
                .evaluate("host-1-traefik", virtual().build(), Verdicts.registered("host-1", Requests.host()))
                .report()
                .findings()
                .get(0);

        assertThat(clash.message()).contains("host-1-traefik").contains("\"host-1\"");
    }

    @Test
    void applicationsOfAVirtualClusterConflictToo() {
        ClusterIndex registered =
                Verdicts.registered("host-1", Requests.host(), "v-1", Requests.virtualPipeline(31001));

        assertThat(Verdicts.among(registered, "v-1-vcluster-app", virtual()))
                .containsExactly("warning /name name_clashes");
    }
}
