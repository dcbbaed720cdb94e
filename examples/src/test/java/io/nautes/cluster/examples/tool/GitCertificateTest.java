package io.nautes.cluster.examples.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Git server whose certificate the installation has signed itself; it holds no repository. */
class GitCertificateTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path temp;

    private HttpsServer server;
    private Path ca;

    @BeforeEach
    void serve() throws Exception {
        Path file = temp.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "server",
                        "-dname",
                        "CN=server",
                        "-validity",
                        "30",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        ca = Files.writeString(
                temp.resolve("ca.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(store.getCertificate("server").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(404, -1);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void optionHoldsForGitToo() {
        String url = "https://127.0.0.1:" + server.getAddress().getPort() + "/tenant.git";

        ToolRun without = ToolRun.of("get", "--repository", url);
        assertThat(without.code()).isEqualTo(3);
        assertThat(without.err()).contains("--ca").doesNotContain("trustedCertificates");
        for (ToolRun with : new ToolRun[] {
            ToolRun.of("get", "--repository", url, "--ca", ca),
            ToolRun.of("history", "x", "--repository", url, "--ca", ca)
        }) {
            assertThat(with.code()).isEqualTo(3);
            assertThat(with.err()).contains("404").doesNotContain("certificate");
        }
        ToolRun wrong = ToolRun.of("get", "--repository", url, "--ca", temp.resolve("gone.pem"));
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("--ca: the certificates to trust cannot be read from");
    }
}
