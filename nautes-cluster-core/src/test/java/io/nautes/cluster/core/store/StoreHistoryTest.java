package io.nautes.cluster.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ClusterInUseException;
import io.nautes.cluster.core.ClusterRevision;
import io.nautes.cluster.core.ClusterRevision.Operation;
import io.nautes.cluster.core.ConflictException;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.Identity;
import io.nautes.cluster.core.InvalidClusterException;
import io.nautes.cluster.core.Precondition;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.Requests;
import io.nautes.cluster.core.SaveResult;
import io.nautes.cluster.core.SaveResult.Change;
import io.nautes.cluster.core.Severity;
import io.nautes.cluster.core.UnknownRevisionException;
import io.nautes.cluster.core.spi.ClusterStore;
import io.nautes.cluster.core.spi.KubeconfigStore;
import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.core.spi.StoreCommit;
import io.nautes.cluster.core.spi.StoreSnapshot;
import io.nautes.cluster.core.spi.StoreUpdate;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreHistoryTest {
    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");

    private final InMemoryClusterStore store = new InMemoryClusterStore(InstantSource.fixed(NOW));
    private final InMemoryKubeconfigStore kubeconfigs = new InMemoryKubeconfigStore();
    private final Map<String, List<String>> users = new LinkedHashMap<>();
    private final StoreClusterRegistry registry = StoreClusterRegistry.builder(store)
            .kubeconfigs(kubeconfigs)
            .references(name -> users.getOrDefault(name, List.of()))
            .build();

    private static ClusterRequest gateway(String port) {
        return Requests.host().toBuilder()
                .component(ComponentCategory.GATEWAY, Component.named("traefik").withAddition("httpNodePort", port))
                .build();
    }

    private static @Nullable String port(Cluster cluster) {
        return cluster.componentsList()
                .get(ComponentCategory.GATEWAY)
                .additions()
                .get("httpNodePort");
    }

    /** Writes fields that other clients manage and that requests do not have. */
    private void others(Map<String, Object> metadata, Map<String, Object> unknown) {
        store.update(current -> {
            ClusterResource host = current.find("host-1").orElseThrow();
            ClusterResource changed = new ClusterResource(
                    host.name(),
                    host.namespace(),
                    host.spec().withUnknownFields(new LinkedHashMap<>(unknown)),
                    new LinkedHashMap<>(metadata),
                    Map.of(),
                    Map.of());
            return StoreChange.save(List.of(changed), null);
        });
    }

    private String save(ClusterRequest request) {
        return registry.save("host-1", request).revision().orElseThrow();
    }

    @Test
    void historyListsChangesWithAuthorAndTimeNewestFirst() {
        Identity alice = new Identity("Alice", "alice@example.com");
        registry.save("host-1", Requests.host(), ChangeOptions.defaults().withAuthor(alice));
        registry.save("host-2", gateway("31070"));
        registry.save("host-1", gateway("31080"));
        registry.delete("host-1");

        assertThat(registry.history("host-1"))
                .extracting(ClusterRevision::revision, ClusterRevision::operation, ClusterRevision::subject)
                .containsExactly(
                        tuple("4", Operation.DELETE, "Delete cluster host-1"),
                        tuple("3", Operation.SAVE, "Save cluster host-1"),
                        tuple("1", Operation.SAVE, "Save cluster host-1"));
        assertThat(registry.history("host-1").get(2).author()).isEqualTo(alice);
        assertThat(registry.history("host-1")).allSatisfy(revision -> {
            assertThat(revision.time()).isEqualTo(NOW);
            assertThat(revision.requestId()).isEmpty();
        });
        assertThat(store.history("host-1", 1))
                .extracting(ClusterRevision::revision)
                .containsExactly("4");
        assertThat(registry.history("nobody")).isEmpty();
        assertThatThrownBy(() -> store.history("host-1", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 0");
    }

    @Test
    void clusterIsReadAsItWasAtARevision() {
        String first = save(gateway("31070"));
        String second = save(gateway("31080"));
        registry.save("host-2", Requests.host());
        String gone = registry.delete("host-1").revision().orElseThrow();

        assertThat(registry.findAt("host-1", first))
                .get()
                .satisfies(c -> assertThat(port(c)).isEqualTo("31070"));
        assertThat(registry.findAt("host-1", second))
                .get()
                .satisfies(c -> assertThat(port(c)).isEqualTo("31080"));
        assertThat(registry.findAt("host-1", gone)).isEmpty();
        assertThat(registry.findAt("host-1", "0")).isEmpty();
    }

    @Test
    void snapshotOfARevisionHasTheContentOfThatTime() {
        String first = save(gateway("31070"));
        save(gateway("31080"));
        registry.save("host-2", Requests.host());

        StoreSnapshot then = store.snapshot(first);

        assertThat(then.revision()).isEqualTo(first);
        assertThat(then.clusters()).extracting(ClusterResource::name).containsExactly("host-1");
        assertThat(then.isUnchangedSince("host-1", "0")).contains(false);
        assertThat(then.isUnchangedSince("host-1", "2")).isEmpty();
        assertThat(store.snapshot("0").clusters()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "", "-1", "abc", "99999999999999999999"})
    void unknownRevisionHasASpecificException(String revision) {
        save(Requests.host());

        assertThatThrownBy(() -> registry.findAt("host-1", revision))
                .isInstanceOfSatisfying(UnknownRevisionException.class, e -> {
                    assertThat(e.revision()).isEqualTo(revision);
                    assertThat(e.code()).isEqualTo(FailureCode.NOT_FOUND);
                })
                .hasMessageContaining("\"" + revision + "\"");
        assertThatThrownBy(() -> store.snapshot(revision)).isInstanceOf(UnknownRevisionException.class);
    }

    @Test
    void restoreSavesTheOldContentAsANewChange() {
        String first = save(gateway("31070"));
        save(gateway("31080"));
        ClusterResource old = store.findAt("host-1", first).orElseThrow();

        SaveResult restored = registry.restore("host-1", first);

        assertThat(restored.change()).isEqualTo(Change.UPDATED);
        assertThat(restored.revision()).contains("3");
        assertThat(store.snapshot().find("host-1")).contains(old);
        assertThat(registry.history("host-1")).hasSize(3);
    }

    @Test
    void restoreOfTheStoredContentChangesNothing() {
        String first = save(gateway("31070"));

        SaveResult restored = registry.restore("host-1", first);

        assertThat(restored.change()).isEqualTo(Change.UNCHANGED);
        assertThat(restored.revision()).contains(first);
        assertThat(restored.warnings()).isEmpty();
    }

    @Test
    void deletedClusterIsRestoredAndItsMissingKubeconfigIsReported() {
        String first = save(gateway("31070"));
        registry.delete("host-1");

        SaveResult restored = registry.restore("host-1", first);

        assertThat(restored.change()).isEqualTo(Change.CREATED);
        assertThat(registry.find("host-1"))
                .get()
                .satisfies(c -> assertThat(port(c)).isEqualTo("31070"));
        assertThat(restored.warnings())
                .extracting(Finding::code, Finding::severity)
                .containsExactly(tuple("kubeconfig_missing", Severity.WARNING));
        assertThat(kubeconfigs.find("host-1")).isEmpty();
    }

    @Test
    void restoreDoesNotChangeTheKubeconfig() {
        String first = save(gateway("31070"));
        save(Requests.host().toBuilder()
                .apiServer("https://192.0.2.20:6443")
                .kubeconfig(Requests.kubeconfig("https://192.0.2.20:6443"))
                .build());

        assertThat(registry.restore("host-1", first).warnings()).isEmpty();

        assertThat(kubeconfigs.find("host-1")).contains(Requests.kubeconfig("https://192.0.2.20:6443"));
    }

    @Test
    void restoreRestoresOldFieldsOfOtherClientsAndKeepsNewOnes() {
        save(gateway("31070"));
        others(Map.of("labels", Map.of("team", "red", "tier", "1")), Map.of("quota", 5));
        String then = store.snapshot().revision();
        others(
                Map.of("labels", Map.of("team", "blue", "audited", "yes"), "annotations", Map.of("note", "x")),
                Map.of("zone", "b"));

        registry.restore("host-1", then);

        ClusterResource restored = store.snapshot().find("host-1").orElseThrow();
        assertThat(restored.metadata())
                .isEqualTo(Map.of(
                        "labels", Map.of("team", "red", "tier", "1", "audited", "yes"),
                        "annotations", Map.of("note", "x")));
        assertThat(restored.spec().unknownFields()).isEqualTo(Map.of("quota", 5, "zone", "b"));
    }

    @Test
    void deletedClusterIsRestoredWithFieldsOfOtherClients() {
        save(gateway("31070"));
        others(Map.of("labels", Map.of("team", "red")), Map.of("quota", 5));
        ClusterResource old = store.snapshot().find("host-1").orElseThrow();
        String then = store.snapshot().revision();
        registry.delete("host-1");

        registry.restore("host-1", then);

        assertThat(store.snapshot().find("host-1")).contains(old);
    }

    @Test
    void virtualClusterIsRestoredWithoutSettingsThatAreNotInItsResource() {
        save(Requests.host());
        ClusterRequest byName = ClusterRequest.virtualPipelineRuntime("https://v.example.com", "host-1")
                .httpsNodePort(31456)
                .build();
        String then = registry.save("v-1", byName).revision().orElseThrow();
        registry.delete("v-1");

        assertThat(registry.restore("v-1", then).change()).isEqualTo(Change.CREATED);
    }

    @Test
    void oldContentIsValidatedByTheCurrentRules() {
        save(Requests.host());
        String then =
                registry.save("v-1", Requests.virtualPipeline(31001)).revision().orElseThrow();
        registry.delete("v-1");
        registry.delete("host-1");

        assertThatThrownBy(() -> registry.restore("v-1", then))
                .isInstanceOf(InvalidClusterException.class)
                .hasMessageContaining("host-1 is not registered");
        assertThat(registry.find("v-1")).isEmpty();
    }

    @Test
    void restoreMustNotBreakOtherClusters() {
        String then = registry.save("host-1", Requests.of(ClusterCategory.PHYSICAL_PIPELINE_RUNTIME))
                .revision()
                .orElseThrow();
        save(Requests.host());
        registry.save("v-1", Requests.virtualPipeline(31001));

        assertThatThrownBy(() -> registry.restore("host-1", then))
                .isInstanceOfSatisfying(
                        ClusterInUseException.class, e -> assertThat(e.users()).containsExactly("v-1"));
        registry.delete("v-1");
        users.put("host-1", List.of("pipeline runtime pr-1 of product shop"));
        assertThatThrownBy(() -> registry.restore("host-1", then)).isInstanceOf(ClusterInUseException.class);
        assertThat(registry.restore("host-1", then, ChangeOptions.defaults().withSkipChecks(true))
                        .change())
                .isEqualTo(Change.UPDATED);
    }

    @Test
    void restoreUsesTheExpectedRevisionAndTheAuthor() {
        String first = save(gateway("31070"));
        save(gateway("31080"));
        Identity alice = new Identity("Alice", "alice@example.com");

        assertThatThrownBy(() -> registry.restore(
                        "host-1", first, ChangeOptions.defaults().withPrecondition(Precondition.unchangedSince(first))))
                .isInstanceOf(ConflictException.class);
        registry.restore("host-1", first, ChangeOptions.defaults().withAuthor(alice));
        assertThat(registry.history("host-1").get(0).author()).isEqualTo(alice);
    }

    @Test
    void restoreOfAnUnregisteredClusterHasASpecificException() {
        save(Requests.host());

        assertThatThrownBy(() -> registry.restore("host-1", "0"))
                .isInstanceOf(UnknownRevisionException.class)
                .hasMessageContaining("host-1 was not registered at revision 0");
        assertThatThrownBy(() -> registry.restore("host-1", "7")).isInstanceOf(UnknownRevisionException.class);
        assertThatThrownBy(() -> registry.restore("../x", "1")).isInstanceOf(InvalidClusterException.class);
    }

    @Test
    void restoreThatCannotReadTheKubeconfigChangesNothing() {
        String first = save(gateway("31070"));
        String second = save(gateway("31080"));
        KubeconfigStore sealed = new SteppedKubeconfigStore(kubeconfigs).before("read host-1", () -> {
            throw new RegistryException(FailureCode.UNREACHABLE, "sealed");
        });
        StoreClusterRegistry guarded =
                StoreClusterRegistry.builder(store).kubeconfigs(sealed).build();

        assertThatThrownBy(() -> guarded.restore("host-1", first)).hasMessage("sealed");
        assertThat(store.snapshot().revision()).isEqualTo(second);
    }

    @Test
    void storeWithoutHistoryIsReported() {
        ClusterStore plain = new ClusterStore() {
            @Override
            public StoreSnapshot snapshot() {
                return store.snapshot();
            }

            @Override
            public StoreCommit update(StoreUpdate update) {
                return store.update(update);
            }

            @Override
            public void close() {}
        };
        try (StoreClusterRegistry without = StoreClusterRegistry.over(plain)) {
            assertThatThrownBy(() -> without.history("host-1"))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("keeps no history");
        }
    }
}
