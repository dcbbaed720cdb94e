package io.nautes.cluster.client;

import static io.nautes.cluster.client.ScriptedServer.json;
import static io.nautes.cluster.client.ScriptedServer.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.SaveResult.Change;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Known problems between clients and servers, reproduced with sockets. */
class TrapsTest extends ClientTestCase {
    private static final Duration SHORT = Duration.ofMillis(500);

    private ClusterRegistry client(Way way, ScriptedServer server) {
        return way.of(client(server));
    }

    private ClusterRegistry client(Way way, NautesClient.Builder builder) {
        return way.of(client(builder));
    }

    /** Returns an action that sends the beginning of a reply and records when the client closes the connection. */
    private static ScriptedServer.Action stalled(String beginning, CountDownLatch gone) {
        return (out, connection, request) -> {
            out.write(beginning.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            awaitEnd(connection);
            gone.countDown();
            connection.close();
        };
    }

    private static void awaitEnd(Socket connection) {
        try {
            while (connection.getInputStream().read() >= 0) {
                continue;
            }
        } catch (IOException e) {
            // A reset also ends the connection.
        }
    }

    @ParameterizedTest
    @EnumSource
    void deadlineEndsAStalledBodyAndClosesItsConnection(Way way) throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        ScriptedServer server = server(stalled("HTTP/1.1 200 x\r\nContent-Length: 100\r\n\r\n{\"na", gone));

        assertThat(code(() -> client(way, NautesClient.builder(server.uri()).deadline(SHORT))
                        .find("host-1")))
                .isEqualTo(FailureCode.TIMEOUT);

        gone.await();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void deadlineEndsASilentServerAndClosesItsConnection(Way way) throws Exception {
        CountDownLatch gone = new CountDownLatch(2);
        ScriptedServer server = server(stalled("", gone));
        ClusterRegistry client = client(way, NautesClient.builder(server.uri()).deadline(SHORT));

        assertThat(code(() -> client.list().all())).isEqualTo(FailureCode.TIMEOUT);
        assertThat(failure(() -> client.save("host-1", HOST))).isInstanceOf(OutcomeUnknownException.class);

        gone.await();
    }

    @ParameterizedTest
    @EnumSource
    void deadlineEndsABodyThatNeverEnds(Way way) throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        ScriptedServer server = server((out, connection, request) -> {
            try {
                out.write("HTTP/1.1 200 x\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                while (true) {
                    out.write("1\r\n \r\n".getBytes(StandardCharsets.US_ASCII));
                    out.flush();
                    Thread.onSpinWait();
                }
            } catch (IOException e) {
                gone.countDown();
                throw e;
            }
        });

        assertThat(code(() -> client(way, NautesClient.builder(server.uri()).deadline(SHORT))
                        .list()
                        .all()))
                .isIn(FailureCode.TIMEOUT, FailureCode.UNEXPECTED_REPLY);

        gone.await();
    }

    @ParameterizedTest
    @EnumSource
    void deadlineCoversAllAttempts(Way way) {
        AtomicInteger count = new AtomicInteger();
        CountDownLatch gone = new CountDownLatch(1);
        ScriptedServer server = server((out, connection, request) -> {
            if (count.incrementAndGet() < 3) {
                reply(503, "", "Retry-After: 0").answer(out, connection, request);
            } else {
                stalled("", gone).answer(out, connection, request);
            }
        });

        RegistryException failure = failure(() -> client(
                        way,
                        NautesClient.builder(server.uri())
                                .deadline(Duration.ofSeconds(1))
                                .retryPolicy(new RetryPolicy(9, Duration.ofMillis(1), Duration.ofMillis(1))))
                .list()
                .all());

        assertThat(failure.code()).isEqualTo(FailureCode.TIMEOUT);
        assertThat(failure.getSuppressed()).hasSize(2);
        assertThat(failure).hasMessageContaining("after 3 attempts");
    }

