package io.nautes.cluster.gitstore;

import static io.nautes.cluster.gitstore.TestRepository.CLUSTERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.ConflictException;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.core.Precondition;
import io.nautes.cluster.core.spi.StoreCommit;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;

/** Tests of concurrent clients and broken connections. */
class GitFaultsTest extends ServedRepository {
    @Test
    void changeOfAFasterClientDuringThePushIsKept() throws IOException {
        AtomicInteger pushes = new AtomicInteger();
        server.preReceive((pack, commands) -> {
            if (pushes.incrementAndGet() <= 3) {
                rival(pushes.get());
            }
        });
        try (GitClusterStore store = builder().open()) {
            store.update(Clusters.save("a"));
            store.update(Clusters.save("b"));
        }
        assertSavedOnce("a", "b");
        assertThat(remote.files()).containsKeys("rival-1", "rival-2", "rival-3");
    }

    @Test
    void resetAfterTheServerAppliedThePushCountsOnce() throws IOException {
        try (GitClusterStore store = builder().open()) {
            store.update(Clusters.save("a"));
            AtomicInteger cuts = new AtomicInteger();
            server.afterReceive(exchange -> {
                if (cuts.incrementAndGet() == 1) {
                    exchange.close();
                    return true;
                }
                return false;
            });

            StoreCommit commit = store.update(Clusters.save("b"));

            assertThat(commit.changed()).isTrue();
            assertThat(remote.head().name()).isEqualTo(commit.revision());
            assertThat(cuts).hasValueGreaterThan(0);
            store.update(Clusters.save("c"));
        }
        assertSavedOnce("a", "b", "c");
    }

    @Test
    void resetAfterTheServerAppliedThePushCountsOnceWhenAnotherClientFollows() throws IOException {
        try (GitClusterStore store = builder().open()) {
            AtomicInteger cuts = new AtomicInteger();
            server.afterReceive(exchange -> {
                if (cuts.incrementAndGet() == 1) {
                    rival(1);
                    exchange.close();
                    return true;
                }
                return false;
            });

            assertThat(store.update(Clusters.save("a")).changed()).isTrue();
        }
        assertSavedOnce("a");
        assertThat(remote.files()).containsKey("rival-1");
    }

    @Test
    void pushThatIsResetBeforeTheServerAppliedItIsRepeated() throws IOException {
        AtomicInteger cuts = new AtomicInteger();
        server.fault(exchange -> {
            if (exchange.getRequestMethod().equals("POST")
                    && exchange.getRequestURI().getPath().endsWith("receive-pack")
                    && cuts.incrementAndGet() <= 2) {
                exchange.getRequestBody().readNBytes(100);
                exchange.close();
                return true;
            }
            return false;
        });
        try (GitClusterStore store = builder().open()) {
            assertThat(store.update(Clusters.save("a")).changed()).isTrue();
        }
        assertSavedOnce("a");
    }

