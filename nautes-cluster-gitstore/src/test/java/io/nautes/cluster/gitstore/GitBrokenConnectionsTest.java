package io.nautes.cluster.gitstore;

import static io.nautes.cluster.gitstore.TestRepository.CLUSTERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.gitstore.CuttingProxy.Way;
import io.nautes.cluster.gitstore.internal.mirror.MirrorObjects;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of connections that are reset after a number of bytes. */
class GitBrokenConnectionsTest extends ServedRepository {
    private static final String PUSH = "POST /tenant.git/git-receive-pack";
    private static final String FETCH = "POST /tenant.git/git-upload-pack";

    private CuttingProxy proxy;

    @BeforeEach
    void openProxy() {
        proxy = new CuttingProxy(URI.create(server.url()).getPort());
    }

    @AfterEach
    void closeProxy() {
        proxy.close();
    }

    @Override
    GitClusterStore.Builder builder() {
        return super.builder(proxy.url()).pauses(millis -> {});
    }

    /** Commits content that does not compress, so that the pack is long enough to be cut in the middle. */
    private void fill() throws IOException {
        Random random = new Random(1);
        Map<String, String> files = new HashMap<>();
        for (int i = 0; i < 20; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(5_000, ' ' + 1, '~').forEach(text::appendCodePoint);
            files.put("file-" + i, text.toString());
        }
        remote.commit(files);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 50, 300, 600, 1000, 1200})
    void brokenPushIsMadeOnce(int bytes) throws IOException {
        try (GitClusterStore store = builder().open()) {
            store.update(Clusters.save("a"));
            proxy.cut(2, PUSH, Way.UP, bytes);

            assertThat(store.update(Clusters.save("b")).changed()).isTrue();
            store.update(Clusters.save("c"));
        }
        assertThat(proxy.cuts()).isEqualTo(2);
        assertSavedOnce("a", "b", "c");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20, 150, 200})
    void pushWithABrokenReplyIsMadeOnce(int bytes) throws IOException {
        try (GitClusterStore store = builder().open()) {
            store.update(Clusters.save("a"));
            proxy.cut(1, PUSH, Way.DOWN, bytes);

            String revision = store.update(Clusters.save("b")).revision();

            assertThat(remote.head().name()).isEqualTo(revision);
            store.update(Clusters.save("c"));
        }
        assertThat(proxy.cuts()).isEqualTo(1);
        assertSavedOnce("a", "b", "c");
    }

    @ParameterizedTest
    @CsvSource({"GET, 0", "GET, 100", "GET, 300", "POST, 0", "POST, 150", "POST, 30000", "POST, 70000"})
    void brokenFirstFetchIsRepeatedAndTheMirrorIsUsable(String method, int bytes) throws IOException {
        fill();
        proxy.cut(2, method.equals("GET") ? "GET /tenant.git/info/refs" : FETCH, Way.DOWN, bytes);
        try (GitClusterStore store = builder().open()) {
            assertThat(store.snapshot().clusters()).isEmpty();
            assertThat(store.update(Clusters.save("a")).changed()).isTrue();
        }
        assertThat(proxy.cuts()).isEqualTo(2);
        assertThat(events).isEmpty();
        assertSavedOnce("a");
    }

    @Test
    void repeatedlyBrokenFetchIsUnreachableAndLeavesTheMirrorUsable() throws IOException {
        fill();
        proxy.cut(100, FETCH, Way.DOWN, 30_000);
        try (GitClusterStore store = builder().mirror(temp.resolve("mirror")).open()) {
            assertThatThrownBy(store::snapshot).satisfies(e -> assertCode(e, FailureCode.UNREACHABLE));
            proxy.cut(0, FETCH, Way.DOWN, 0);

            assertThat(store.update(Clusters.save("a")).changed()).isTrue();
        }
        assertThat(MirrorObjects.files(temp.resolve("mirror/packs"), "*.tmp")).isEmpty();
        assertSavedOnce("a");
    }

    @Test
    void brokenLaterFetchIsRepeated() throws IOException {
        try (GitClusterStore store = builder().open()) {
            store.update(Clusters.save("a"));
            fill();
            proxy.cut(2, FETCH, Way.DOWN, 30_000);

            store.update(Clusters.save("b"));

            assertThat(store.snapshot().clusters()).hasSize(2);
        }
        assertThat(proxy.cuts()).isEqualTo(2);
        assertSavedOnce("a", "b");
    }

    @Test
    void pushIsFoundAlthoughItsReplyAndTheMirrorAreLost() throws IOException {
        var mirror = temp.resolve("mirror");
        try (GitClusterStore store = builder().mirror(mirror).open()) {
            store.update(Clusters.save("a"));
            proxy.cut(1, PUSH, Way.DOWN, 0);
            server.afterReceive(exchange -> {
                for (var file : MirrorObjects.files(mirror.resolve("packs"), "*")) {
                    java.nio.file.Files.delete(file);
                }
                server.afterReceive(later -> false);
                return false;
            });

            assertThat(store.update(Clusters.save("b")).changed()).isTrue();

            ObjectId head = remote.head();
            assertThat(remote.log()).hasSize(3);
            assertThat(store.snapshot().revision()).isEqualTo(head.name());
        }
        assertThat(proxy.cuts()).isEqualTo(1);
        assertSavedOnce("a", "b");
        assertThat(remote.files()).containsKey(CLUSTERS + "b.yaml");
    }
}
