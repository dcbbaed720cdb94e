package io.nautes.cluster.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates that the installation has signed itself. */
class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path temp;

    private KeyStore keyStore(String name, String subjectAlternativeName) throws Exception {
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

    private static HttpsServer serve(KeyStore store) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return serve(new HttpsConfigurator(context));
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

    private Path pem(KeyStore store) throws Exception {
        return Files.writeString(
                temp.resolve("ca.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(store.getCertificate("server").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
    }

    private static NautesClient.Builder builder(HttpsServer server) {
        return NautesClient.builder(
                        URI.create("https://127.0.0.1:" + server.getAddress().getPort()))
                .token(AccessToken.of("t"));
    }

    private static FailureCode failure(NautesClient.Builder builder) {
        try (NautesClient client = builder.build()) {
            return catchThrowableOfType(RegistryException.class, client::list).code();
        }
    }

    @Test
    void ownCertificateIsTrustedOnlyWhenGiven() throws Exception {
        KeyStore store = keyStore("server.p12", "ip:127.0.0.1");
        HttpsServer server = serve(store);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", store.getCertificate("server"));
        try (NautesClient byPem = builder(server).trustPem(pem(store)).build();
                NautesClient byStore = builder(server).trust(trusted).build()) {
            assertThat(byPem.list()).isEmpty();
            assertThat(byStore.list()).isEmpty();
            assertThat(failure(builder(server))).isEqualTo(FailureCode.UNTRUSTED_CERTIFICATE);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void hostNameIsVerifiedAllTheSame() throws Exception {
        KeyStore store = keyStore("other.p12", "dns:other.example.com");
        HttpsServer server = serve(store);
        try {
            assertThat(failure(builder(server).trustPem(pem(store)))).isEqualTo(FailureCode.UNTRUSTED_CERTIFICATE);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void clientCertificateIsShownWhenTheServerDemandsOne() throws Exception {
        KeyStore store = keyStore("server.p12", "ip:127.0.0.1");
        KeyStore key = keyStore("client.p12", "dns:client.example.com");
        SSLContext demanding = Tls.context(Tls.notEmpty(trustOf(key)), new Tls.ClientKey(store, PASSWORD));
        HttpsServer server = serve(new HttpsConfigurator(demanding) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters own = demanding.getDefaultSSLParameters();
                own.setNeedClientAuth(true);
                parameters.setSSLParameters(own);
            }
        });
        try {
            NautesClient.Builder with = builder(server).trustPem(pem(store)).clientCertificate(key, PASSWORD);
            try (NautesClient client = with.build()) {
                assertThat(client.list()).isEmpty();
            }
            assertThat(failure(builder(server).trustPem(pem(store)).retryPolicy(RetryPolicy.none())))
                    .isEqualTo(FailureCode.UNREACHABLE);
        } finally {
            server.stop(0);
        }
    }

    private static KeyStore trustOf(KeyStore key) throws Exception {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("client", key.getCertificate("server"));
        return trust;
    }

    @Test
    void emptyKeyStoreIsRefused() throws Exception {
        KeyStore empty = KeyStore.getInstance("PKCS12");
        empty.load(null, null);

        assertThat(catchThrowable(
                        () -> NautesClient.builder("https://127.0.0.1:1").trust(empty)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("empty");
    }
}
