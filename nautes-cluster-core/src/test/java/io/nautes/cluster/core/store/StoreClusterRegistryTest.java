package io.nautes.cluster.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.BatchResult;
import io.nautes.cluster.core.BatchResult.Outcome;
import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ClusterInUseException;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.ConflictException;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.InvalidClusterException;
import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.core.Precondition;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.Requests;
import io.nautes.cluster.core.SaveResult;
import io.nautes.cluster.core.SaveResult.Change;
import io.nautes.cluster.core.UnreadableCluster;
import io.nautes.cluster.core.spi.ClusterStore;
import io.nautes.cluster.core.spi.KubeconfigStore;
import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.core.spi.StoreCommit;
import io.nautes.cluster.core.spi.StoreSnapshot;
import io.nautes.cluster.core.spi.StoreUpdate;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterFilter;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.model.Vcluster;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreClusterRegistryTest {
    private final InMemoryClusterStore store = new InMemoryClusterStore();
    private final InMemoryKubeconfigStore kubeconfigs = new InMemoryKubeconfigStore();
    private final Map<String, List<String>> users = new LinkedHashMap<>();
    private final StoreClusterRegistry registry = StoreClusterRegistry.builder(store)
            .kubeconfigs(kubeconfigs)
            .references(name -> users.getOrDefault(name, List.of()))
            .build();

    @Test
    void saveReportsWhetherTheClusterWasCreatedChangedOrUnchanged() {
        assertThat(registry.save("host-1", Requests.host()).change()).isEqualTo(Change.CREATED);
        SaveResult same = registry.save("host-1", Requests.host());
        assertThat(same.change()).isEqualTo(Change.UNCHANGED);
        SaveResult changed = registry.save("host-1", gateway("31080"));
        assertThat(changed.change()).isEqualTo(Change.UPDATED);
        assertThat(changed.revision()).isNotEqualTo(same.revision());
    }

    private static ClusterRequest gateway(String port) {
        return Requests.host().toBuilder()
                .component(ComponentCategory.GATEWAY, Component.named("traefik").withAddition("httpNodePort", port))
                .build();
    }

    @Test
    void savedClusterIsReturnedWithoutPlatformComponents() {
        registry.save("host-1", Requests.host());
        registry.save("v-1", Requests.virtualPipeline(31001));

        Cluster host = registry.find("host-1").orElseThrow();

        assertThat(host.category()).contains(ClusterCategory.HOST);
        assertThat(host.componentsList()).containsOnlyKeys(ComponentCategory.GATEWAY);
        assertThat(registry.list().all()).extracting(Cluster::name).containsExactly("host-1", "v-1");
        assertThat(registry.list(ClusterFilter.of(ClusterCategory.HOST)).all())
                .extracting(Cluster::name)
                .containsExactly("host-1");
        assertThat(registry.find("nobody")).isEmpty();
    }

    @Test
    void invalidRequestIsRefusedAndNothingIsStored() {
        assertThatThrownBy(() -> registry.save(
                        "c", Requests.host().toBuilder().apiServer("localhost").build()))
                .isInstanceOf(InvalidClusterException.class)
                .hasMessageContaining("/api_server");

        assertThat(registry.list().all()).isEmpty();
        assertThat(kubeconfigs.find("c")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../x", "a/b", "kustomization"})
    void namesThatWouldChangeThePathAreRefused(String name) {
        assertThatThrownBy(() -> registry.find(name)).isInstanceOf(InvalidClusterException.class);
        assertThatThrownBy(() -> registry.delete(name)).isInstanceOf(InvalidClusterException.class);
        assertThatThrownBy(() -> registry.save(name, Requests.host())).isInstanceOf(InvalidClusterException.class);
    }

    @Test
    void virtualClusterNeedsARegisteredHost() {
        registry.save("p-1", Requests.of(ClusterCategory.PHYSICAL_PIPELINE_RUNTIME));

        assertThatThrownBy(() -> registry.save("v-1", Requests.virtualPipeline(31001)))
                .isInstanceOf(InvalidClusterException.class)
                .hasMessageContaining("/host_cluster")
                .hasMessageContaining("host-1 is not registered");
        assertThatThrownBy(() -> registry.save(
                        "v-1",
                        Requests.virtualPipeline(31001).toBuilder()
                                .hostCluster("p-1")
                                .build()))
                .isInstanceOf(InvalidClusterException.class)
                .hasMessageContaining("p-1 is a physical pipeline runtime");
    }

    @Test
    void conflictsWithOtherClustersAreWarnings() {
        registry.save("host-1", Requests.host());
        registry.save("v-1", Requests.virtualPipeline(31001));

        assertThat(registry.save("host-2", Requests.host()).warnings())
                .extracting(Finding::code, Finding::pointer)
                .containsExactly(tuple("api_server_taken", "/api_server"));
        assertThat(registry.save("v-2", Requests.virtualDeployment(31001)).warnings())
                .extracting(Finding::code)
                .containsExactly("node_port_taken", "api_server_taken");
        assertThat(registry.save("v-3", Requests.virtualDeployment(30443)).warnings())
                .extracting(Finding::toString)
                .singleElement()
                .asString()
                .contains("host-1 (gateway)");
        assertThat(registry.save("v-1", Requests.virtualPipeline(31001)).warnings())
                .extracting(Finding::code)
                .containsExactly("node_port_taken", "api_server_taken");
    }

    @Test
    void hostWithVirtualClustersIsNotDeleted() {
        registry.save("host-1", Requests.host());
        registry.save("v-2", Requests.virtualPipeline(31002));
        registry.save("v-1", Requests.virtualDeployment(31001));
        ChangeOptions skipping = ChangeOptions.defaults().withSkipChecks(true);

        assertThatThrownBy(() -> registry.delete("host-1", skipping))
                .isInstanceOfSatisfying(
                        ClusterInUseException.class, e -> assertThat(e.users()).containsExactly("v-1", "v-2"));
        assertThatThrownBy(
                        () -> registry.save("host-1", Requests.of(ClusterCategory.PHYSICAL_PIPELINE_RUNTIME), skipping))
                .isInstanceOf(ClusterInUseException.class);
        assertThat(registry.find("host-1").orElseThrow().category()).contains(ClusterCategory.HOST);
    }

    @Test
    void clusterInUseIsProtectedUnlessChecksAreSkipped() {
        registry.save("c", Requests.of(ClusterCategory.PHYSICAL_PIPELINE_RUNTIME));
        users.put("c", List.of("pipeline runtime pr-1 of product shop"));
        ClusterRequest other = Requests.of(ClusterCategory.PHYSICAL_DEPLOYMENT_RUNTIME);

        assertThatThrownBy(() -> registry.delete("c"))
                .isInstanceOf(ClusterInUseException.class)
                .hasMessageContaining("pr-1");
        assertThatThrownBy(() -> registry.save("c", other)).isInstanceOf(ClusterInUseException.class);
        assertThat(registry.save(
                                "c",
                                Requests.of(ClusterCategory.PHYSICAL_PIPELINE_RUNTIME).toBuilder()
                                        .primaryDomain("example.com")
                                        .build())
                        .change())
                .isEqualTo(Change.UPDATED);
        ChangeOptions skipping = ChangeOptions.defaults().withSkipChecks(true);
        assertThat(registry.save("c", other, skipping).change()).isEqualTo(Change.UPDATED);
        assertThat(registry.delete("c", skipping).deleted()).isTrue();
    }

    @Test
    void deleteOfAnUnregisteredClusterIsReported() {
        assertThat(registry.delete("nobody").deleted()).isFalse();
    }

    @Test
    void changeSinceTheExpectedRevisionIsAConflict() {
        String seen = registry.save("host-1", Requests.host()).revision().orElseThrow();
        registry.save("host-2", gateway("31080"));
        ChangeOptions expecting = ChangeOptions.defaults().withPrecondition(Precondition.unchangedSince(seen));

        assertThat(registry.save("host-1", gateway("31080"), expecting).change())
                .isEqualTo(Change.UPDATED);
        assertThatThrownBy(() -> registry.save("host-1", gateway("31090"), expecting))
                .isInstanceOfSatisfying(ConflictException.class, e -> {
                    assertThat(e.expectedRevision()).contains(seen);
                    assertThat(e.actualRevision()).isPresent();
                });
        assertThatThrownBy(() -> registry.delete("host-1", expecting)).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> registry.delete(
                        "host-1",
                        ChangeOptions.defaults().withPrecondition(Precondition.unchangedSince("no such revision"))))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void kubeconfigIsKeptWithTheRegisteredAddress() {
        registry.save(
                "host-1",
                Requests.host().toBuilder()
                        .kubeconfig(Requests.kubeconfig("https://10.0.0.1:6443"))
                        .build());

        assertThat(kubeconfigs.find("host-1")).contains(Requests.KUBECONFIG);

        registry.delete("host-1");
        assertThat(kubeconfigs.find("host-1")).isEmpty();
    }

    @Test
    void kubeconfigWhoseAddressCannotBeReplacedIsRefusedAndNothingIsSaved() {
        Kubeconfig anchored = Kubeconfig.of(
                Requests.kubeconfig("https://10.0.0.1:6443").text().replace("{server: ", "{server: &address "));

        assertThatThrownBy(() -> registry.save(
                        "host-1",
                        Requests.host().toBuilder().kubeconfig(anchored).build()))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.INVALID))
                .hasMessageContaining("host-1")
                .hasMessageContaining("line 3")
                .hasMessageNotContaining("hush-hush");

        assertThat(kubeconfigs.find("host-1")).isEmpty();
        assertThat(registry.find("host-1")).isEmpty();
    }

    @Test
    void previousKubeconfigIsRestoredIfTheCommitFails() {
        Kubeconfig before = Requests.kubeconfig("https://192.0.2.10:6443");
        kubeconfigs.put("host-1", before);
        ClusterRequest request =
                Requests.host().toBuilder().apiServer("https://192.0.2.11:6443").build();
        List<Kubeconfig> duringCommit = new ArrayList<>();
        ClusterStore failing = new DelegatingStore(store) {
            @Override
            public StoreCommit update(StoreUpdate update) {
                duringCommit.add(kubeconfigs.find("host-1").orElseThrow());
                throw new RegistryException(FailureCode.UNREACHABLE, "no route");
            }
        };

        assertThatThrownBy(() -> StoreClusterRegistry.builder(failing)
                        .kubeconfigs(kubeconfigs)
                        .build()
                        .save("host-1", request))
                .hasMessage("no route");

        assertThat(duringCommit).containsExactly(before.withServer("https://192.0.2.11:6443"));
        assertThat(kubeconfigs.find("host-1")).contains(before);
    }

    @Test
    void newKubeconfigIsKeptIfTheOutcomeIsUnknown() {
        ClusterStore failing = new DelegatingStore(store) {
            @Override
            public StoreCommit update(StoreUpdate update) {
                throw new OutcomeUnknownException("cut off", null);
            }
        };

        assertThatThrownBy(() -> StoreClusterRegistry.builder(failing)
                        .kubeconfigs(kubeconfigs)
                        .build()
                        .save("host-1", Requests.host()))
                .isInstanceOf(OutcomeUnknownException.class);

        assertThat(kubeconfigs.find("host-1")).contains(Requests.KUBECONFIG);
    }

    @Test
    void contentOfOtherClientsIsKept() {
        registry.save("host-1", Requests.host());
        store.update(current -> {
            ClusterResource stored = current.find("host-1").orElseThrow();
            Map<ComponentCategory, Component> components =
                    new LinkedHashMap<>(stored.spec().componentsList());
            components.put(ComponentCategory.CERT_MANAGEMENT, Component.of("cert-manager", "cert-manager"));
            return StoreChange.save(
                    List.of(new ClusterResource(
                            "host-1",
                            "nautes",
                            stored.spec().withComponents(components).withUnknownFields(Map.of("zone", "a")),
                            Map.of("labels", Map.of("team", "x")),
                            Map.of("phase", "Ready"),
                            Map.of())),
                    null);
        });

        registry.save("host-1", gateway("31080"));

        ClusterResource stored = store.snapshot().find("host-1").orElseThrow();
        assertThat(stored.metadata()).containsKey("labels");
        assertThat(stored.status()).containsEntry("phase", "Ready");
        assertThat(stored.spec().unknownFields()).containsEntry("zone", "a");
        assertThat(stored.spec().componentsList()).containsKey(ComponentCategory.CERT_MANAGEMENT);
        assertThat(stored.spec().componentsList().get(ComponentCategory.GATEWAY).additions())
                .containsEntry("httpNodePort", "31080");
    }

    @Test
    void batchIsOneChangeWithHostsFirst() {
        Map<String, ClusterRequest> requests = new LinkedHashMap<>();
        requests.put("v-1", Requests.virtualPipeline(31001));
        requests.put(
                "bad",
                Requests.virtualPipeline(31002).toBuilder()
                        .hostCluster("nobody")
                        .build());
        requests.put("host-1", Requests.host());
        List<String> progress = new ArrayList<>();

        BatchResult result = registry.saveAll(
                requests,
                BatchOptions.defaults()
                        .withListener((entry, done, total) -> progress.add(entry.name() + " " + done + "/" + total)));

        assertThat(result.entries())
                .extracting(BatchResult.Entry::name, BatchResult.Entry::outcome)
                .containsExactly(
                        tuple("host-1", Outcome.CREATED), tuple("v-1", Outcome.CREATED), tuple("bad", Outcome.FAILED));
        assertThat(progress).containsExactly("host-1 1/3", "v-1 2/3", "bad 3/3");
        assertThat(store.snapshot().revision()).isEqualTo("1");
        assertThat(kubeconfigs.find("host-1")).isPresent();

        BatchResult deleted = registry.deleteAll(List.of("host-1", "v-1", "nobody"), BatchOptions.defaults());
        assertThat(deleted.entries())
                .extracting(BatchResult.Entry::name, BatchResult.Entry::outcome)
                .containsExactly(
                        tuple("v-1", Outcome.DELETED),
                        tuple("host-1", Outcome.DELETED),
                        tuple("nobody", Outcome.NOT_REGISTERED));
        assertThat(store.snapshot().revision()).isEqualTo("2");
        assertThat(kubeconfigs.find("host-1")).isEmpty();
    }

    @Test
    void batchStopsAtTheFirstFailureIfRequested() {
        Map<String, ClusterRequest> requests = new LinkedHashMap<>();
        requests.put("bad", ClusterRequest.builder().build());
        requests.put("host-1", Requests.host());

        BatchResult result = registry.saveAll(requests, BatchOptions.defaults().withStopAtFirstFailure(true));

        assertThat(result.entries())
                .extracting(BatchResult.Entry::outcome)
                .containsExactly(Outcome.FAILED, Outcome.NOT_TRIED);
        assertThat(result.isSuccess()).isFalse();
        assertThat(result.failures()).hasSize(1);
        assertThat(registry.list().all()).isEmpty();
    }

    @Test
    void batchChecksRevisionsAndReadability() {
        String seen = registry.save("host-1", Requests.host()).revision().orElseThrow();
        registry.save("host-1", gateway("31080"));
        BatchOptions expecting = BatchOptions.defaults()
                .withChangeOptions(ChangeOptions.defaults().withPrecondition(Precondition.unchangedSince(seen)));

        assertThat(registry.saveAll(Map.of("host-1", gateway("31090")), expecting)
                        .failures()
                        .get(0)
                        .failure())
                .containsInstanceOf(ConflictException.class);
        assertThat(registry.deleteAll(List.of("host-1"), expecting)
                        .failures()
                        .get(0)
                        .failure())
                .containsInstanceOf(ConflictException.class);
        assertThat(registry.deleteAll(List.of("../x"), BatchOptions.defaults())
                        .failures()
                        .get(0)
                        .failure())
                .containsInstanceOf(InvalidClusterException.class);
        assertThat(registry.saveAll(Map.of("host-1", gateway("31080")), BatchOptions.defaults())
                        .entries())
                .extracting(BatchResult.Entry::outcome)
                .containsExactly(Outcome.UNCHANGED);
        registry.save("v-1", Requests.virtualPipeline(31001));
        assertThat(registry.deleteAll(List.of("host-1"), BatchOptions.defaults())
                        .failures()
                        .get(0)
                        .failure())
                .containsInstanceOf(ClusterInUseException.class);
    }

    @Test
    void unreadableClusterIsNotOverwrittenButCanBeDeleted() {
        List<String> deleted = new ArrayList<>();
        ClusterStore broken = new DelegatingStore(store) {
            @Override
            public StoreSnapshot snapshot() {
                return new WithProblem(super.snapshot());
            }

            @Override
            public StoreCommit update(StoreUpdate update) {
                StoreChange change = update.decide(new WithProblem(super.snapshot()));
                deleted.addAll(change.deleted());
                return new StoreCommit("1", !change.isEmpty());
            }
        };
        StoreClusterRegistry over =
                StoreClusterRegistry.builder(broken).kubeconfigs(kubeconfigs).build();

        assertThatThrownBy(() -> over.save("host-1", Requests.host()))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.MALFORMED_CONTENT))
                .hasMessageContaining("clusters/host-1.yaml: line 3");
        assertThat(kubeconfigs.find("host-1")).isEmpty();
        assertThat(over.saveAll(Map.of("host-1", Requests.host()), BatchOptions.defaults())
                        .failures())
                .hasSize(1);
        assertThat(over.save("host-2", Requests.host()).change()).isEqualTo(Change.CREATED);
        assertThat(over.delete("host-1").deleted()).isTrue();
        assertThat(over.deleteAll(List.of("host-1", "host-9"), BatchOptions.defaults())
                        .entries())
                .extracting(BatchResult.Entry::outcome)
                .containsExactly(Outcome.DELETED, Outcome.NOT_REGISTERED);
        assertThat(deleted).containsExactly("host-1", "host-1");
    }

    @Test
    void failedBatchRestoresKubeconfigs() {
        ClusterStore failing = new DelegatingStore(store) {
            @Override
            public StoreCommit update(StoreUpdate update) {
                throw new RegistryException(FailureCode.UNREACHABLE, "no route");
            }
        };

        assertThatThrownBy(() -> StoreClusterRegistry.builder(failing)
                        .kubeconfigs(kubeconfigs)
                        .build()
                        .saveAll(Map.of("host-1", Requests.host()), BatchOptions.defaults()))
                .hasMessage("no route");

        assertThat(kubeconfigs.find("host-1")).isEmpty();
    }

    @Test
    void kubeconfigsOfAStoredBatchAreKeptIfTheListenerFails() {
        BatchOptions options = BatchOptions.defaults().withListener((entry, done, total) -> {
            throw new IllegalStateException("the listener fails");
        });

        assertThatThrownBy(() -> registry.saveAll(Map.of("host-1", Requests.host()), options))
                .hasMessage("the listener fails");

        assertThat(registry.find("host-1")).isPresent();
        assertThat(kubeconfigs.find("host-1")).contains(Requests.KUBECONFIG);
    }

    @Test
    void kubeconfigsAreRestoredIfOneOfTheBatchIsNotStored() {
        KubeconfigStore losing = new SteppedKubeconfigStore(kubeconfigs).before("set host-2", () -> {
            throw new OutcomeUnknownException("cut off", null);
        });
        Map<String, ClusterRequest> requests = new LinkedHashMap<>();
        requests.put("host-1", Requests.host());
        requests.put("host-2", Requests.host());

        assertThatThrownBy(() -> StoreClusterRegistry.builder(store)
                        .kubeconfigs(losing)
                        .build()
                        .saveAll(requests, BatchOptions.defaults()))
                .hasMessage("cut off");

        assertThat(kubeconfigs.find("host-1")).isEmpty();
        assertThat(store.snapshot().clusters()).isEmpty();
    }

    @Test
    void virtualClustersHaveNoStoredKubeconfig() {
        registry.save("host-1", Requests.host());
        registry.save(
                "v-1",
                Requests.virtualPipeline(31001).toBuilder()
                        .kubeconfig(Requests.KUBECONFIG)
                        .build());

        assertThat(kubeconfigs.find("v-1")).isEmpty();
    }

    @Test
    void closedRegistryRefusesEveryOperation() {
        registry.close();
        registry.close();

        assertThatThrownBy(registry::list)
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.CANCELLED));
    }

    /** What is stored, with a file for host-1 that cannot be read. */
    private record WithProblem(StoreSnapshot delegate) implements StoreSnapshot {
        @Override
        public String revision() {
            return delegate.revision();
        }

        @Override
        public List<ClusterResource> clusters() {
            return delegate.clusters();
        }

        @Override
        public List<UnreadableCluster> problems() {
            return List.of(new UnreadableCluster("host-1", "clusters/host-1.yaml", "line 3"));
        }

        @Override
        public Optional<Boolean> isUnchangedSince(String name, String since) {
            return delegate.isUnchangedSince(name, since);
        }

        @Override
        public Optional<ClusterResource> find(String name) {
            return delegate.find(name);
        }

        @Override
        public List<ClusterResource> virtualClustersOf(String host) {
            return delegate.virtualClustersOf(host);
        }

        @Override
        public List<String> withApiServer(String apiServer) {
            return delegate.withApiServer(apiServer);
        }
    }

    @Test
    void storeReceivesTheVclusterSettingsOfARequest() {
        List<StoreChange> heard = new ArrayList<>();
        InMemoryClusterStore store = new InMemoryClusterStore();
        ClusterRequest request = Requests.virtualPipeline(31001).toBuilder()
                .vcluster(new Vcluster("31777"))
                .build();

        try (ClusterRegistry registry = StoreClusterRegistry.over(new ListeningStore(store, heard))) {
            registry.save("host-1", Requests.host());
            registry.save("v", request);
            registry.save("v", request);
            registry.saveAll(Map.of("v", request), BatchOptions.defaults());
        }

        assertThat(heard)
                .hasSize(4)
                .allSatisfy(change -> assertThat(change.saved()).hasSize(1));
        assertThat(heard.get(0).vclusters()).isEmpty();
        assertThat(heard.subList(1, 4))
                .allSatisfy(change -> assertThat(change.vclusters()).isEqualTo(Map.of("v", new Vcluster("31777"))));
    }
}
