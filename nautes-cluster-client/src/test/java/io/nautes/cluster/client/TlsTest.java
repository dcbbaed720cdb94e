package io.nautes.cluster.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.nautes.cluster.client.internal.http.TlsContexts;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.fixtures.SelfSigned;
import io.nautes.cluster.model.AccessToken;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Custom certificate authorities, and certificates of clients. */
class TlsTest {
    @TempDir
    static Path temp;

    private static SelfSigned key;
    private static HttpsServer server;

    @BeforeAll
    static void serve() throws Exception {
        key = SelfSigned.of(temp, "ip:127.0.0.1");
        server = serve(new HttpsConfigurator(key.serverContext()));
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    private static HttpsServer serve(HttpsConfigurator configurator) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(configurator);
        server.createContext("/", exchange -> {
            byte[] body = "{\"items\":[]}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static NautesClient.Builder builder(HttpsServer to) {
        return NautesClient.builder(
                        URI.create("https://127.0.0.1:" + to.getAddress().getPort()))
                .token(AccessToken.of("t"));
    }

    private static void assertLists(Way way, NautesClient.Builder builder) {
        try (NautesClient client = builder.build()) {
            assertThat(way.of(client).list().all()).isEmpty();
        }
    }

    private static FailureCode failure(Way way, NautesClient.Builder builder) {
        try (NautesClient client = builder.build()) {
            return catchThrowableOfType(
                            RegistryException.class, () -> way.of(client).delete("host-1"))
                    .code();
        }
    }

    @ParameterizedTest
    @EnumSource
    void customCertificateIsTrustedOnlyIfConfigured(Way way) throws Exception {
        assertLists(way, builder(server).trustPem(key.pemIn(temp)));
        assertLists(way, builder(server).trust(key.trusting()));
        assertLists(way, builder(server).sslContext(key.clientContext()));
        assertThat(failure(way, builder(server))).isEqualTo(FailureCode.UNTRUSTED_CERTIFICATE);
    }

    @ParameterizedTest
    @EnumSource
    void hostNameIsVerifiedWithACustomCertificate(Way way) throws Exception {
        SelfSigned other = SelfSigned.of(temp, "dns:other.example.com");
        HttpsServer elsewhere = serve(new HttpsConfigurator(other.serverContext()));
        try {
            assertThat(failure(way, builder(elsewhere).trustPem(other.pemIn(temp))))
                    .isEqualTo(FailureCode.UNTRUSTED_CERTIFICATE);
            assertThat(failure(way, builder(elsewhere).sslContext(other.clientContext())))
                    .isEqualTo(FailureCode.UNTRUSTED_CERTIFICATE);
        } finally {
            elsewhere.stop(0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void clientCertificateIsPresentedIfTheServerRequiresIt(Way way) throws Exception {
        SelfSigned own = SelfSigned.of(temp, "dns:client.example.com");
        SSLContext demanding =
                TlsContexts.context(own.trusting(), new TlsContexts.ClientKey(key.keyStore(), key.password()));
        HttpsServer strict = serve(new HttpsConfigurator(demanding) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters needed = demanding.getDefaultSSLParameters();
                needed.setNeedClientAuth(true);
                parameters.setSSLParameters(needed);
            }
        });
        try {
            assertLists(
                    way, builder(strict).trustPem(key.pemIn(temp)).clientCertificate(own.keyStore(), own.password()));
            try (NautesClient without = builder(strict)
                    .trustPem(key.pemIn(temp))
                    .retryPolicy(RetryPolicy.none())
                    .build()) {
                assertThat(catchThrowableOfType(
                                        RegistryException.class,
                                        () -> way.of(without).list().all())
                                .code())
                        .isEqualTo(FailureCode.UNREACHABLE);
            }
        } finally {
            strict.stop(0);
        }
    }

    @Test
    void invalidKeyStoreIsRefused() throws Exception {
        KeyStore empty = KeyStore.getInstance("PKCS12");
        empty.load(null, null);
        KeyStore unloaded = KeyStore.getInstance("PKCS12");
        NautesClient.Builder wrong = builder(server).clientCertificate(key.keyStore(), "hush-hush".toCharArray());

        assertThatThrownBy(() -> builder(server).trust(empty))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("empty");
        assertThatThrownBy(() -> builder(server).trust(unloaded))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not loaded");
        assertThatThrownBy(wrong::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hush");
    }

    @Test
    void tlsContextConflictsWithCertificates() throws Exception {
        NautesClient.Builder both = builder(server).trust(key.trusting()).sslContext(SSLContext.getDefault());

        assertThatThrownBy(both::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("TLS context");
    }
}
