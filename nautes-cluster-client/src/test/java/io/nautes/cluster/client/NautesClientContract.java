package io.nautes.cluster.client;

import static io.nautes.cluster.client.ScriptedServer.halfBody;
import static io.nautes.cluster.client.ScriptedServer.json;
import static io.nautes.cluster.client.ScriptedServer.reply;
import static io.nautes.cluster.client.ScriptedServer.reset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.BatchResult;
import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ClusterEvaluator;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.InvalidClusterException;
import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.SaveResult.Change;
import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterFilter;
import io.nautes.cluster.model.ClusterJson;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.Kubeconfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client does, whether its thread waits or not. */
abstract class NautesClientContract {
    private static final String TOKEN = "hush-hush-token";
    private static final Kubeconfig KUBECONFIG = Kubeconfig.of("""
            clusters: [{name: c, cluster: {server: "https://192.0.2.1:6443"}}]
            users: [{name: u, user: {token: hush-hush-user}}]
            contexts: [{name: x, context: {cluster: c, user: u}}]
            current-context: x
            """);
    private static final ClusterRequest HOST =
            ClusterRequest.host("https://192.0.2.1:6443", KUBECONFIG).build();
    private static final String SAVED = "{\"message\":\"Successfully saved host-1 cluster\"}";

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

    /** The client as the subclass uses it. */
    abstract ClusterRegistry via(NautesClient client);

    private ClusterRegistry client(URI uri) {
        return client(NautesClient.builder(uri));
    }

    private ClusterRegistry client(NautesClient.Builder builder) {
        return opened(builder.token(AccessToken.of(TOKEN)).build());
    }

    private ClusterRegistry opened(NautesClient client) {
        opened.add(client);
        return via(client);
    }

    private static RegistryException failure(ThrowingCallable call) {
        RegistryException failure = catchThrowableOfType(RegistryException.class, call);
        StringWriter printed = new StringWriter();
        failure.printStackTrace(new PrintWriter(printed));
        assertThat(printed.toString()).doesNotContain("hush-hush").doesNotContain(KUBECONFIG.toBase64());
        return failure;
    }

