package io.nautes.cluster.gitstore;

import static io.nautes.cluster.gitstore.TestRepository.CLUSTERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.spi.StoreCommit;
import io.nautes.cluster.gitstore.internal.mirror.MirrorObjects;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of several processes, and of the limits of the system. */
class GitProcessesTest extends ServedRepository {
    @ParameterizedTest
    @ValueSource(strings = {"distinct", "same"})
    void threeProcessesLoseNothing(String way) throws Exception {
        List<Process> processes = new ArrayList<>();
        for (String writer : List.of("x", "y", "z")) {
            processes.add(ChildJvm.command(
                            List.of(), server.url(), temp.resolve(writer).toString(), way, writer)
                    .start());
        }
        for (Process process : processes) {
            assertThat(ChildJvm.outputOf(process)).isEqualTo("SAVED 25" + System.lineSeparator());
        }

        Map<String, String> files = remote.files();
        int clusters = way.equals("distinct") ? 75 : 5;
        assertThat(files.keySet()).filteredOn(file -> file.startsWith(CLUSTERS)).hasSize(clusters + 1);
        assertThat(TestRepository.listed(files.get(CLUSTERS + "kustomization.yaml")))
                .hasSize(clusters)
                .isSorted();
        List<RevCommit> log = remote.log();
        assertThat(log).hasSize(76);
        assertThat(log.subList(0, 75))
                .allSatisfy(commit -> assertThat(commit.getParentCount()).isEqualTo(1));
        if (way.equals("same")) {
            // Each save has different content, so the stored content of a cluster is that of its last save in the log.
            assertThat(remote.subjects()).filteredOn("save [shared-3]"::equals).hasSize(15);
        }
        remote.checkObjects();
    }

    @Test
    void mirrorThatAnotherProcessUsesIsRefused() throws Exception {
        Path mirror = temp.resolve("mirror");
        Process other = ChildJvm.command(List.of(), server.url(), mirror.toString(), "hold")
                .start();
        try {
            var out = other.inputReader(StandardCharsets.UTF_8);
            assertThat(out.readLine()).isEqualTo("HOLDS");

            assertThatThrownBy(() -> builder().mirror(mirror).open())
                    .satisfies(e -> assertCode(e, FailureCode.LOCAL_STORAGE))
                    .hasMessageContaining(mirror.toString())
                    .hasMessageContaining("used by another store");
            // Checking the lock a second time must not release it.
            assertThatThrownBy(() -> builder().mirror(mirror).open())
                    .satisfies(e -> assertCode(e, FailureCode.LOCAL_STORAGE));
        } finally {
            other.getOutputStream().close();
            other.waitFor();
        }
        try (GitClusterStore store = builder().mirror(mirror).open()) {
            assertThat(store.update(Clusters.save("a")).changed()).isTrue();
        }
        assertSavedOnce("a");
    }

    /**
     * The limit on the size of files represents a full disk: it is the only write failure that the system can cause for
     * every user, wherever the test runs.
     */
    @Test
    void fullDiskDuringAFetchIsALocalStorageFailure() throws Exception {
        fill(300_000);
        ObjectId head = remote.head();

        String output = limitedSave("once", "a");

        assertThat(output)
                .contains("FAILED")
                .contains("the disk has free space")
                .contains(temp.resolve("mirror/packs").toString());
        assertThat(remote.head()).isEqualTo(head);
    }

    @Test
    void fullDiskDuringASaveIsALocalStorageFailureAndTheRemoteIsNotChanged() throws Exception {
        try (GitClusterStore store = builder().mirror(temp.resolve("mirror")).open()) {
            StoreCommit commit = store.update(Clusters.save("a"));
            assertThat(commit.changed()).isTrue();
        }
        ObjectId head = remote.head();

        String output = limitedSave("many");

        assertThat(output).contains("FAILED").contains(temp.resolve("mirror").toString());
        assertThat(remote.head()).isEqualTo(head);
        assertThat(MirrorObjects.files(temp.resolve("mirror/packs"), "*.tmp")).isEmpty();
        try (GitClusterStore store = builder().mirror(temp.resolve("mirror")).open()) {
            store.update(Clusters.save("b"));
        }
        assertSavedOnce("a", "b");
    }

    /** Saves in a process whose files are limited to 64 blocks of 512 or 1024 bytes, depending on the shell. */
    private String limitedSave(String... what) throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of(server.url(), temp.resolve("mirror").toString()));
        arguments.addAll(List.of(what));
        return ChildJvm.outputOf(ChildJvm.limited("ulimit -f 64", List.of(), arguments.toArray(String[]::new))
                .start());
    }

    private void fill(int length) throws IOException {
        remote.commit(Map.of("large.txt", noise(length)));
    }

    private static String noise(int length) {
        StringBuilder text = new StringBuilder();
        new Random(1).ints(length, 'a', 'z' + 1).forEach(text::appendCodePoint);
        return text.toString();
    }
}
