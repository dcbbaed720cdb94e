package io.nautes.cluster.gitstore;

import static io.nautes.cluster.gitstore.TestRepository.CLUSTERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A base class with a repository on a test server, and stores on it. */
abstract class ServedRepository {
    @TempDir
    Path temp;

    TestRepository remote;

    GitHttpServer server;

    final List<String> events = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        remote = new TestRepository(temp.resolve("remote.git"));
        remote.commit(Map.of("README.md", "# Tenant\n"));
        server = new GitHttpServer(remote.repository());
    }

    @AfterEach
    void close() {
        server.close();
        remote.close();
    }

    GitClusterStore.Builder builder() {
        return builder(server.url());
    }

    GitClusterStore.Builder builder(String url) {
        return GitClusterStore.builder(url)
                .deadline(Duration.ofSeconds(30))
                .pauses(millis -> {})
                .listener(new GitStoreListener() {
                    @Override
                    public void branchRewritten(String before, String now) {
                        events.add("rewritten " + before + " " + now);
                    }

                    @Override
                    public void mirrorRebuilt(String reason) {
                        events.add("rebuilt " + reason);
                    }
                });
    }

    static void assertCode(Throwable failure, FailureCode code) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    void assertSavedOnce(String... names) throws IOException {
        for (String name : names) {
            assertThat(remote.subjects()).containsOnlyOnce("Save cluster " + name);
            assertThat(remote.files()).containsKey(CLUSTERS + name + ".yaml");
            assertThat(remote.files().get(CLUSTERS + "kustomization.yaml")).contains("- " + name + ".yaml\n");
        }
        remote.checkObjects();
    }

    void rival(int number) {
        try {
            remote.commit(Map.of("rival-" + number, "x\n"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
