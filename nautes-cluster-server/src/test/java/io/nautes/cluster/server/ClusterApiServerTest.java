package io.nautes.cluster.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;

import io.nautes.cluster.fixtures.SelfSigned;
import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.server.listener.RequestListener;
import io.nautes.cluster.server.listener.ServedRequest;
import io.nautes.cluster.server.listener.ServerMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings, metrics and listeners of a server. */
class ClusterApiServerTest {
    private static final AccessToken TOKEN = AccessToken.of("token-of-the-server-test");

    @TempDir
    private Path folder;

    private static ClusterApiServer.Builder server() {
        return ClusterApiServer.builder().token(TOKEN);
    }

    private static HttpRequest.Builder request(ClusterApiServer server, String target) {
        return HttpRequest.newBuilder(URI.create(server.uri() + target))
                .header("Authorization", "Bearer " + TOKEN.value());
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private Path keyOf(SelfSigned identity) throws Exception {
        byte[] key = identity.keyStore().getKey("server", identity.password()).getEncoded();
        String pem = "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                + "\n-----END PRIVATE KEY-----\n";
        return Files.writeString(folder.resolve("key.pem"), pem);
    }

    @Test
    void serverWithAnIdentityAcceptsTlsOnly() throws Exception {
        SelfSigned identity = SelfSigned.of(folder, "ip:127.0.0.1");

        try (ClusterApiServer server =
                server().tls(identity.pemIn(folder), keyOf(identity)).start()) {
            assertThat(server.uri()).hasScheme("https");
            HttpClient trusting =
                    HttpClient.newBuilder().sslContext(identity.clientContext()).build();
            assertThat(trusting.send(request(server, "/api/v1/clusters").build(), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
            assertThatThrownBy(() -> send(request(server, "/api/v1/clusters"))).isInstanceOf(IOException.class);
            URI plain = URI.create("http://127.0.0.1:" + server.uri().getPort() + "/api/v1/clusters");
            assertThatThrownBy(() -> send(HttpRequest.newBuilder(plain))).isInstanceOf(IOException.class);
        }
    }

    @Test
    void invalidIdentityIsRefusedWithoutQuotingTheKey() throws Exception {
        SelfSigned identity = SelfSigned.of(folder, "ip:127.0.0.1");
        Path certificate = identity.pemIn(folder);
        Path secret = Files.writeString(folder.resolve("secret.pem"), "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n");
        Path empty = Files.createFile(folder.resolve("empty.pem"));
        Path missing = folder.resolve("missing.pem");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> server().tls(certificate, secret))
                .withMessageContaining("secret.pem has no key of the certificate")
                .withNoCause()
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("c2VjcmV0"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> server().tls(empty, keyOf(identity)))
                .withMessageContaining("empty.pem has no certificate");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> server().tls(certificate, missing))
                .withMessageContaining("missing.pem cannot be read");
    }

    @Test
    void serverOnAllInterfacesReturnsTheUrlOfTheLoopbackInterface() throws Exception {
        InetAddress all = InetAddress.getByAddress(new byte[4]);

        try (ClusterApiServer server = server().bindAddress(all).start()) {
            assertThat(server.uri()).hasHost(InetAddress.getLoopbackAddress().getHostAddress());
            assertThat(send(request(server, "/api/v1/clusters")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void portInUseIsReportedWithItsAddress() {
        try (ClusterApiServer first = server().start()) {
            assertThatThrownBy(() -> server().port(first.uri().getPort()).start())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("127.0.0.1 port " + first.uri().getPort());
        }
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> server().port(65_536))
                .withMessageContaining("65536");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> server().maxBodySize(0))
                .withMessageContaining("(got 0)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> server().shutdownTimeout(Duration.ofSeconds(-1)))
                .withMessageContaining("PT-1S");
    }

    @Test
    void bodyLargerThanMaxBodySizeIsRefused() throws Exception {
        try (ClusterApiServer server = server().maxBodySize(10).start()) {
            HttpResponse<String> reply = send(request(server, "/api/v1/clusters/host-1")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"usage\": 1}")));

            assertThat(reply.statusCode()).isEqualTo(400);
            assertThat(reply.body()).contains("larger than 10 bytes");
        }
    }

    @Test
    void listenerIsNotifiedOfEachRequestWithoutItsSecrets() throws Exception {
        BlockingQueue<ServedRequest> served = new LinkedBlockingQueue<>();
        Instant before = Instant.now();

        try (ClusterApiServer server = server().listener(served::add).start()) {
            HttpResponse<String> reply = send(request(server, "/api/v1/clusters/host-1?insecure_skip_check=true")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"kubeconfig\":\"hush\"}")));

            ServedRequest request = served.take();
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.target()).isEqualTo("/api/v1/clusters/host-1?insecure_skip_check=true");
            assertThat(request.status()).isEqualTo(400);
            assertThat(request.requestBytes()).isEqualTo("{\"kubeconfig\":\"hush\"}".length());
            assertThat(request.replyBytes()).isEqualTo(reply.body().length());
            assertThat(request.time()).isBetween(before, Instant.now());
            assertThat(request.toString())
                    .startsWith(request.time()
                            + " 127.0.0.1 \"POST /api/v1/clusters/host-1?insecure_skip_check=true\" 400 ")
                    .doesNotContain("hush", TOKEN.value());
        }
    }

    @Test
    void failureOfAListenerDoesNotAffectTheReply() throws Exception {
        RequestListener failing = mock();
        RequestListener next = mock();
        doThrow(new IllegalStateException("said the listener")).when(failing).served(any());

        try (ClusterApiServer server = server().listener(failing).listener(next).start()) {
            assertThat(send(request(server, "/api/v1/clusters")).statusCode()).isEqualTo(200);
            verify(next, timeout(10_000)).served(any());
            assertThat(send(request(server, "/api/v1/clusters")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void repliesAreCountedByStatus() throws Exception {
        BlockingQueue<ServedRequest> served = new LinkedBlockingQueue<>();
        ClusterApiServer server = server().listener(served::add).start();
        try {
            HttpResponse<String> list = send(request(server, "/api/v1/clusters"));
            HttpResponse<String> missing = send(request(server, "/elsewhere"));
            served.take();
            served.take();

            ServerMetrics metrics = server.metrics();
            assertThat(metrics.replies()).containsExactly(entry(200, 1L), entry(404, 1L));
            assertThat(metrics.requests()).isEqualTo(2);
            assertThat(metrics.requestBytes()).isZero();
            assertThat(metrics.replyBytes())
                    .isEqualTo(list.body().getBytes(StandardCharsets.UTF_8).length
                            + missing.body().getBytes(StandardCharsets.UTF_8).length);
            assertThat(metrics.duration()).isPositive();
        } finally {
            server.close();
        }
        assertThat(server.metrics().inFlight()).isZero();
    }

    @Test
    void connectionThatEndsDuringARequestIsCountedWithoutAStatus() throws Exception {
        BlockingQueue<ServedRequest> served = new LinkedBlockingQueue<>();
        try (ClusterApiServer server = server().listener(served::add).start()) {
            try (Socket socket =
                    new Socket(InetAddress.getLoopbackAddress(), server.uri().getPort())) {
                String head = "POST /api/v1/clusters/host-1 HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
                        + "Authorization: Bearer " + TOKEN.value() + "\r\nContent-Length: 100\r\n\r\n{";
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            }

            assertThat(served.take().status()).isZero();
            assertThat(server.metrics().replies()).containsExactly(entry(0, 1L));
        }
    }

    @Test
    void keyOfAnotherCertificateIsRefused() throws Exception {
        Path certificate = SelfSigned.of(folder, "ip:127.0.0.1").pemIn(folder);
        Path otherKey = keyOf(SelfSigned.of(folder, "ip:127.0.0.1"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> server().tls(certificate, otherKey))
                .withMessageContaining("key.pem has no key of the certificate");
    }

    /** Verifies that line breaks and quotation marks in a method cannot forge a line of the log. */
    @Test
    void requestWithAnyMethodIsOneLineOfTheAccessLog() throws Exception {
        BlockingQueue<ServedRequest> served = new LinkedBlockingQueue<>();
        try (ClusterApiServer server = server().listener(served::add).start();
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), server.uri().getPort())) {
            socket.getOutputStream()
                    .write("GET\n\"x\"\u001b[2J /api HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            ServedRequest request = served.take();
            assertThat(request.status()).isEqualTo(404);
            assertThat(request.toString())
                    .contains(" \"GET 'x'\\u001b[2J /api\" 404 ")
                    .doesNotContain("\n", "\u001b");
        }
    }
}
