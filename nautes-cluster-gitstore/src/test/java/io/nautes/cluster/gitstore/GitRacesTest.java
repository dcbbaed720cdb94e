package io.nautes.cluster.gitstore;

import static io.nautes.cluster.gitstore.TestRepository.CLUSTERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.SaveResult;
import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitRacesTest {
    private static final ClusterRequest HOST =
            ClusterRequest.host("https://192.0.2.1:6443", Kubeconfig.of("""
                            clusters: [{name: c, cluster: {server: "https://192.0.2.1:6443"}}]
                            users: [{name: u, user: {token: t}}]
                            contexts: [{name: x, context: {cluster: c, user: u}}]
                            current-context: x
                            """)).build();

    @TempDir
    Path temp;

    private TestRepository remote;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @BeforeEach
    void open() {
        remote = new TestRepository(temp.resolve("remote.git"));
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        remote.close();
    }

    private GitClusterStore store() {
        return GitClusterStore.builder(remote.folder().toString())
                .initializeIfEmpty(true)
                .deadline(Duration.ofMinutes(2))
                .open();
    }

    private interface Work {
        void run(int thread) throws Exception;
    }

    private void race(int count, Work work) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> futures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int thread = i;
            futures.add(threads.submit(() -> {
                start.await();
                work.run(thread);
                return null;
            }));
        }
        start.countDown();
        for (Future<?> future : futures) {
            future.get();
        }
    }

    @Test
    void twoRegistriesWithSeparateMirrorsLoseNothing() throws Exception {
        try (ClusterRegistry one = StoreClusterRegistry.over(store());
                ClusterRegistry two = StoreClusterRegistry.over(store())) {
            race(2, thread -> {
                ClusterRegistry registry = thread == 0 ? one : two;
                for (int i = 0; i < 50; i++) {
                    SaveResult result = registry.save("c-" + thread + "-" + i, HOST);
                    assertThat(result.change()).isEqualTo(SaveResult.Change.CREATED);
                }
            });

            assertThat(one.list().all()).hasSize(100);
        }
        assertLinear(100);
        assertThat(TestRepository.listed(remote.files().get(CLUSTERS + "kustomization.yaml")))
                .hasSize(100);
    }

    @Test
    void eightThreadsOnOneStoreMakeOneCommitEach() throws Exception {
        try (GitClusterStore store = store()) {
            race(8, thread -> {
                for (int i = 0; i < 10; i++) {
                    assertThat(store.update(Clusters.save("c-" + thread + "-" + i))
                                    .changed())
                            .isTrue();
                }
            });

            assertThat(store.snapshot().clusters()).hasSize(80);
        }
        assertLinear(80);
    }

    @Test
    void changesOfTheSameClusterAreAllMade() throws Exception {
        try (GitClusterStore one = store();
                GitClusterStore two = store()) {
            one.update(Clusters.save("counter", "1"));
            race(4, thread -> {
                GitClusterStore store = thread % 2 == 0 ? one : two;
                for (int i = 0; i < 10; i++) {
                    store.update(current -> {
                        int port = port(current.find("counter").orElseThrow());
                        return StoreChange.save(List.of(Clusters.host("counter", Integer.toString(port + 1))), null);
                    });
                }
            });

            assertThat(port(one.snapshot().find("counter").orElseThrow())).isEqualTo(41);
        }
        assertLinear(41);
    }

    private static int port(ClusterResource resource) {
        return Integer.parseInt(resource.spec()
                .componentsList()
                .get(ComponentCategory.GATEWAY)
                .additions()
                .get("httpNodePort"));
    }

    @Test
    void failingDecisionsDoNotAffectOtherUpdates() throws Exception {
        try (GitClusterStore store = store()) {
            race(8, thread -> {
                for (int i = 0; i < 5; i++) {
                    String name = "c-" + thread + "-" + i;
                    if (thread % 2 == 0) {
                        store.update(Clusters.save(name));
                    } else {
                        assertThat(catchThrowable(() -> store.update(current -> {
                                    throw new IllegalStateException(name);
                                })))
                                .hasMessage(name);
                    }
                }
            });

            assertThat(store.snapshot().clusters()).hasSize(20);
        }
        assertLinear(20);
    }

    private void assertLinear(int commits) throws Exception {
        List<RevCommit> log = remote.log();
        assertThat(log).hasSize(commits);
        assertThat(log.subList(0, commits - 1))
                .allSatisfy(commit -> assertThat(commit.getParentCount()).isEqualTo(1));
        remote.checkObjects();
    }

    @Test
    void mirrorIsReplacedDuringConcurrentSavesAndReads() throws Exception {
        int writers = 4;
        int saves = 60;
        Path folder = temp.resolve("mirror");
        try (GitClusterStore store = GitClusterStore.builder(remote.folder().toString())
                .initializeIfEmpty(true)
                .deadline(Duration.ofMinutes(2))
                .mirror(folder)
                .mirrorWaste(2_000)
                .open()) {
            race(writers + 1, thread -> {
                for (int i = 0; i < saves; i++) {
                    if (thread == writers) {
                        store.snapshot().clusters();
                    } else {
                        store.update(Clusters.save("c-" + thread, Integer.toString(30000 + i)));
                    }
                }
            });
            assertThat(store.snapshot().clusters())
                    .hasSize(writers)
                    .allSatisfy(cluster -> assertThat(cluster.spec()
                                    .componentsList()
                                    .get(ComponentCategory.GATEWAY)
                                    .additions())
                            .containsEntry("httpNodePort", "30059"));
        }
        // The folder of packs has a new name after each replacement.
        assertThat(folder.resolve("packs")).doesNotExist();
        remote.checkObjects();
    }
}
