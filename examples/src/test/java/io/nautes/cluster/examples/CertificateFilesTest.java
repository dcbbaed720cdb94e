package io.nautes.cluster.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.client.NautesClient;
import io.nautes.cluster.fixtures.SelfSigned;
import io.nautes.cluster.gitstore.GitClusterStore;
import io.nautes.cluster.kubeconfig.VaultKubeconfigStore;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Verifies that the client, the Vault store, the Git store and kubeconfigs accept the same certificate files. */
class CertificateFilesTest {
    @TempDir
    static Path temp;

    private static byte[] der;

    /**
     * A sample file.
     *
     * @param description the special property of the file
     * @param content its bytes
     * @param usable whether it contains certificates that can be trusted
     */
    record Sample(String description, byte[] content, boolean usable) {
        @Override
        public String toString() {
            return description;
        }
    }

    @BeforeAll
    static void makeACertificate() throws Exception {
        der = SelfSigned.of(temp, "dns:localhost").certificate().getEncoded();
    }

    private static String pem(String type) {
        return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + type
                + "-----";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] twice(byte[] once) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(once);
        both.writeBytes(once);
        return both.toByteArray();
    }

    static Stream<Sample> samples() {
        String one = pem("CERTIFICATE");
        String key = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA==\n-----END PRIVATE KEY-----\n";
        return Stream.of(
                new Sample("one certificate", bytes(one + "\n"), true),
                new Sample("no line break at the end", bytes(one), true),
                new Sample("Windows line breaks", bytes(one.replace("\r", "").replace("\n", "\r\n")), true),
                new Sample("joined without a line break", bytes(one + one), true),
                new Sample("key before it", bytes(key + one), true),
                new Sample("key after it", bytes(one + "\n" + key), true),
                new Sample("byte order mark", bytes("\ufeff" + one), true),
                new Sample("UTF-16", one.getBytes(StandardCharsets.UTF_16), true),
                new Sample("comments", bytes("# made by hand ä\nBag Attributes\n" + one + "\ntext\n" + one), true),
                new Sample("trusted by OpenSSL", bytes(pem("TRUSTED CERTIFICATE")), true),
                new Sample("old label", bytes(pem("X509 CERTIFICATE")), true),
                new Sample("DER", der, true),
                new Sample("two in DER", twice(der), true),
                new Sample("empty", new byte[0], false),
                new Sample("text", bytes("not a certificate"), false),
                new Sample("key alone", bytes(key), false),
                new Sample("no end", bytes(one.substring(0, 100)), false),
                new Sample(
                        "second one broken",
                        bytes(one + "\n" + one.replace("MII", "AAA").replace("MIIB", "AAAA")),
                        false),
                new Sample("broken DER", java.util.Arrays.copyOf(der, 40), false));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void allReadersAcceptTheSameFiles(Sample sample) throws Exception {
        Path file = Files.write(temp.resolve("trusted"), sample.content());
        URI https = URI.create("https://server.example.com");

        assertThat(List.of(
                        isTaken(path -> NautesClient.builder(https).trustPem(path), file),
                        isTaken(path -> VaultKubeconfigStore.builder(https).trustPem(path), file),
                        isTaken(
                                path -> GitClusterStore.builder(https + "/x.git")
                                        .trustedCertificates(path),
                                file),
                        isTakenInAKubeconfig(sample.content())))
                .as("client, Vault, Git, kubeconfig")
                .containsOnly(sample.usable());
    }

    private static boolean isTaken(Consumer<Path> reader, Path file) {
        try {
            reader.accept(file);
            return true;
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining(file.toString()).hasMessageNotContaining("PRIVATE");
            return false;
        }
    }

    private static boolean isTakenInAKubeconfig(byte[] content) {
        Kubeconfig kubeconfig = Kubeconfig.of("""
                clusters: [{name: c, cluster: {server: "https://192.0.2.1:6443", certificate-authority-data: "%s"}}]
                users: [{name: u, user: {token: t}}]
                contexts: [{name: x, context: {cluster: c, user: u}}]
                current-context: x
                """.formatted(Base64.getEncoder().encodeToString(content)));
        return kubeconfig.content().certificates().authority() != null;
    }
}
