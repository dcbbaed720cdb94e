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
import io.nautes.cluster.model.AccessToken;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Certificates that the installation has signed itself, and certificates of clients. */
class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path temp;

    private static KeyStore key;
    private static HttpsServer server;

    @BeforeAll
    static void serve() throws Exception {
        key = keyStore("server.p12", "ip:127.0.0.1");
        server = serve(new HttpsConfigurator(context(key)));
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    private static KeyStore keyStore(String name, String subjectAlternativeName) throws Exception {
        Path file = temp.resolve(name);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "server",
                "-dname",
                "CN=server",
                "-ext",
                "san=" + subjectAlternativeName,
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                "changeit"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static SSLContext context(KeyStore key) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(key, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
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

    private static Path pem(KeyStore store) throws Exception {
        String certificate = Base64.getMimeEncoder()
                .encodeToString(store.getCertificate("server").getEncoded());
        return Files.writeString(
                temp.resolve("ca.pem"),
                "Bag Attributes\n-----BEGIN CERTIFICATE-----\n" + certificate + "\n-----END CERTIFICATE-----\n");
    }

    private static KeyStore trusting(KeyStore store) throws Exception {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("ca", store.getCertificate("server"));
        return trust;
    }

    private static SSLContext trustingContext(KeyStore store) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusting(store));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static NautesClient.Builder builder(HttpsServer to) {
        return NautesClient.builder(
                        URI.create("https://127.0.0.1:" + to.getAddress().getPort()))
                .token(AccessToken.of("t"));
    }

    private static void assertLists(Way way, NautesClient.Builder builder) {
        try (NautesClient client = builder.build()) {
            assertThat(way.of(client).list()).isEmpty();
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
    void ownCertificateIsTrustedOnlyWhenGiven(Way way) throws Exception {
        assertLists(way, builder(server).trustPem(pem(key)));
        assertLists(way, builder(server).trust(trusting(key)));
        assertLists(way, builder(server).sslContext(trustingContext(key)));
        assertThat(failure(way, builder(server))).isEqualTo(FailureCode.UNTRUSTED_CERTIFICATE);
    }

    @ParameterizedTest
    @EnumSource
    void hostNameIsVerifiedAllTheSame(Way way) throws Exception {
        KeyStore other = keyStore(way + "-other.p12", "dns:other.example.com");
        HttpsServer elsewhere = serve(new HttpsConfigurator(context(other)));
        try {
            assertThat(failure(way, builder(elsewhere).trustPem(pem(other))))
                    .isEqualTo(FailureCode.UNTRUSTED_CERTIFICATE);
            assertThat(failure(way, builder(elsewhere).sslContext(trustingContext(other))))
                    .isEqualTo(FailureCode.UNTRUSTED_CERTIFICATE);
        } finally {
            elsewhere.stop(0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void clientCertificateIsShownWhenTheServerDemandsOne(Way way) throws Exception {
        KeyStore own = keyStore(way + "-client.p12", "dns:client.example.com");
        SSLContext demanding = TlsContexts.context(trusting(own), new TlsContexts.ClientKey(key, PASSWORD));
        HttpsServer strict = serve(new HttpsConfigurator(demanding) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters needed = demanding.getDefaultSSLParameters();
                needed.setNeedClientAuth(true);
                parameters.setSSLParameters(needed);
            }
        });
        try {
            assertLists(way, builder(strict).trustPem(pem(key)).clientCertificate(own, PASSWORD));
            try (NautesClient without = builder(strict)
                    .trustPem(pem(key))
                    .retryPolicy(RetryPolicy.none())
                    .build()) {
                assertThat(catchThrowableOfType(
                                        RegistryException.class,
                                        () -> way.of(without).list())
                                .code())
                        .isEqualTo(FailureCode.UNREACHABLE);
            }
        } finally {
            strict.stop(0);
        }
    }

    @Test
    void keyStoreThatCannotBeUsedIsRefused() throws Exception {
        KeyStore empty = KeyStore.getInstance("PKCS12");
        empty.load(null, null);
        KeyStore unloaded = KeyStore.getInstance("PKCS12");
        NautesClient.Builder wrong = builder(server).clientCertificate(key, "hush-hush".toCharArray());

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
    void contextAndCertificatesContradictEachOther() throws Exception {
        NautesClient.Builder both = builder(server).trust(trusting(key)).sslContext(SSLContext.getDefault());

        assertThatThrownBy(both::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("TLS context");
    }
}
