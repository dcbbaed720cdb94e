package io.nautes.cluster.gitstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitTlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path temp;

    private TestRepository remote;
    private GitHttpServer server;
    private Path certificate;

    @BeforeEach
    void open() throws Exception {
        remote = new TestRepository(temp.resolve("remote.git"));
        remote.commit(Map.of("README.md", "# Tenant\n"));
        KeyStore keys = selfSigned();
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server = new GitHttpServer(remote.repository(), context);
        certificate = temp.resolve("ca.pem");
        Files.writeString(
                certificate,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                                .encodeToString(keys.getCertificate("git").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
    }

    /** The JDK has no interface to make certificates, but a tool. */
    private KeyStore selfSigned() throws Exception {
        Path file = temp.resolve("keys.p12");
        Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(
                        tool.toString(),
                        "-genkeypair",
                        "-alias",
                        "git",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    @AfterEach
    void close() {
        server.close();
        remote.close();
    }

    @Test
    void unknownCertificateIsNotTrustedByItself() {
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
    void givenCertificateIsTrusted() {
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
