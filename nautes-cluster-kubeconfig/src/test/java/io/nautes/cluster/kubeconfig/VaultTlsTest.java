package io.nautes.cluster.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.model.AccessToken;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Vault whose certificate the installation has signed itself. */
class VaultTlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path temp;

    private KeyStore keyStore(String subjectAlternativeName) throws Exception {
        Path file = temp.resolve("vault.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "vault",
                        "-dname",
                        "CN=vault",
                        "-ext",
                        "san=" + subjectAlternativeName,
                        "-validity",
                        "30",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "changeit"))
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static SSLContext context(KeyStore store) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private Path pem(KeyStore store) throws Exception {
        String base64 = Base64.getMimeEncoder()
                .encodeToString(store.getCertificate("vault").getEncoded());
        return Files.writeString(
                temp.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n");
    }

    private static VaultKubeconfigStore.Builder builder(ScriptedVault vault) {
        return VaultKubeconfigStore.builder(vault.uri()).token(AccessToken.of(ScriptedVault.TOKEN));
    }

    private static FailureCode failure(VaultKubeconfigStore.Builder builder) {
        try (VaultKubeconfigStore store = builder.build()) {
            return catchThrowableOfType(RegistryException.class, () -> store.find("host-1"))
                    .code();
        }
    }

    @Test
    void ownCertificateIsTrustedOnlyWhenGiven() throws Exception {
        KeyStore keys = keyStore("ip:127.0.0.1");
        try (ScriptedVault vault = ScriptedVault.start(context(keys));
                VaultKubeconfigStore store = builder(vault).trustPem(pem(keys)).build()) {
            assertThat(store.find("host-1")).isEmpty();
            assertThat(failure(builder(vault))).isEqualTo(FailureCode.UNTRUSTED_CERTIFICATE);
        }
    }

    @Test
    void hostNameIsVerifiedAllTheSame() throws Exception {
        KeyStore keys = keyStore("dns:vault.example.com");
        try (ScriptedVault vault = ScriptedVault.start(context(keys))) {
            assertThat(failure(builder(vault).trustPem(pem(keys)))).isEqualTo(FailureCode.UNTRUSTED_CERTIFICATE);
        }
    }

    @Test
    void fileWithoutCertificatesIsRefused() throws Exception {
        Path empty = Files.writeString(temp.resolve("empty.pem"), "");
        try (ScriptedVault vault = ScriptedVault.start()) {
            assertThatThrownBy(() -> builder(vault).trustPem(empty))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("does not hold certificates");
            assertThatThrownBy(() -> builder(vault).trustPem(temp.resolve("gone.pem")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("cannot be read");
        }
    }
}
