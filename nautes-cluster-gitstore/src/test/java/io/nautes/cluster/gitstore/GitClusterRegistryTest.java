package io.nautes.cluster.gitstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ClusterInUseException;
import io.nautes.cluster.core.ConflictException;
import io.nautes.cluster.core.Identity;
import io.nautes.cluster.core.Precondition;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.SaveResult.Change;
import io.nautes.cluster.core.listener.OperationListener;
import io.nautes.cluster.core.listener.OperationOutcome;
import io.nautes.cluster.core.listener.RegistryListener;
import io.nautes.cluster.core.spi.ClusterReferences;
import io.nautes.cluster.core.spi.ClusterStore;
import io.nautes.cluster.core.spi.StoreCommit;
import io.nautes.cluster.core.spi.StoreSnapshot;
import io.nautes.cluster.core.spi.StoreUpdate;
import io.nautes.cluster.core.store.InMemoryKubeconfigStore;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterFilter;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.testkit.ClusterFixtures;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GitClusterRegistryTest extends LocalRepository {
    private final InMemoryKubeconfigStore kubeconfigs = new InMemoryKubeconfigStore();
    private final ClusterReferences references = mock(ClusterReferences.class);

    private GitClusterRegistry registry() {
        return GitClusterRegistry.builder(remote.folder().toString())
                .branch("main")
                .deadline(Duration.ofSeconds(30))
                .kubeconfigs(kubeconfigs)
                .references(references)
                .store(store -> store.committer(new Identity("robot", "robot@example.com")))
                .open();
    }

    private static ClusterRequest host() {
        return ClusterFixtures.host();
    }

    @Test
    void clustersAreSavedFoundListedAndDeleted() throws IOException {
        try (GitClusterRegistry registry = registry()) {
            assertThat(registry.save("host-1", host()).change()).isEqualTo(Change.CREATED);
            assertThat(registry.find("host-1")).isPresent();
            assertThat(registry.list(ClusterFilter.all()).all())
                    .extracting(Cluster::name)
                    .containsExactly("host-1");
            assertThat(registry.saveAll(Map.of("host-2", host()), BatchOptions.defaults())
                            .isSuccess())
                    .isTrue();
            assertThat(registry.verifyKubeconfigs()).isEmpty();
            assertThat(registry.verify().problems()).isEmpty();
            assertThat(registry.deleteAll(List.of("host-2"), BatchOptions.defaults())
                            .isSuccess())
                    .isTrue();
            assertThat(registry.delete("host-1").deleted()).isTrue();
        }
        assertThat(kubeconfigs.names().orElseThrow()).isEmpty();
        remote.checkObjects();
    }

    @Test
    void historyOfAClusterIsKept() {
        try (GitClusterRegistry registry = registry()) {
            String first = registry.save("host-1", host()).revision().orElseThrow();
            registry.delete("host-1");

            assertThat(registry.history("host-1")).hasSize(2);
            assertThat(registry.findAt("host-1", first)).isPresent();
            assertThat(registry.restore("host-1", first, ChangeOptions.defaults())
                            .change())
                    .isEqualTo(Change.CREATED);
            assertThat(registry.snapshot().find("host-1")).isPresent();
            assertThat(registry.snapshot(Duration.ofDays(1)).find("host-1")).isPresent();
        }
    }

    @Test
    void preconditionsAndReferencesAreChecked() {
        when(references.usersOf("host-1")).thenReturn(List.of("runtime r1"));
        ChangeOptions create = ChangeOptions.defaults().withPrecondition(Precondition.notRegistered());
        try (GitClusterRegistry registry = registry()) {
            registry.save("host-1", host(), create);

            assertThatThrownBy(() -> registry.save("host-1", host(), create)).isInstanceOf(ConflictException.class);
            assertThatThrownBy(() -> registry.delete("host-1")).isInstanceOf(ClusterInUseException.class);
        }
    }

    /** The decision runs on the committer's thread, and requests missing information on the caller's thread. */
    @Test
    void usersOfAConcurrentlySavedClusterAreLookedUpOnTheThreadOfTheCaller() {
        Thread caller = Thread.currentThread();
        when(references.usersOf("host-1")).thenAnswer(call -> {
            assertThat(Thread.currentThread()).isSameAs(caller);
            return List.of("runtime r1");
        });
        GitClusterStore store =
                GitClusterStore.builder(remote.folder().toString()).open();
        try (GitClusterRegistry rival = registry();
                StoreClusterRegistry registry = StoreClusterRegistry.builder(new ClusterStore() {
                            @Override
                            public StoreSnapshot snapshot() {
                                return store.snapshot();
                            }

                            @Override
                            public StoreCommit update(StoreUpdate update) {
                                rival.save("host-1", host());
                                return store.update(update);
                            }

                            @Override
                            public void close() {
                                store.close();
                            }
                        })
                        .references(references)
                        .build()) {
            assertThatThrownBy(() -> registry.delete("host-1"))
                    .isInstanceOf(ClusterInUseException.class)
                    .hasMessageContaining("runtime r1");
            assertThat(rival.find("host-1")).isPresent();
        }
    }

    @Test
    void closedRegistryLeavesTheKubeconfigStoreOpen() {
        GitClusterRegistry registry = registry();
        registry.save("host-1", host());
        registry.close();

        assertThatThrownBy(() -> registry.find("host-1")).isInstanceOf(RegistryException.class);
        assertThat(kubeconfigs.find("host-1")).isPresent();
    }

    @Test
    void commitHasTheGivenMessageAndRequestId() throws IOException {
        ChangeOptions options = ChangeOptions.defaults()
                .withMessage("Register the north\n\nTicket 42")
                .withRequestId("r-1");
        try (GitClusterRegistry registry = registry()) {
            String revision =
                    registry.save("host-1", host(), options).revision().orElseThrow();
            registry.delete("host-1");

            assertThat(registry.save("host-1", host(), options).revision()).contains(revision);
            assertThat(registry.find("host-1")).isEmpty();
            assertThat(registry.history("host-1").get(1).requestId()).contains("r-1");
        }
        assertThat(remote.log().get(1).getFullMessage()).isEqualTo("""
                        Register the north

                        Ticket 42

                        Nautes-Cluster: host-1
                        Nautes-Operation: save
                        Request-Id: r-1
                        """);
    }

    @Test
    void operationsAreReportedToListeners() {
        List<String> ended = new ArrayList<>();
        RegistryListener listener = operation -> new OperationListener() {
            @Override
            public void onEnd(OperationOutcome outcome) {
                ended.add(operation + " " + outcome.revision().isPresent());
            }
        };
        try (GitClusterRegistry registry = GitClusterRegistry.builder(
                        remote.folder().toString())
                .listener(listener)
                .open()) {
            String saved = registry.save("host-1", host()).revision().orElseThrow();
            registry.list();
            registry.delete("host-1");
            registry.restore("host-1", saved, ChangeOptions.defaults());
        }

        assertThat(ended).containsExactly("save host-1 true", "list true", "delete host-1 true", "save host-1 true");
    }

    @Test
    void messageCannotForgeTrailers() throws IOException {
        ChangeOptions forging = ChangeOptions.defaults()
                .withMessage("Save\n\nNautes-Cluster: other\nNautes-Operation: delete\rRequest-Id: r-2")
                .withRequestId("r-1");
        try (GitClusterRegistry registry = registry()) {
            registry.save("host-1", host(), forging);

            assertThat(registry.history("other")).isEmpty();
            assertThat(registry.history("host-1"))
                    .singleElement()
                    .satisfies(revision -> assertThat(revision.requestId()).contains("r-1"));
        }
    }

    @Test
    void lookupsReturnTheSameResultsWithAndWithoutAnIndex() {
        try (GitClusterRegistry registry = registry()) {
            registry.save("host-1", host());
            registry.save("virtual-1", ClusterFixtures.virtualPipelineRuntime());
            StoreSnapshot snapshot = registry.snapshot();
            String apiServer = snapshot.find("host-1").orElseThrow().spec().apiServer();
            String otherSpelling = apiServer.replace("https", "HTTPS") + "/";

            // A snapshot scans at first, and uses an index after many lookups.
            for (int lookup = 0; lookup < 40; lookup++) {
                assertThat(snapshot.withApiServer(otherSpelling)).containsExactly("host-1");
                assertThat(snapshot.virtualClustersOf("host-1"))
                        .extracting(ClusterResource::name)
                        .containsExactly("virtual-1");
            }
        }
    }
}