    @Test
    void saveIsTheDocumentedRequest() {
        ScriptedServer server = server(json(200, SAVED));

        assertThat(client(server.uri()).save("host-1", HOST).change()).isEqualTo(Change.SAVED);

        String request = server.requests().get(0);
        assertThat(request).startsWith("POST /api/v1/clusters/host-1?insecure_skip_check=false HTTP/1.1\n");
        assertThat(request.lines())
                .contains(
                        "Authorization: Bearer " + TOKEN, "Accept: application/json", "Content-Type: application/json")
                .noneMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("upgrade:"));
        assertThat(request).endsWith("\n\n" + new String(ClusterJson.write(HOST), StandardCharsets.UTF_8));
    }

    @Test
    void checksAreSkippedWhenAsked() {
        ScriptedServer server = server(json(200, SAVED));
        ChangeOptions skipping = ChangeOptions.defaults().withSkipChecks(true);

        client(server.uri()).save("host-1", HOST, skipping);
        client(server.uri()).delete("host-1", skipping);

        assertThat(server.requests().get(0)).startsWith("POST /api/v1/clusters/host-1?insecure_skip_check=true ");
        assertThat(server.requests().get(1)).startsWith("DELETE /api/v1/clusters/host-1?insecure_skip_check=true ");
    }

    @Test
    void listSendsATypedSelector() {
        ScriptedServer server = server(json(200, "{\"items\":[{\"name\":\"a\"},{\"name\":\"b\"}]}"));

        List<Cluster> clusters = client(server.uri()).list(ClusterFilter.of(ClusterCategory.HOST));

        assertThat(clusters).extracting(Cluster::name).containsExactly("a", "b");
        assertThat(server.requests().get(0))
                .startsWith("GET /api/v1/clusters?field_selector=cluster_type%3Dphysical%2Cusage%3Dhost HTTP");
    }

    @Test
    void missingClusterIsAStatus500() {
        ScriptedServer server = server(json(500, error(500, "", "the cluster resource host-1 is not found")));

        assertThat(client(server.uri()).find("host-1")).isEmpty();
        assertThat(client(server.uri()).delete("host-1").deleted()).isFalse();
    }

    private static String error(int code, String reason, String message) {
        return "{\"code\":" + code + ", \"reason\":\"" + reason + "\", \"message\":\"" + message
                + "\", \"metadata\":{}}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|VALIDATOR|invalid SaveRequest.Body|INVALID",
                "400|CODEC|body unmarshal|INVALID",
                "500||the host cluster is missing|INVALID",
                "500||the cluster resource other is not found|INVALID",
                "500||token is not found|UNAUTHENTICATED",
                "500||GET /user: 401 {message: 401 Unauthorized}|UNAUTHENTICATED",
                "403|NO_AUTHORIZATION|no|PERMISSION_DENIED",
                "403|REFRESH_PERMISSIONS_ACCESS_DENIED|no|PERMISSION_DENIED",
                "404|PROJECT_NOT_FOUND|no|NOT_FOUND",
                "500|UNKNOWN|unknown request error|SERVER_FAULT"
            })
    void errorsOfTheServerAreClassifiedByReasonThenWordsThenStatus(
            int status, String reason, String message, FailureCode code) {
        ScriptedServer server = server(json(status, error(status, reason == null ? "" : reason, message)));

        RegistryException failure = failure(() -> client(server.uri()).find("host-1"));

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure)
                .isInstanceOfSatisfying(ServerReplyException.class, e -> {
                    assertThat(e.status()).isEqualTo(status);
                    assertThat(e.reason()).isEqualTo(reason == null ? "" : reason);
                    assertThat(e.serverMessage()).isEqualTo(message);
                })
                .hasMessageContaining("find cluster host-1")
                .hasMessageContaining(server.uri() + "/api/v1/clusters/host-1")
                .hasMessageContaining(message);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void pageOfAnotherServerIsAnUnexpectedReply() {
        ScriptedServer server = server(
                reply(404, "404 page not found\n", "Content-Type: text/plain"),
                reply(200, "<html>sign in</html>", "Content-Type: text/html"),
                reply(200, ""));

        for (int i = 0; i < 3; i++) {
            assertThat(failure(() -> client(server.uri()).find("host-1")).code())
                    .isEqualTo(FailureCode.UNEXPECTED_REPLY);
        }
    }

    @Test
    void emptyBrokenAndHugeErrorsAreFailuresToo() {
        ScriptedServer server = server(reply(500, ""), reply(500, "\u00ff\u0000<h1>x"), reply(500, "x".repeat(70_000)));

        assertThat(failure(() -> client(server.uri()).list()).code()).isEqualTo(FailureCode.SERVER_FAULT);
        assertThat(failure(() -> client(server.uri()).list()).getMessage()).doesNotContain("\u0000");
        assertThat(failure(() -> client(server.uri()).list()))
                .hasMessageContaining("cut after 65536 bytes")
                .extracting(RegistryException::code)
                .isEqualTo(FailureCode.SERVER_FAULT);
    }

    @Test
    void whatTheServerRepeatsOfARequestIsNotShown() {
        ScriptedServer server = server(
                json(500, "{\"message\":\"no access with " + TOKEN + "\"}"),
                json(500, "{\"message\":\"cannot clone https://bot:s3cret@git.example/x: client-key-data: S0VZ\"}"),
                reply(302, "", "Location: https://login.example/?session=s3cret"),
                reply(302, "", "Location: https://login.example/#s3cret"));

        for (int i = 0; i < 4; i++) {
            assertThat(failure(() -> client(server.uri()).list()).toString()).doesNotContain(TOKEN, "s3cret", "S0VZ");
        }
    }

    @Test
    void redirectIsNotFollowedAndNamed() {
        ScriptedServer elsewhere = server(json(200, "{\"name\":\"x\"}"));
        ScriptedServer server = server(reply(302, "", "Location: " + elsewhere.uri() + "/login"));

        RegistryException failure = failure(() -> client(server.uri()).find("host-1"));

        assertThat(failure.code()).isEqualTo(FailureCode.UNEXPECTED_REPLY);
        assertThat(failure).hasMessageContaining(elsewhere.uri() + "/login");
        assertThat(elsewhere.requests()).isEmpty();
    }

    @Test
    void readIsSentAgainAfterAResetAndAChangeIsNot() {
        ScriptedServer server = server(reset(), json(200, "{\"name\":\"host-1\"}"));
        assertThat(client(server.uri()).find("host-1")).isPresent();
        assertThat(server.requests()).hasSize(2);

        ScriptedServer changed = server(reset(), json(200, SAVED));
        assertThat(failure(() -> client(changed.uri()).save("host-1", HOST)))
                .isInstanceOf(OutcomeUnknownException.class);
        assertThat(failure(() -> {
                    changed.script(reset(), json(200, SAVED));
                    client(changed.uri()).delete("host-1");
                }))
                .isInstanceOf(OutcomeUnknownException.class);
        assertThat(changed.requests()).hasSize(2);
    }

    @Test
    void halfABodyIsNoAnswer() {
        ScriptedServer server = server(halfBody());

        assertThat(failure(() -> client(server.uri()).find("host-1")).code()).isEqualTo(FailureCode.UNREACHABLE);
        assertThat(server.requests()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void changeIsSentAgainWhenTheServerRefusedItForNow(int status) {
        ScriptedServer server = server(reply(status, "", "Retry-After: 0"), json(200, SAVED));

        assertThat(client(server.uri()).save("host-1", HOST).change()).isEqualTo(Change.SAVED);

        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void earlierAttemptsAreAttached() {
        ScriptedServer server = server(reply(503, "", "Retry-After: 0"));

        RegistryException failure = failure(() -> client(server.uri()).list());

        assertThat(failure.code()).isEqualTo(FailureCode.SERVER_FAULT);
        assertThat(failure.isRetryable()).isTrue();
        assertThat(failure.getSuppressed()).hasSize(2);
        assertThat(failure).hasMessageContaining("after 3 attempts");
    }

    @Test
    void longRetryAfterIsNotWaitedForPastTheDeadline() {
        ScriptedServer server = server(reply(503, "", "Retry-After: 3600"));

        assertThat(failure(() -> client(server.uri()).list()).code()).isEqualTo(FailureCode.SERVER_FAULT);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void deadlineCoversHeadersAndBody() {
        ScriptedServer server = server(json(200, SAVED));
        server.script(server.silence());
        ClusterRegistry client = client(NautesClient.builder(server.uri()).deadline(Duration.ofMillis(200)));

        assertThat(failure(() -> client.find("host-1")).code()).isEqualTo(FailureCode.TIMEOUT);
        assertThat(failure(() -> client.save("host-1", HOST))).isInstanceOf(OutcomeUnknownException.class);
        server.script(server.stalledBody());
        assertThat(failure(() -> client.find("host-1")).code()).isEqualTo(FailureCode.TIMEOUT);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void closedPortIsUnreachableAndNothingWasChanged() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        ClusterRegistry client = client(URI.create("http://127.0.0.1:" + port));

        RegistryException failure = failure(() -> client.save("host-1", HOST));

        assertThat(failure.code()).isEqualTo(FailureCode.UNREACHABLE);
        assertThat(failure.getSuppressed()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "%2e%2e", "a/b", "a?b", "kustomization"})
    void namesThatLeadElsewhereAreNeverSent(String name) {
        ScriptedServer server = server(json(200, SAVED));
        ClusterRegistry client = client(NautesClient.builder(server.uri()).withoutValidation());

        assertThatThrownBy(() -> client.find(name)).isInstanceOf(InvalidClusterException.class);
        assertThatThrownBy(() -> client.delete(name)).isInstanceOf(InvalidClusterException.class);
        assertThatThrownBy(() -> client.save(name, HOST)).isInstanceOf(InvalidClusterException.class);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void invalidRequestIsRefusedBeforeItIsSentUnlessValidationIsOff() {
        ScriptedServer server = server(json(200, SAVED));
        ClusterRequest invalid = HOST.toBuilder().apiServer("localhost").build();

        assertThatThrownBy(() -> client(server.uri()).save("host-1", invalid))
                .isInstanceOf(InvalidClusterException.class);
        assertThat(server.requests()).isEmpty();
        client(NautesClient.builder(server.uri()).withoutValidation()).save("host-1", invalid);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void closingEndsCallsUnderWay() throws Exception {
        ScriptedServer server = server(json(200, SAVED));
        server.script(server.silence());
        ClusterRegistry client = client(server.uri());
        ExecutorService threads = Executors.newCachedThreadPool();
        CountDownLatch started = new CountDownLatch(16);
        List<Future<RegistryException>> calls = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            calls.add(threads.submit(() -> {
                started.countDown();
                return catchThrowableOfType(RegistryException.class, () -> client.find("host-1"));
            }));
        }
        started.await();

        client.close();

        for (Future<RegistryException> call : calls) {
            assertThat(call.get().code()).isEqualTo(FailureCode.CANCELLED);
        }
        assertThat(failure(() -> client.list()).code()).isEqualTo(FailureCode.CANCELLED);
        threads.shutdownNow();
    }

    @Test
    void savesOfOneClientAreSentOneAfterTheOther() throws Exception {
        int[] atOnce = new int[2];
        ScriptedServer server = server((out, connection) -> {
            synchronized (atOnce) {
                atOnce[1] = Math.max(atOnce[1], ++atOnce[0]);
            }
            Thread.yield();
            synchronized (atOnce) {
                atOnce[0]--;
            }
            json(200, SAVED).answer(out, connection);
        });
        ClusterRegistry client = client(server.uri());
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> calls = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            calls.add(threads.submit(() -> client.save("host-1", HOST)));
        }
        for (Future<?> call : calls) {
            call.get();
        }

        assertThat(server.requests()).hasSize(40);
        assertThat(atOnce[1]).isEqualTo(1);
        threads.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nautes.example.com",
                "ftp://nautes.example.com",
                "http:///x",
                "https://user:hush-hush@nautes.example.com",
                "https://nautes.example.com?x=y",
                "https://nautes.example.com#x"
            })
    void urlThatIsNoApiServerIsRefused(String url) {
        assertThatThrownBy(() -> NautesClient.builder(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hush");
    }

    @Test
    void clientWithoutTokenIsRefused() {
        assertThatThrownBy(() -> NautesClient.builder("http://127.0.0.1:1").build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("token");
    }

    @Test
    void fileWithoutCertificatesIsRefused(@TempDir Path temp) throws IOException {
        Path empty = Files.writeString(temp.resolve("ca.pem"), "nothing\n");

        assertThatThrownBy(() -> NautesClient.builder("https://127.0.0.1:1")
                        .token(AccessToken.of(TOKEN))
                        .trustPem(empty)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ca.pem");
        assertThatThrownBy(() -> NautesClient.builder("https://127.0.0.1:1")
                        .token(AccessToken.of(TOKEN))
                        .trustPem(temp.resolve("missing.pem"))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("missing.pem");
    }

    @Test
    void refusedTokenIsAskedForOnceMore() {
        ScriptedServer server =
                server(json(500, error(500, "", "GET /user: 401 {message: 401 Unauthorized}")), json(200, SAVED));
        Iterator<String> tokens = List.of("hush-hush-old", "hush-hush-new").iterator();

        opened(NautesClient.builder(server.uri())
                        .tokenSource(() -> AccessToken.of(tokens.next()))
                        .build())
                .save("host-1", HOST);

        assertThat(server.requests()).hasSize(2);
        assertThat(server.requests().get(0)).contains("\nAuthorization: Bearer hush-hush-old\n");
        assertThat(server.requests().get(1)).contains("\nAuthorization: Bearer hush-hush-new\n");
    }

    @Test
    void tokenThatIsRefusedTwiceIsAFailure() {
        ScriptedServer server = server(json(500, error(500, "", "token is not found")));
        Iterator<String> tokens = List.of("hush-hush-old", "hush-hush-new").iterator();
        ClusterRegistry client = opened(NautesClient.builder(server.uri())
                .tokenSource(() -> AccessToken.of(tokens.next()))
                .build());

        RegistryException failure = failure(() -> client.find("host-1"));

        assertThat(failure.code()).isEqualTo(FailureCode.UNAUTHENTICATED);
        assertThat(failure.getSuppressed()).hasSize(1);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void refusedTokenIsNotSentAgain() {
        ScriptedServer server = server(json(500, error(500, "", "token is not found")));
        ClusterRegistry client = opened(NautesClient.builder(server.uri())
                .tokenSource(() -> AccessToken.of(TOKEN))
                .build());

        assertThat(failure(() -> client.find("host-1")).code()).isEqualTo(FailureCode.UNAUTHENTICATED);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void unknownOutcomeIsLookedUpWhenAsked() {
        Cluster registered =
                Cluster.of(ClusterEvaluator.standard().evaluate("host-1", HOST).resource());
        String reply = new String(ClusterJson.write(registered), StandardCharsets.UTF_8);
        ScriptedServer server = server(reset(), json(200, reply));
        ClusterRegistry client = client(NautesClient.builder(server.uri()).reconcileUnknownOutcomes(true));

        assertThat(client.save("host-1", HOST).change()).isEqualTo(Change.SAVED);
        assertThat(server.requests()).hasSize(2);

        server.script(reset(), json(200, reply.replace("30443", "31443")));
        assertThat(failure(() -> client.save("host-1", HOST))).isInstanceOf(OutcomeUnknownException.class);
        server.script(reset(), json(500, error(500, "", "the cluster resource host-1 is not found")));
        assertThat(client.delete("host-1").deleted()).isTrue();
        server.script(reset(), json(200, reply));
        assertThat(failure(() -> client.delete("host-1"))).isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void policySaysHowOften() {
        ScriptedServer server = server(reply(503, "", "Retry-After: 0"));

        failure(() -> client(NautesClient.builder(server.uri()).retryPolicy(RetryPolicy.none()))
                .list());
        assertThat(server.requests()).hasSize(1);
        failure(() -> client(NautesClient.builder(server.uri())
                        .retryPolicy(new RetryPolicy(5, Duration.ofMillis(1), Duration.ofMillis(2))))
                .list());
        assertThat(server.requests()).hasSize(6);
    }

    @Test
    void observerIsToldOfEachAttempt() {
        ScriptedServer server = server(reply(503, "", "Retry-After: 0"), reply(502, ""), json(200, "{\"items\":[]}"));
        List<ClientObserver.Attempt> attempts = new CopyOnWriteArrayList<>();
        ClusterRegistry client = client(NautesClient.builder(server.uri())
                .observer(attempt -> {
                    throw new IllegalStateException("observers do no harm");
                })
                .observer(attempts::add));

        client.list();

        assertThat(attempts)
                .extracting(
                        ClientObserver.Attempt::number,
                        ClientObserver.Attempt::status,
                        ClientObserver.Attempt::failure,
                        ClientObserver.Attempt::isLast)
                .containsExactly(
                        tuple(1, OptionalInt.of(503), Optional.of(FailureCode.SERVER_FAULT), false),
                        tuple(2, OptionalInt.of(502), Optional.of(FailureCode.SERVER_FAULT), false),
                        tuple(3, OptionalInt.of(200), Optional.empty(), true));
        assertThat(attempts.toString()).doesNotContain("hush");
        assertThat(attempts.get(0).operation()).isEqualTo("list clusters");
    }

    @Test
    void ownHeadersAreSentAndReservedOnesRefused() {
        ScriptedServer server = server(json(200, "{\"items\":[]}"));

        client(NautesClient.builder(server.uri()).header("X-Trace", "abc").userAgent("shop/1.0"))
                .list();

        assertThat(server.requests().get(0).lines()).contains("X-Trace: abc", "User-Agent: shop/1.0");
        for (String reserved : List.of("Authorization", "HOST", "Expect", "content-length")) {
            assertThatThrownBy(() -> NautesClient.builder(server.uri()).header(reserved, "x"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(reserved);
        }
    }

    @Test
    void givenHttpClientIsUsedAndMustNotFollowRedirects() {
        ScriptedServer server = server(json(200, "{\"items\":[]}"));
        HttpClient given = HttpClient.newHttpClient();
        ClusterRegistry client = client(NautesClient.builder(server.uri()).httpClient(given));

        client.list();
        client.close();

        assertThat(client(NautesClient.builder(server.uri()).httpClient(given)).list())
                .isEmpty();
        assertThatThrownBy(() -> NautesClient.builder(server.uri())
                        .httpClient(HttpClient.newBuilder()
                                .followRedirects(HttpClient.Redirect.NORMAL)
                                .build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("redirects");
    }

    @Test
    void proxyIsUsed() {
        ScriptedServer proxy = server(json(200, "{\"items\":[]}"));
        InetSocketAddress address =
                new InetSocketAddress("127.0.0.1", proxy.uri().getPort());

        client(NautesClient.builder("http://nautes.invalid:8080").proxy(ProxySelector.of(address)))
                .list();

        assertThat(proxy.requests().get(0)).startsWith("GET http://nautes.invalid:8080/api/v1/clusters HTTP/1.1");
    }

    @Test
    void batchOfFiveHundredKeepsItsOrderAndGoesOn() {
        ScriptedServer server = server(json(200, SAVED));
        Map<String, ClusterRequest> requests = new LinkedHashMap<>();
        for (int i = 0; i < 400; i++) {
            requests.put(
                    "v-" + i,
                    ClusterRequest.virtualPipelineRuntime("https://192.0.2.1:31000", "host-" + i % 100)
                            .build());
        }
        requests.put("bad", HOST.toBuilder().kubeconfig(null).build());
        for (int i = 0; i < 100; i++) {
            requests.put("host-" + i, HOST);
        }
        List<Integer> progress = new ArrayList<>();

        BatchResult result = client(server.uri())
                .saveAll(requests, BatchOptions.defaults().withListener((entry, done, total) -> {
                    assertThat(total).isEqualTo(501);
                    progress.add(done);
                }));

        assertThat(progress).hasSize(501).isSorted();
        assertThat(result.failures()).extracting(BatchResult.Entry::name).containsExactly("bad");
        assertThat(server.requests()).hasSize(500);
        assertThat(server.requests().subList(0, 100))
                .allMatch(request -> request.startsWith("POST /api/v1/clusters/host-"));
        assertThat(server.requests().subList(100, 500))
                .allMatch(request -> request.startsWith("POST /api/v1/clusters/v-"));
    }
}
