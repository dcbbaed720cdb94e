package io.nautes.cluster.client;

import static io.nautes.cluster.client.ScriptedServer.json;
import static io.nautes.cluster.client.ScriptedServer.reply;
import static io.nautes.cluster.client.ScriptedServer.reset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.SaveResult.Change;
import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.Kubeconfig;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is known to go wrong between a client and a server, staged on real sockets. */
class TrapsTest {
    private static final String TOKEN = "hush-hush-token";
    private static final Kubeconfig KUBECONFIG = Kubeconfig.of("""
            clusters: [{name: kubernetes-production, cluster: {server: "https://192.0.2.1:6443"}}]
            users: [{name: u, user: {token: hush-hush-user-credential}}]
            contexts: [{name: x, context: {cluster: kubernetes-production, user: u}}]
            current-context: x
            """);
    private static final ClusterRequest HOST =
            ClusterRequest.host("https://192.0.2.1:6443", KUBECONFIG).build();
    private static final String SAVED = "{\"message\":\"Successfully saved host-1 cluster\"}";
    private static final Duration SHORT = Duration.ofMillis(300);

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable closeable : opened) {
            closeable.close();
        }
    }

    private ScriptedServer server(ScriptedServer.Action... actions) {
        ScriptedServer server = new ScriptedServer(actions);
        opened.add(server);
        return server;
    }

    private ClusterRegistry client(Way way, ScriptedServer server) {
        return client(way, NautesClient.builder(server.uri()));
    }

    private ClusterRegistry client(Way way, NautesClient.Builder builder) {
        NautesClient client = builder.token(AccessToken.of(TOKEN)).build();
        opened.add(client);
        return way.of(client);
    }

    /** Every failure of these tests is searched for secrets. */
    private static RegistryException failure(ThrowingCallable call) {
        RegistryException failure = catchThrowableOfType(RegistryException.class, call);
        assertThat(failure).isNotNull();
        StringWriter printed = new StringWriter();
        failure.printStackTrace(new PrintWriter(printed));
        assertThat(printed.toString())
                .doesNotContain("hush-hush")
                .doesNotContain(KUBECONFIG.toBase64().substring(0, 40));
        return failure;
    }

    private static FailureCode code(ThrowingCallable call) {
        return failure(call).code();
    }

    /** Sends a beginning, and notes when the client's end of the connection is closed. */
    private static ScriptedServer.Action stalled(String beginning, CountDownLatch gone) {
        return (out, connection) -> {
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
            // A reset is an end too.
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

        assertThat(code(() -> client.list())).isEqualTo(FailureCode.TIMEOUT);
        assertThat(failure(() -> client.save("host-1", HOST))).isInstanceOf(OutcomeUnknownException.class);

        gone.await();
    }

    @ParameterizedTest
    @EnumSource
    void deadlineEndsABodyThatDripsForEver(Way way) throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        ScriptedServer server = server((out, connection) -> {
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
                        .list()))
                .isIn(FailureCode.TIMEOUT, FailureCode.UNEXPECTED_REPLY);

        gone.await();
    }

    @ParameterizedTest
    @EnumSource
    void deadlineCoversAllAttempts(Way way) {
        AtomicInteger count = new AtomicInteger();
        CountDownLatch gone = new CountDownLatch(1);
        ScriptedServer server = server((out, connection) -> {
            if (count.incrementAndGet() < 3) {
                reply(503, "", "Retry-After: 0").answer(out, connection);
            } else {
                stalled("", gone).answer(out, connection);
            }
        });

        RegistryException failure = failure(() -> client(
                        way,
                        NautesClient.builder(server.uri())
                                .deadline(Duration.ofSeconds(1))
                                .retryPolicy(new RetryPolicy(9, Duration.ofMillis(1), Duration.ofMillis(1))))
                .list());

        assertThat(failure.code()).isEqualTo(FailureCode.TIMEOUT);
        assertThat(failure.getSuppressed()).hasSize(2);
        assertThat(failure).hasMessageContaining("after 3 attempts");
    }

    @ParameterizedTest
    @EnumSource
    void connectionThatIsClosedBeforeTheRequestWasReadIsMadeAgainForReadsOnly(Way way) throws Exception {
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
    @EnumSource
    void changeOnAConnectionThatTheServerGaveUpIsNotSentTwice(Way way) {
        ScriptedServer server = server(json(200, SAVED), reset());
        ClusterRegistry client = client(way, server);
        client.save("host-1", HOST);

        assertThat(failure(() -> client.save("host-1", HOST))).isInstanceOf(OutcomeUnknownException.class);
        assertThat(server.requests()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"WAITING,301", "WAITING,302", "WAITING,303", "WAITING,307", "WAITING,308", "ASYNC,302", "ASYNC,307"})
    void redirectIsNeverFollowedSoThatTheTokenStays(Way way, int status) {
        ScriptedServer elsewhere = server(json(200, SAVED));
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
    @CsvSource({"WAITING,502", "WAITING,504", "ASYNC,502", "ASYNC,504"})
    void gatewayThatGaveUpLeavesTheOutcomeOfAChangeUnknown(Way way, int status) {
        ScriptedServer server = server(reply(status, "<html>gateway</html>"), json(200, SAVED));

        RegistryException failure = failure(() -> client(way, server).save("host-1", HOST));

        assertThat(failure).isInstanceOf(OutcomeUnknownException.class).hasCauseInstanceOf(ServerReplyException.class);
        assertThat(failure.isRetryable()).isFalse();
        assertThat(server.requests()).hasSize(1);
        server.script(reply(status, ""), json(200, "{\"items\":[]}"));
        assertThat(client(way, server).list()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void replyPastTheLimitIsAClearFailure(Way way) {
        ScriptedServer server = server(json(200, "{\"items\":[" + " ".repeat(2000) + "]}"));

        assertThat(failure(() -> client(way, NautesClient.builder(server.uri()).replyLimit(1000))
                        .list()))
                .hasMessageContaining("larger than the limit of 1000 bytes")
                .extracting(RegistryException::code)
                .isEqualTo(FailureCode.UNEXPECTED_REPLY);
    }

    @ParameterizedTest
    @EnumSource
    void replyWithoutAnEndIsCutAtTheLimit(Way way) throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        ScriptedServer server = server((out, connection) -> {
            try {
                endless(out);
            } catch (IOException e) {
                gone.countDown();
                throw e;
            }
        });

        assertThat(code(() -> client(way, server).list())).isEqualTo(FailureCode.UNEXPECTED_REPLY);
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
    @EnumSource
    void unavailableServerIsAskedAgainHoweverLongItsPageIs(Way way) {
        ScriptedServer server =
                server(reply(503, "<html>".repeat(20_000), "Retry-After: 0"), json(200, "{\"items\":[]}"));

        assertThat(client(way, server).list()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"WAITING,'Wed, 21 Oct 2015 07:28:00 GMT'", "WAITING,soon", "WAITING,-5", "ASYNC,99999999999999999999"})
    void strangeRetryAfterDoesNoHarm(Way way, String value) {
        ScriptedServer server = server(reply(429, "", "Retry-After: " + value), json(200, SAVED));

        assertThat(client(way, server).save("host-1", HOST).change()).isEqualTo(Change.SAVED);
    }

    @ParameterizedTest
    @EnumSource
    void wordsOfTheServerAreShownWithoutSecretsAndInOneLine(Way way) {
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
    @CsvSource(
            delimiter = '|',
            value = {
                "401|<html>sign in|UNAUTHENTICATED",
                "403|<html>forbidden|PERMISSION_DENIED",
                "400|Client sent an HTTP request to an HTTPS server.|UNEXPECTED_REPLY",
                "404|404 page not found|UNEXPECTED_REPLY",
                "407|proxy|UNEXPECTED_REPLY",
                "500|<html>oops|SERVER_FAULT",
                "204|''|UNEXPECTED_REPLY",
                "200|[]|UNEXPECTED_REPLY",
                "200|{\"name\":\"other\"}|UNEXPECTED_REPLY",
                "200|{\"name\":7|UNEXPECTED_REPLY",
                "200|\u00ff\u00fe\u0000{|UNEXPECTED_REPLY",
            })
    void pagesOfOthersAreToldApart(int status, String body, FailureCode expected) {
        for (Way way : Way.values()) {
            ScriptedServer server = server(bytes(status, body));
            assertThat(code(() -> client(way, server).find("host-1"))).isEqualTo(expected);
        }
    }

    /** Not UTF-8 where the text is not ASCII. */
    private static ScriptedServer.Action bytes(int status, String body) {
        return (out, connection) -> {
            byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
            String length = status == 204 ? "" : "Content-Length: " + bytes.length + "\r\n";
            out.write(("HTTP/1.1 " + status + " x\r\n" + length + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(bytes);
            out.flush();
        };
    }

    @ParameterizedTest
    @EnumSource
    void deeplyNestedReplyIsAnUnexpectedOne(Way way) {
        ScriptedServer server = server(json(200, "[".repeat(100_000)));

        assertThat(code(() -> client(way, server).list())).isEqualTo(FailureCode.UNEXPECTED_REPLY);
    }

    @ParameterizedTest
    @EnumSource
    void replyInChunksWithFieldsAndValuesOfANewerServerIsRead(Way way) {
        String first = "{\"name\":\"host-1\",\"cluster_type\":\"quantum\",";
        String second = " \"shiny\":{\"a\":[1,null]}}";
        ScriptedServer server = server((out, connection) -> {
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
    void findingsOfOursExplainWhatTheServerNames(Way way) {
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
    void tokenSourceThatFailsIsToldAndNothingIsSent(Way way) {
        ScriptedServer server = server(json(200, SAVED));
        NautesClient client = NautesClient.builder(server.uri())
                .tokenSource(() -> {
                    throw new IllegalStateException("no vault");
                })
                .build();
        opened.add(client);

        assertThat(failure(() -> way.of(client).delete("host-1")))
                .hasRootCauseMessage("no vault")
                .extracting(RegistryException::code)
                .isEqualTo(FailureCode.UNAUTHENTICATED);
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void reconcilingHasTimeEvenIfTheChangeUsedItsOwn(Way way) {
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

    @ParameterizedTest
    @EnumSource
    void pathInFrontOfTheApiIsKept(Way way) {
        ScriptedServer server = server(json(200, "{\"items\":[]}"));

        client(way, NautesClient.builder(server.uri() + "/nautes/")).list();

        assertThat(server.requests().get(0)).startsWith("GET /nautes/api/v1/clusters HTTP/1.1");
    }

    @ParameterizedTest
    @CsvSource({
        "X-A:b,x",
        "'',x",
        "X-A,'a\r\nAuthorization: x'",
        "X-A,\u00e4",
        "Proxy-Authorization,hush-hush",
        "'Cookie ',x"
    })
    void headerThatCannotBeSentIsRefusedWithoutItsValue(String name, String value) {
        assertThatThrownBy(() ->
                        NautesClient.builder(URI.create("http://127.0.0.1:1")).header(name, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hush")
                .hasMessageNotContaining("\n");
    }
}
