package io.nautes.cluster.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.fixtures.SelfSigned;
import io.nautes.cluster.model.AccessToken;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Vault with a certificate of a custom certificate authority. */
class VaultTlsTest {
    @TempDir
    Path temp;

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
    void customCertificateIsTrustedOnlyIfConfigured() throws Exception {
        SelfSigned keys = SelfSigned.of(temp, "ip:127.0.0.1");
        try (ScriptedVault vault = ScriptedVault.start(keys.serverContext());
                VaultKubeconfigStore store =
                        builder(vault).trustPem(keys.pemIn(temp)).build()) {
            assertThat(store.find("host-1")).isEmpty();
            assertThat(failure(builder(vault))).isEqualTo(FailureCode.UNTRUSTED_CERTIFICATE);
        }
    }

    @Test
    void hostNameIsVerifiedWithACustomCertificate() throws Exception {
        SelfSigned keys = SelfSigned.of(temp, "dns:vault.example.com");
        try (ScriptedVault vault = ScriptedVault.start(keys.serverContext())) {
            assertThat(failure(builder(vault).trustPem(keys.pemIn(temp)))).isEqualTo(FailureCode.UNTRUSTED_CERTIFICATE);
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