    @Test
    void firstFetchThatIsResetIsRepeated() throws IOException {
        AtomicInteger cuts = new AtomicInteger();
        server.fault(exchange -> {
            if (exchange.getRequestURI().getPath().endsWith("git-upload-pack") && cuts.incrementAndGet() == 1) {
                exchange.getResponseHeaders().set("Content-Type", "application/x-git-upload-pack-result");
                exchange.sendResponseHeaders(200, 1000);
                exchange.getResponseBody().write("0008NAK\nPACK".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                exchange.close();
                return true;
            }
            return false;
        });
        try (GitClusterStore store = builder().open()) {
            assertThat(store.snapshot().clusters()).isEmpty();
            assertThat(store.update(Clusters.save("a")).changed()).isTrue();
        }
        assertSavedOnce("a");
    }

    @Test
    void silentServerIsATimeoutWithinTheDeadline() {
        CountDownLatch end = new CountDownLatch(1);
        server.fault(exchange -> {
            await(end);
            return true;
        });
        try (GitClusterStore store = builder().deadline(Duration.ofMillis(700)).open()) {
            assertThatThrownBy(store::snapshot).satisfies(e -> assertCode(e, FailureCode.TIMEOUT));
            assertThatThrownBy(() -> store.update(Clusters.save("a")))
                    .satisfies(e -> assertCode(e, FailureCode.TIMEOUT));
        } finally {
            end.countDown();
        }
    }

    @Test
    void pushWithAHookThatIsSlowerThanTheTimeoutCountsOnce() throws IOException {
        AtomicInteger slow = new AtomicInteger();
        try (GitClusterStore store =
                builder().idleTimeout(Duration.ofMillis(400)).open()) {
            store.snapshot();
            CountDownLatch reading = new CountDownLatch(1);
            server.fault(exchange -> {
                if (exchange.getRequestURI().toString().contains("upload-pack")) {
                    reading.countDown();
                }
                return false;
            });
            // The first push is blocked until its client has timed out and reads the branch.
            server.preReceive((pack, commands) -> {
                if (slow.incrementAndGet() == 1) {
                    await(reading);
                }
            });

            assertThat(store.update(Clusters.save("a")).changed()).isTrue();
        }
        assertSavedOnce("a");
    }

    @Test
    void pushWithAnUnknownOutcomeIsReported() {
        try (GitClusterStore store = builder().deadline(Duration.ofMillis(1500)).open()) {
            store.snapshot();
            server.afterReceive(exchange -> {
                server.fault(GitHttpServer.status(503, "text/plain", ""));
                exchange.close();
                return true;
            });

            assertThatThrownBy(() -> store.update(Clusters.save("a")))
                    .isInstanceOf(OutcomeUnknownException.class)
                    .hasMessageContaining("read the cluster");
        }
    }

    @Test
    void staleLockIsReportedAfterSeveralAttempts() throws IOException {
        try (GitClusterStore store = builder().open()) {
            store.snapshot();
            ObjectId head = remote.head();
            Files.createFile(remote.folder().resolve("refs/heads/main.lock"));

            assertThatThrownBy(() -> store.update(Clusters.save("a")))
                    .satisfies(e -> assertCode(e, FailureCode.SERVER_FAULT))
                    .hasMessageContaining("lock");

            assertThat(remote.head()).isEqualTo(head);
            Files.delete(remote.folder().resolve("refs/heads/main.lock"));
            store.update(Clusters.save("b"));
        }
        assertSavedOnce("b");
    }

    @Test
    void concurrentEditsOfAClusterAreAConflictWithBothRevisionsIfTheCallerGaveOne() throws IOException {
        ClusterRequest seen = request("192.0.2.1.nip.io");
        AtomicInteger pushes = new AtomicInteger();
        try (GitClusterStore store = builder().open();
                GitClusterStore rivals = builder().open();
                ClusterRegistry registry = StoreClusterRegistry.over(store);
                ClusterRegistry rival = StoreClusterRegistry.over(rivals)) {
            String before = registry.save("a", seen).revision().orElseThrow();
            server.preReceive((pack, commands) -> {
                if (pushes.incrementAndGet() == 1) {
                    rival.save("a", request("rival.example.com"));
                }
            });

            assertThatThrownBy(() -> registry.save(
                            "a",
                            request("mine.example.com"),
                            ChangeOptions.defaults().withPrecondition(Precondition.unchangedSince(before))))
                    .isInstanceOfSatisfying(ConflictException.class, e -> {
                        assertThat(e.expectedRevision()).contains(before);
                        assertThat(e.actualRevision()).contains(head());
                    });
            assertThat(remote.files().get(CLUSTERS + "a.yaml")).contains("primaryDomain: rival.example.com");
            assertThat(remote.log()).hasSize(3);
        }
    }

    private String head() {
        try {
            return remote.head().name();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ClusterRequest request(String domain) {
        return ClusterRequest.host("https://192.0.2.1:6443", Kubeconfig.of("""
                        clusters: [{name: c, cluster: {server: "https://192.0.2.1:6443"}}]
                        users: [{name: u, user: {token: t}}]
                        contexts: [{name: x, context: {cluster: c, user: u}}]
                        current-context: x
                        """))
                .primaryDomain(domain)
                .build();
    }

    @Test
    void rewrittenBranchIsReportedAndFollowed() throws IOException {
        try (GitClusterStore store = builder().open()) {
            store.update(Clusters.save("a"));
            ObjectId before = remote.head();
            String lost = store.update(Clusters.save("b")).revision();
            remote.reset(before);

            store.update(Clusters.save("c"));

            assertThat(events).containsExactly("rewritten " + lost + " " + before.name());
        }
        assertSavedOnce("a", "c");
    }

    @Test
    void deletedBranchIsNotCreatedAgain() throws IOException {
        try (GitClusterStore store = builder().initializeIfEmpty(true).open()) {
            store.update(Clusters.save("a"));
            remote.deleteBranch();

            assertThatThrownBy(() -> store.update(Clusters.save("b")))
                    .satisfies(e -> assertCode(e, FailureCode.NOT_FOUND))
                    .hasMessageContaining("gone");
            assertThatThrownBy(store::snapshot).satisfies(e -> assertCode(e, FailureCode.NOT_FOUND));
        }
        assertThat(remote.head()).isNull();
    }
}
