package io.nautes.cluster.gitstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.SaveResult;
import io.nautes.cluster.core.store.InMemoryKubeconfigStore;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GitRestoreTest extends LocalRepository {
    private static final Kubeconfig KUBECONFIG = Kubeconfig.of("""
            clusters: [{name: c, cluster: {server: "https://192.0.2.1:6443"}}]
            users: [{name: u, user: {token: hush-hush}}]
            contexts: [{name: x, context: {cluster: c, user: u}}]
            current-context: x
            """);

    private final InMemoryKubeconfigStore kubeconfigs = new InMemoryKubeconfigStore();

    private StoreClusterRegistry registry() {
        return StoreClusterRegistry.builder(store).kubeconfigs(kubeconfigs).build();
    }

    private static ClusterRequest request(String port) {
        return ClusterRequest.host("https://192.0.2.1:6443", KUBECONFIG)
                .component(ComponentCategory.GATEWAY, Component.named("traefik").withAddition("httpNodePort", port))
                .build();
    }

    @Test
    void restoreIsOneCommitWithTheBytesOfTheRevision() throws IOException {
        StoreClusterRegistry registry = registry();
        String then = registry.save("a", request("30080")).revision().orElseThrow();
        String bytes = remote.files().get(file("a"));
        registry.save("a", request("30090"));
        int commits = remote.log().size();

        SaveResult restored =
                registry.restore("a", then, ChangeOptions.defaults().withAuthor(ALICE));

        assertThat(restored.change()).isEqualTo(SaveResult.Change.UPDATED);
        assertThat(remote.files()).containsEntry(file("a"), bytes);
        assertThat(remote.log()).hasSize(commits + 1);
        assertThat(remote.subjects().get(0)).isEqualTo("Save cluster a");
        assertThat(remote.log().get(0).getAuthorIdent().getName()).isEqualTo("Alice");
        assertThat(registry.restore("a", then).change()).isEqualTo(SaveResult.Change.UNCHANGED);
        assertThat(remote.log()).hasSize(commits + 1);
        assertThat(kubeconfigs.find("a")).contains(KUBECONFIG);
    }

    @Test
    void deletedClusterIsRestoredWithItsLineAndUnknownFields() throws IOException {
        StoreClusterRegistry registry = registry();
        registry.save("a", request("30080"));
        String edited = remote.files()
                .get(file("a"))
                .replace("metadata:\n", "metadata:\n  labels:\n    team: red\n")
                .replace("spec:\n", "spec:\n  zone: b\n");
        String then = remote.commit(Map.of(file("a"), edited)).name();
        registry.delete("a");
        assertThat(remote.files()).doesNotContainKey(file("a"));

        registry.restore("a", then);

        assertThat(remote.files().get(file("a"))).contains("    team: red\n").contains("  zone: b\n");
        assertThat(store.snapshot().find("a")).isEqualTo(store.findAt("a", then));
        assertThat(store.verify().problems()).isEmpty();
        assertThat(String.join("\n", remote.files().values())).doesNotContain("hush-hush");
    }
}
