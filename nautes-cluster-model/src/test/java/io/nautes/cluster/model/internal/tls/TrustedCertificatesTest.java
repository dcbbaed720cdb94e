package io.nautes.cluster.model.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.fixtures.SelfSigned;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.util.Collections;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedCertificatesTest {
    private static final int MAX_BYTES = 8 << 20;

    @TempDir
    private static Path folder;

    private static SelfSigned server;
    private static SelfSigned other;

    @BeforeAll
    static void createKeys() throws Exception {
        server = SelfSigned.of(folder, "dns:server.example.com");
        other = SelfSigned.of(folder, "dns:other.example.com");
    }

    /** Returns the certificate that a client accepts in a handshake over HTTPS, in memory. */
    private static Certificate certificateOfPeer(SSLContext trust, SelfSigned key, String host) throws Exception {
        SSLEngine client = trust.createSSLEngine(host, 443);
        client.setUseClientMode(true);
        SSLParameters parameters = client.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        client.setSSLParameters(parameters);
        SSLEngine peer = key.serverContext().createSSLEngine();
        peer.setUseClientMode(false);
        ByteBuffer toPeer = ByteBuffer.allocate(1 << 16);
        ByteBuffer toClient = ByteBuffer.allocate(1 << 16);
        client.beginHandshake();
        peer.beginHandshake();
        while (isHandshaking(client) || isHandshaking(peer)) {
            step(client, toClient, toPeer);
            step(peer, toPeer, toClient);
        }
        return client.getSession().getPeerCertificates()[0];
    }

    private static boolean isHandshaking(SSLEngine engine) {
        return engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING;
    }

    private static void step(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
        ByteBuffer none = ByteBuffer.allocate(1 << 15);
        switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> engine.getDelegatedTask().run();
            case NEED_WRAP -> engine.wrap(none.flip(), out);
            case NEED_UNWRAP -> {
                in.flip();
                engine.unwrap(in, none);
                in.compact();
            }
            default -> {}
        }
    }

    @Test
    void keyStoreHoldsTheCertificatesOfTheFileAndNoOthers() throws Exception {
        Path file = Files.writeString(folder.resolve("two.pem"), server.pem() + other.pem());

        KeyStore store = TrustedCertificates.keyStore(file);

        assertThat(store.size()).isEqualTo(2);
        for (String alias : Collections.list(store.aliases())) {
            assertThat(store.isCertificateEntry(alias)).as(alias).isTrue();
        }
        assertThat(store.getCertificateAlias(server.certificate())).isNotNull();
        assertThat(store.getCertificateAlias(other.certificate())).isNotNull();
    }

    @Test
    void fileInDerIsRead() throws Exception {
        Path file = Files.write(folder.resolve("one.der"), server.certificate().getEncoded());

        assertThat(TrustedCertificates.keyStore(file).getCertificateAlias(server.certificate()))
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
        Path file = Files.writeString(folder.resolve("broken.pem"), server.pem() + "-----BEGIN CERTIFICATE-----");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustedCertificates.keyStore(file))
                .withMessageContaining(file + " does not hold certificates that can be used: certificate 2 is broken")
                .withCauseInstanceOf(CertificateException.class);
    }

    @Test
    void fileBeyondTheGreatestSizeIsRefused() throws Exception {
        byte[] pem = server.pem().getBytes(StandardCharsets.US_ASCII);
        Path largest = Files.write(
                folder.resolve("largest.pem"),
                ByteBuffer.allocate(MAX_BYTES).put(pem).array());
        Path larger = Files.write(
                folder.resolve("larger.pem"),
                ByteBuffer.allocate(MAX_BYTES + 1).put(pem).array());

        assertThat(TrustedCertificates.keyStore(largest).size()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustedCertificates.keyStore(larger))
                .withMessageContaining(
                        larger + " does not hold certificates: it is larger than " + MAX_BYTES + " bytes");
    }

    @Test
    void contextTrustsTheServerOfTheFile() throws Exception {
        SSLContext client = TrustedCertificates.context(server.pemIn(folder));

        assertThat(certificateOfPeer(client, server, "server.example.com")).isEqualTo(server.certificate());
    }

    @Test
    void contextTrustsNoOtherServer() throws Exception {
        SSLContext client = TrustedCertificates.context(server.pemIn(folder));

        assertThatThrownBy(() -> certificateOfPeer(client, other, "other.example.com"))
                .isInstanceOf(SSLException.class);
    }

    @Test
    void hostNameIsVerified() throws Exception {
        SSLContext client = TrustedCertificates.context(server.pemIn(folder));

        assertThatThrownBy(() -> certificateOfPeer(client, server, "other.example.com"))
                .isInstanceOf(SSLException.class);
    }
}
