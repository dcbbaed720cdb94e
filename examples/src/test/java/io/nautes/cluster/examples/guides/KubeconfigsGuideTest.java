package io.nautes.cluster.examples.guides;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.FindingCode;
import io.nautes.cluster.core.KubeconfigMismatch;
import io.nautes.cluster.core.SaveResult;
import io.nautes.cluster.core.spi.KubeconfigStore;
import io.nautes.cluster.core.store.InMemoryClusterRegistry;
import io.nautes.cluster.core.store.InMemoryClusterStore;
import io.nautes.cluster.core.store.InMemoryKubeconfigStore;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import io.nautes.cluster.fixtures.BareRepository;
import io.nautes.cluster.gitstore.GitClusterRegistry;
import io.nautes.cluster.kubeconfig.DirectoryKubeconfigStore;
import io.nautes.cluster.kubeconfig.VaultKubeconfigStore;
import io.nautes.cluster.kubeconfig.VaultLogin;
import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.testkit.ClusterFixtures;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of {@code docs/kubeconfigs.md}. */
class KubeconfigsGuideTest {
    private static final Path CA =
            Path.of("..", "nautes-cluster-core/src/test/resources/io/nautes/cluster/core/rsa-cert.pem");

    @TempDir
    Path temp;

    @Test
    void keepsThemInAFolder() throws Exception {
        String repository = BareRepository.create(temp.resolve("tenant.git")).toString();
        Path folder = temp.resolve("kubeconfigs");

        KubeconfigStore kubeconfigs = DirectoryKubeconfigStore.open(folder);
        try (GitClusterRegistry registry = GitClusterRegistry.builder(repository)
                .kubeconfigs(kubeconfigs)
                .initializeIfEmpty(true)
                .open()) {
            registry.save("host-1", ClusterFixtures.host());
        }

        assertThat(folder.resolve("host-1.kubeconfig")).isRegularFile();
    }

    @Test
    void keepsThemInVault() {
        Path ca = CA;

        try (VaultKubeconfigStore kubeconfigs = VaultKubeconfigStore.builder(
                        URI.create("https://vault.example.com:8200"))
                .login(VaultLogin.kubernetes("cluster-service").withMount("kubernetes-prod"))
                .trustPem(ca)
                .build()) {
            assertThat(kubeconfigs.toString()).contains("vault.example.com");
        }
    }

    @Test
    void logsIn() {
        String roleId = "role";
        AccessToken secretId = AccessToken.of("secret");
        Path tokenFile = temp.resolve("token");

        VaultLogin appRole = VaultLogin.appRole(roleId, secretId);
        VaultLogin agent = VaultLogin.tokenFile(tokenFile);

        assertThat(appRole.toString()).isEqualTo("VaultLogin[APP_ROLE at approle]");
        assertThat(agent.toString()).isEqualTo("VaultLogin[TOKEN]");
    }

    @Test
    void keepsTheStoredOne() {
        try (InMemoryClusterRegistry registry = InMemoryClusterRegistry.create()) {
            registry.save("host-1", ClusterFixtures.host());
            ClusterRequest changed = registry.find("host-1")
                    .orElseThrow()
                    .toRequestBuilder()
                    .primaryDomain("example.com")
                    .build();

            registry.save("host-1", changed, ChangeOptions.defaults().withKeepKubeconfig(true));

            assertThat(registry.kubeconfigs().find("host-1"))
                    .hasValueSatisfying(kept -> assertThat(kept.text()).contains(ClusterFixtures.SECRET));
        }
    }

    @Test
    void findsMismatches() {
        KubeconfigStore kubeconfigs = new InMemoryKubeconfigStore();
        try (StoreClusterRegistry registry = StoreClusterRegistry.builder(new InMemoryClusterStore())
                .kubeconfigs(kubeconfigs)
                .build()) {
            registry.save("host-1", ClusterFixtures.host());
            kubeconfigs.delete("host-1");
            List<KubeconfigMismatch> mismatches = registry.verifyKubeconfigs();

            assertThat(mismatches).containsExactly(new KubeconfigMismatch("host-1", KubeconfigMismatch.Kind.MISSING));
        }
    }

    @Test
    void warnsIfNothingKeepsThem() {
        try (ClusterRegistry registry = StoreClusterRegistry.over(new InMemoryClusterStore())) {
            SaveResult result = registry.save("host-1", ClusterFixtures.host());

            assertThat(result.warnings())
                    .anySatisfy(
                            warning -> assertThat(warning.code()).isEqualTo(FindingCode.KUBECONFIG_NOT_KEPT.code()));
        }
    }
}
