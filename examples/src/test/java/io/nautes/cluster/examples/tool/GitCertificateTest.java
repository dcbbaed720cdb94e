package io.nautes.cluster.examples.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.nautes.cluster.fixtures.SelfSigned;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests against a Git server with a self-signed certificate and without repositories. */
class GitCertificateTest {
    @TempDir
    Path temp;

    private HttpsServer server;
    private Path ca;

    @BeforeEach
    void serve() throws Exception {
        SelfSigned key = SelfSigned.of(temp, "ip:127.0.0.1");
        ca = key.pemIn(temp);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(key.serverContext()));
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
    void certificateOptionAppliesToGit() {
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
