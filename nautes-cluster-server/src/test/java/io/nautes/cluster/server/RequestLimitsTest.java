package io.nautes.cluster.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.fixtures.SelfSigned;
import io.nautes.cluster.server.listener.ServedRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits on what a client can consume, with and without a valid token. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RequestLimitsTest {
    private static final int LARGE = 8 << 20;

    private final BlockingQueue<ServedRequest> served = new LinkedBlockingQueue<>();
    private final ClusterApiServer server =
            ClusterApiServer.builder().listener(served::add).start();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.close();
    }

    private Socket connection() throws IOException {
        return connection(server);
    }

    private Socket connection(ClusterApiServer to) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), to.uri().getPort());
        sockets.add(socket);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static String head(String token, int length) {
        return "POST /api/v1/clusters/host-1 HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n" + token
                + "Content-Length: " + length + "\r\n\r\n";
    }

    private HttpRequest.Builder list() {
        return HttpRequest.newBuilder(URI.create(server.uri() + "/api/v1/clusters"))
                .header("Authorization", "Bearer " + server.token().value());
    }

    private String authorization() {
        return "Authorization: Bearer " + server.token().value() + "\r\n";
    }

    @Test
    void requestWithoutATokenIsAnsweredBeforeItsBodyIsRead() throws Exception {
        for (String token : List.of("", "Authorization: Bearer wrong\r\n")) {
            Socket socket = connection();

            write(socket, head(token, LARGE));

            byte[] status = new byte["HTTP/1.1 500".length()];
            InputStream in = socket.getInputStream();
            assertThat(in.readNBytes(status, 0, status.length)).isEqualTo(status.length);
            assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 500");
        }
        // The listener is notified without the bodies, which never arrive.
        assertThat(List.of(served.take(), served.take())).allSatisfy(request -> {
            assertThat(request.requestBytes()).isZero();
            assertThat(request.status()).isEqualTo(500);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"head", "body", "body without token"})
    void incompleteRequestsDoNotBlockOthers(String kind) throws Exception {
        for (int i = 0; i < 100; i++) {
            write(
                    connection(),
                    switch (kind) {
                        case "head" -> "POST /api/v1/clusters/host-1 HTTP/1.1\r\nHost: h\r\nContent-Ty";
                        case "body" -> head(authorization(), 1000) + "{";
                        default -> head("", 1000) + "{";
                    });
        }

        assertThat(http.send(list().build(), BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void timeLimitsOfTheJdkServerAreSet() {
        assertThat(System.getProperties())
                .containsKeys(
                        "sun.net.httpserver.maxReqTime",
                        "sun.net.httpserver.idleInterval",
                        "sun.net.httpserver.maxIdleConnections");
    }

    @Test
    void bodyLargerThanTheDefaultLimitIsRefused() throws Exception {
        HttpRequest large = HttpRequest.newBuilder(URI.create(server.uri() + "/api/v1/clusters/host-1"))
                .header("Authorization", "Bearer " + server.token().value())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(new byte[(4 << 20) + 1]))
                .build();

        assertThat(http.send(large, BodyHandlers.ofString()).body()).contains("larger than 4194304 bytes");
    }

    @Test
    void incompleteTlsHandshakesDoNotBlockOthers(@TempDir Path folder) throws Exception {
        SelfSigned identity = SelfSigned.of(folder, "ip:127.0.0.1");
        HttpClient trusting =
                HttpClient.newBuilder().sslContext(identity.clientContext()).build();
        try (ClusterApiServer secured =
                ClusterApiServer.builder().tls(identity.serverContext()).start()) {
            for (int i = 0; i < 100; i++) {
                // The beginning of a TLS record of type handshake.
                write(connection(secured), "\u0016\u0003\u0001");
            }
            HttpRequest list = HttpRequest.newBuilder(URI.create(secured.uri() + "/api/v1/clusters"))
                    .header("Authorization", "Bearer " + secured.token().value())
                    .build();

            assertThat(trusting.send(list, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
    }
}
