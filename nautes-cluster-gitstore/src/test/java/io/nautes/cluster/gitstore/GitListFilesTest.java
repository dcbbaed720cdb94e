package io.nautes.cluster.gitstore;

import static io.nautes.cluster.gitstore.TestRepository.CLUSTERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.gitstore.RepositoryProblem.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the names and encodings of the kustomization and of clusters' files. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class GitListFilesTest extends LocalRepository {
    private static final String LIST = "kind: Kustomization\nresources:\n- a.yaml\n";

    @ParameterizedTest
    @ValueSource(strings = {"kustomization.yml", "Kustomization"})
    void otherNameOfTheKustomizationIsUsed(String name) throws IOException {
        remote.commit(Map.of(CLUSTERS + name, "# ours\n" + LIST, file("a"), text("a", "30080")));

        save("b", "30081");
        assertThat(store.update(Clusters.delete("a")).changed()).isTrue();

        assertThat(remote.files())
                .containsEntry(CLUSTERS + name, "# ours\nkind: Kustomization\nresources:\n- b.yaml\n")
                .doesNotContainKey(CLUSTERS + "kustomization.yaml");
        assertThat(store.verify().problems()).isEmpty();
    }

    @Test
    void severalKustomizationsAreRefusedAndReported() throws IOException {
        remote.commit(Map.of(CLUSTERS + "kustomization.yaml", LIST, CLUSTERS + "Kustomization", LIST));
        ObjectId head = remote.head();

        assertThatThrownBy(() -> save("b", "30081"))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.MALFORMED_CONTENT))
                .hasMessageContaining("Kustomization, kustomization.yaml");
        assertThat(store.verify().problems())
                .extracting(RepositoryProblem::kind)
                .containsExactly(Kind.LIST_UNREADABLE);
        assertThat(remote.head()).isEqualTo(head);
    }

    @Test
    void newKustomizationBesideTheKnownOneIsNoticed() throws IOException {
        save("a", "30080");
        remote.commit(Map.of(CLUSTERS + "kustomization.yml", LIST));

        assertThatThrownBy(() -> save("b", "30081")).hasMessageContaining("kustomization.yml");
    }

    @Test
    void kustomizationThatIsNotUtf8IsRefusedWithItsLine() throws IOException {
        byte[] latin = "# ok\n# K\u00f6ln\nresources: []\n".getBytes(StandardCharsets.ISO_8859_1);
        remote.commitBytes(CLUSTERS + "kustomization.yaml", latin);

        assertThatThrownBy(() -> save("a", "30080"))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("UTF-8");
        assertThat(store.verify().problems())
                .extracting(RepositoryProblem::kind, RepositoryProblem::line)
                .contains(org.assertj.core.groups.Tuple.tuple(Kind.LIST_UNREADABLE, 2));
        assertThat(remote.bytes(CLUSTERS + "kustomization.yaml")).isEqualTo(latin);
    }

    @Test
    void clusterFileThatIsNotUtf8IsAProblemAndIsNotChanged() throws IOException {
        save("a", "30080");
        byte[] latin =
                text("a", "30080").replace("nip.io", "nip.io # K\u00f6ln").getBytes(StandardCharsets.ISO_8859_1);
        remote.commitBytes(file("a"), latin);

        assertThat(store.snapshot().problems()).hasSize(1);
        assertThat(store.snapshot().problems().get(0).problem())
                .contains("UTF-8")
                .contains("line ");
        assertThatThrownBy(() -> save("a", "31080")).hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> store.update(Clusters.delete("a"))).hasMessageContaining("UTF-8");
        assertThat(remote.bytes(file("a"))).isEqualTo(latin);
    }

    @Test
    void verifyReportsAListWithTooManyAliases() throws IOException {
        StringBuilder bomb = new StringBuilder("resources: []\na0: &a0 [x]\n");
        for (int i = 1; i <= 16; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
        }
        Map<String, String> files = new HashMap<>(Map.of(CLUSTERS + "kustomization.yaml", bomb.toString()));
        files.put(file("a"), text("a", "30080"));
        remote.commit(files);

        assertThat(store.verify().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(Kind.LIST_UNREADABLE);
            assertThat(problem.message()).contains("aliases and merge keys repeat more than");
        });
    }
}
