package io.nautes.cluster.model.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nautes.cluster.fixtures.SelfSigned;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.cert.Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The context that {@link TrustedCertificates} makes, in handshakes with servers. */
class TrustedServersTest {
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
