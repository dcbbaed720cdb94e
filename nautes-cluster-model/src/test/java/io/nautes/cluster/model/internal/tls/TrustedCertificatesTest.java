package io.nautes.cluster.model.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedCertificatesTest {
    @TempDir
    private static Path folder;

    @Test
    void keyStoreContainsOnlyTheCertificatesOfTheFile() throws Exception {
        Path file = Files.writeString(
                folder.resolve("two.pem"), SampleCertificates.pem("first.pem") + SampleCertificates.pem("second.pem"));

        KeyStore store = TrustedCertificates.keyStore(file);

        assertThat(store.size()).isEqualTo(2);
        for (String alias : Collections.list(store.aliases())) {
            assertThat(store.isCertificateEntry(alias)).as(alias).isTrue();
        }
        assertThat(store.getCertificateAlias(SampleCertificates.FIRST)).isNotNull();
        assertThat(store.getCertificateAlias(SampleCertificates.SECOND)).isNotNull();
    }

    @Test
    void fileInDerIsRead() throws Exception {
        Path file = Files.write(folder.resolve("one.der"), SampleCertificates.FIRST.getEncoded());

        assertThat(TrustedCertificates.keyStore(file).getCertificateAlias(SampleCertificates.FIRST))
                .isNotNull();
    }

    @Test
    void missingFileIsReportedWithItsPath() {
        Path missing = folder.resolve("missing.pem");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustedCertificates.keyStore(missing))
                .withMessageContaining("cannot be read from " + missing)
                .withCauseInstanceOf(NoSuchFileException.class);
    }

    @Test
    void fileWithoutCertificatesIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("text.pem"), "text");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustedCertificates.keyStore(file))
                .withMessageContaining(file + " does not hold certificates; use a file in PEM");
    }

    @Test
    void brokenCertificateIsReportedByItsNumber() throws Exception {
        Path file = Files.writeString(
                folder.resolve("broken.pem"), SampleCertificates.pem("first.pem") + "-----BEGIN CERTIFICATE-----");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustedCertificates.keyStore(file))
                .withMessageContaining(file + " does not hold certificates that can be used: certificate 2 is broken")
                .withCauseInstanceOf(CertificateException.class);
    }

    @Test
    void fileBeyondTheGreatestSizeIsRefused() throws Exception {
        byte[] pem = SampleCertificates.pem("first.pem").getBytes(StandardCharsets.US_ASCII);
        Path largest = Files.write(
                folder.resolve("largest.pem"),
                ByteBuffer.allocate(TrustedCertificates.MAX_BYTES).put(pem).array());
        Path larger = Files.write(
                folder.resolve("larger.pem"),
                ByteBuffer.allocate(TrustedCertificates.MAX_BYTES + 1).put(pem).array());

        assertThat(TrustedCertificates.keyStore(largest).size()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustedCertificates.keyStore(larger))
                .withMessageContaining(larger + " does not hold certificates: it is larger than "
                        + TrustedCertificates.MAX_BYTES + " bytes");
    }
}
