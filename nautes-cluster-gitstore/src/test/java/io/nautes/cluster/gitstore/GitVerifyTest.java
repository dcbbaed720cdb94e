package io.nautes.cluster.gitstore;

import static io.nautes.cluster.gitstore.TestRepository.CLUSTERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nautes.cluster.gitstore.RepositoryProblem.Kind;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GitVerifyTest extends LocalRepository {
    private static final String LIST = CLUSTERS + "kustomization.yaml";
    private static final String HEAD = "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n";

    @Test
    void contentWrittenByTheStoreIsClean() {
        save("a", "30080");
        String head = save("b", "30080");

        RepositoryReport report = store.verify();

        assertThat(report.isClean()).isTrue();
        assertThat(report.revision()).isEqualTo(head);
        assertThat(report.problems()).isEmpty();
    }

    @Test
    void everyProblemIsReportedWithFileAndLine() throws IOException {
        remote.commit(Map.of(
                file("a"),
                text("a", "30080"),
                file("unlisted"),
                text("unlisted", "30080"),
                file("broken"),
                "kind: Cluster\nmetadata: [\n",
                file("misnamed"),
                text("other", "30080"),
                LIST,
                HEAD + "resources:\n- a.yaml\n- broken.yaml\n- gone.yaml\n- misnamed.yaml\n- ./a.yaml\n"));

        RepositoryReport report = store.verify();

        assertThat(report.problems())
                .extracting(RepositoryProblem::kind, RepositoryProblem::file, RepositoryProblem::line)
                .containsExactly(
                        tuple(Kind.UNREADABLE, file("broken"), 3),
                        tuple(Kind.FILE_MISSING, LIST, 6),
                        tuple(Kind.LISTED_TWICE, LIST, 8),
                        tuple(Kind.UNREADABLE, file("misnamed"), 0),
                        tuple(Kind.NOT_LISTED, file("unlisted"), 0));
        assertThat(report.problems().get(1).toString())
                .isEqualTo(LIST + " line 6: gone.yaml does not exist; remove the line, or restore the cluster");
        assertThat(report.problems().get(2).message()).contains("already listed in line 4");
    }

    @Test
    void foreignFilesInTheFolderAreNotProblems() throws IOException {
        remote.commit(Map.of(
                file("a"),
                text("a", "30080"),
                file("config"),
                "kind: ConfigMap\n",
                file("patch"),
                "- op: remove\n  path: /spec\n",
                CLUSTERS + "notes.txt",
                "hello\n",
                CLUSTERS + "monitoring/kustomization.yaml",
                "resources: []\n",
                "nautes/base/kustomization.yaml",
                "resources: []\n",
                LIST,
                HEAD + "resources:\n- a.yaml\n- config.yaml\n- monitoring\n- ../../../base\n"
                        + "- https://example.com/crd.yaml\n- github.com/org/repo//path?ref=v1\n"
                        + "patches:\n- path: ./patch.yaml\n"));

        assertThat(store.verify().problems()).isEmpty();
    }

    @Test
    void pathsToMissingFilesAreProblems() throws IOException {
        remote.commit(Map.of(
                file("a"),
                text("a", "30080"),
                LIST,
                HEAD + "resources: [a.yaml, ../nowhere, ../../../../../outside, sub/x.yaml]\n"));

        assertThat(store.verify().problems())
                .extracting(RepositoryProblem::kind, RepositoryProblem::line)
                .containsExactly(tuple(Kind.FILE_MISSING, 3), tuple(Kind.FILE_MISSING, 3), tuple(Kind.FILE_MISSING, 3));
    }

    @Test
    void unreadableOrMissingListIsTheOnlyProblem() throws IOException {
        remote.commit(Map.of(file("a"), text("a", "30080"), LIST, HEAD + "resources:\n  a: b\n"));
        assertThat(store.verify().problems())
                .extracting(RepositoryProblem::kind, RepositoryProblem::file, RepositoryProblem::line)
                .containsExactly(tuple(Kind.LIST_UNREADABLE, LIST, 4));

        remote.commit(Map.of(LIST, HEAD + "resources: [\n"));
        assertThat(store.verify().problems())
                .extracting(RepositoryProblem::kind)
                .containsExactly(Kind.LIST_UNREADABLE);

        Map<String, String> without = new HashMap<>();
        without.put(LIST, null);
        remote.commit(without);
        assertThat(store.verify().problems())
                .extracting(RepositoryProblem::kind, RepositoryProblem::file)
                .containsExactly(tuple(Kind.LIST_MISSING, LIST));
    }

    @Test
    void folderWithoutClustersIsClean() {
        assertThat(store.verify().problems()).isEmpty();
        save("a", "30080");
        store.update(Clusters.delete("a"));
        assertThat(store.verify().problems()).isEmpty();
    }
}
