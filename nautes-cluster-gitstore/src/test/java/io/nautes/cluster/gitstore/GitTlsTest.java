package io.nautes.cluster.gitstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.fixtures.SelfSigned;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitTlsTest {
    @TempDir
    Path temp;

    private TestRepository remote;
    private GitHttpServer server;
    private Path certificate;

    @BeforeEach
    void open() throws Exception {
        remote = new TestRepository(temp.resolve("remote.git"));
        remote.commit(Map.of("README.md", "# Tenant\n"));
        SelfSigned key = SelfSigned.of(temp, "dns:localhost");
        server = new GitHttpServer(remote.repository(), key.serverContext());
        certificate = key.pemIn(temp);
    }

    @AfterEach
    void close() {
        server.close();
        remote.close();
    }

    @Test
    void unknownCertificateIsNotTrusted() {
        try (GitClusterStore store = GitClusterStore.builder(server.url())
                .credentials(GitCredentials.token("hush-hush"))
                .open()) {
            assertThatThrownBy(store::snapshot)
                    .isInstanceOfSatisfying(
                            RegistryException.class,
                            e -> assertThat(e.code()).isEqualTo(FailureCode.UNTRUSTED_CERTIFICATE))
                    .hasMessageContaining("trustedCertificates");
        }
        assertThat(server.authorizations()).isEmpty();
    }

    @Test
    void configuredCertificateIsTrusted() {
        try (GitClusterStore store = GitClusterStore.builder(server.url())
                .trustedCertificates(certificate)
                .credentials(GitCredentials.token("hush-hush"))
                .open()) {
            assertThat(store.update(Clusters.save("a")).changed()).isTrue();
        }
        assertThat(server.authorizations()).isNotEmpty().doesNotContain("null");
    }

    @Test
    void fileWithoutCertificatesIsRefused() throws Exception {
        Path empty = Files.createFile(temp.resolve("empty.pem"));
        GitClusterStore.Builder builder = GitClusterStore.builder(server.url());

        assertThatThrownBy(() -> builder.trustedCertificates(empty))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("empty.pem");
        assertThatThrownBy(() -> builder.trustedCertificates(temp.resolve("nowhere.pem")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere.pem");
    }
}