    @ParameterizedTest
    @EnumSource
    void onlyReadsAreRetriedIfTheConnectionClosesBeforeTheRequestIsRead(Way way) throws Exception {
        AtomicInteger connections = new AtomicInteger();
        try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread acceptor = new Thread(() -> {
                while (!socket.isClosed()) {
                    try (Socket connection = socket.accept()) {
                        connections.incrementAndGet();
                        connection.setSoLinger(true, 0);
                    } catch (IOException e) {
                        return;
                    }
                }
            });
            acceptor.setDaemon(true);
            acceptor.start();
            ClusterRegistry client = client(way, NautesClient.builder("http://127.0.0.1:" + socket.getLocalPort()));

            assertThat(code(() -> client.find("host-1"))).isEqualTo(FailureCode.UNREACHABLE);
            assertThat(connections.get()).isGreaterThanOrEqualTo(3);
            assertThat(code(() -> client.delete("host-1"))).isIn(FailureCode.OUTCOME_UNKNOWN, FailureCode.UNREACHABLE);
        }
    }

    @ParameterizedTest
    @CsvSource({"BLOCKING,301", "BLOCKING,302", "BLOCKING,303", "BLOCKING,307", "BLOCKING,308", "ASYNC,302", "ASYNC,307"
    })
    void redirectIsNotFollowed(Way way, int status) {
        ScriptedServer elsewhere = server(json(200, DONE));
        ScriptedServer server =
                server(reply(status, "", "Location: " + elsewhere.uri() + "/login?session=hush-hush-session"));
        ClusterRegistry client = client(way, server);

        assertThat(failure(() -> client.find("host-1")))
                .hasMessageContaining("redirect to " + elsewhere.uri() + "/login")
                .extracting(RegistryException::code)
                .isEqualTo(FailureCode.UNEXPECTED_REPLY);
        assertThat(code(() -> client.save("host-1", HOST))).isEqualTo(FailureCode.UNEXPECTED_REPLY);
        assertThat(elsewhere.requests()).isEmpty();
        assertThat(server.requests()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"BLOCKING,502", "BLOCKING,504", "ASYNC,502", "ASYNC,504"})
    void outcomeOfAChangeIsUnknownAfterAGatewayError(Way way, int status) {
        ScriptedServer server = server(reply(status, "<html>gateway</html>"), json(200, DONE));

        RegistryException failure = failure(() -> client(way, server).save("host-1", HOST));

        assertThat(failure).isInstanceOf(OutcomeUnknownException.class).hasCauseInstanceOf(ServerReplyException.class);
        assertThat(failure.isRetryable()).isFalse();
        assertThat(server.requests()).hasSize(1);
        server.script(reply(status, ""), json(200, "{\"items\":[]}"));
        assertThat(client(way, server).list().all()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void replyLargerThanTheLimitIsAFailure(Way way) {
        ScriptedServer server = server(json(200, "{\"items\":[" + " ".repeat(2000) + "]}"));

        assertThat(failure(() -> client(way, NautesClient.builder(server.uri()).replyLimit(1000))
                        .list()
                        .all()))
                .hasMessageContaining("larger than the limit of 1000 bytes")
                .extracting(RegistryException::code)
                .isEqualTo(FailureCode.UNEXPECTED_REPLY);
    }

    @ParameterizedTest
    @EnumSource
    void endlessReplyIsCutAtTheLimit(Way way) throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        ScriptedServer server = server((out, connection, request) -> {
            try {
                endless(out);
            } catch (IOException e) {
                gone.countDown();
                throw e;
            }
        });

        assertThat(code(() -> client(way, server).list().all())).isEqualTo(FailureCode.UNEXPECTED_REPLY);
        gone.await();
    }

    private static void endless(OutputStream out) throws IOException {
        out.write("HTTP/1.1 200 x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        byte[] much = " ".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
        while (true) {
            out.write(much);
        }
    }

    @ParameterizedTest
    @CsvSource({"BLOCKING,'Wed, 21 Oct 2015 07:28:00 GMT'", "BLOCKING,soon", "BLOCKING,-5", "ASYNC,99999999999999999999"
    })
    void invalidOrPastRetryAfterIsIgnored(Way way, String value) {
        ScriptedServer server = server(reply(429, "", "Retry-After: " + value), json(200, DONE));

        assertThat(client(way, server).save("host-1", HOST).change()).isEqualTo(Change.SAVED);
    }

    @ParameterizedTest
    @EnumSource
    void messageOfTheServerIsShownInOneLineWithoutSecrets(Way way) {
        String words = "bad token " + TOKEN + " and kubeconfig "
                + KUBECONFIG.toBase64() + " or " + KUBECONFIG.toBase64().substring(8, 90)
                + " or hush-hush-user-credential of kubernetes-production\\r\\nforged: line\\u202e";
        ScriptedServer server =
                server(json(400, "{\"code\":400,\"reason\":\"CODEC\",\"message\":\"" + words + "\",\"metadata\":{}}"));

        RegistryException failure = failure(() -> client(way, server).save("host-1", HOST));

        assertThat(failure)
                .hasMessageContaining("bad token [redacted]")
                .hasMessageContaining("of kubernetes-production")
                .hasMessageNotContaining("\n")
                .hasMessageNotContaining("\u202e");
    }

    @ParameterizedTest
    @EnumSource
    void deeplyNestedReplyIsUnexpected(Way way) {
        ScriptedServer server = server(json(200, "[".repeat(100_000)));

        assertThat(code(() -> client(way, server).list().all())).isEqualTo(FailureCode.UNEXPECTED_REPLY);
    }

    @ParameterizedTest
    @EnumSource
    void chunkedReplyOfANewerServerIsRead(Way way) {
        String first = "{\"name\":\"host-1\",\"cluster_type\":\"quantum\",";
        String second = " \"shiny\":{\"a\":[1,null]}}";
        ScriptedServer server = server((out, connection, request) -> {
            String body = Integer.toHexString(first.length()) + "\r\n" + first + "\r\n"
                    + Integer.toHexString(second.length()) + "\r\n" + second + "\r\n0\r\n\r\n";
            out.write(("HTTP/1.1 200 x\r\nTransfer-Encoding: chunked\r\n\r\n" + body)
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
        });

        Cluster cluster = client(way, server).find("host-1").orElseThrow();

        assertThat(cluster.clusterType().value()).isEqualTo("quantum");
        assertThat(cluster.clusterType().isKnown()).isFalse();
        assertThat(cluster.unknownFields()).containsKey("shiny");
    }

    @ParameterizedTest
    @EnumSource
    void findingsExplainTheFieldThatTheServerNames(Way way) {
        ScriptedServer server = server(json(
                400,
                "{\"code\":400,\"reason\":\"VALIDATOR\",\"message\":\"invalid SaveRequest_Body.ApiServer: value does not"
                        + " match\",\"metadata\":{}}"));
        ClusterRequest invalid = HOST.toBuilder().apiServer("localhost").build();

        RegistryException failure =
                failure(() -> client(way, NautesClient.builder(server.uri()).withoutValidation())
                        .save("host-1", invalid));

        assertThat(failure)
                .isInstanceOfSatisfying(
                        ServerReplyException.class,
                        reply -> assertThat(reply.findings())
                                .isNotEmpty()
                                .allMatch(finding -> finding.pointer().startsWith("/api_server")));
    }

    @ParameterizedTest
    @EnumSource
    void timeIsReservedForVerifyingAnUnknownOutcome(Way way) {
        CountDownLatch gone = new CountDownLatch(1);
        String missing = "{\"code\":500,\"reason\":\"\",\"message\":\"the cluster resource host-1 is not found\"}";
        ScriptedServer server = server(stalled("", gone), json(500, missing));
        ClusterRegistry client = client(
                way,
                NautesClient.builder(server.uri())
                        .deadline(Duration.ofSeconds(2))
                        .reconcileUnknownOutcomes(true));

        assertThat(client.delete("host-1").deleted()).isTrue();
        assertThat(server.requests()).hasSize(2);
    }
}
