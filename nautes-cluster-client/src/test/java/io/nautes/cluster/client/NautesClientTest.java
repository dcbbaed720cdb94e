package io.nautes.cluster.client;

import static io.nautes.cluster.client.ScriptedServer.json;
import static io.nautes.cluster.client.ScriptedServer.reply;
import static io.nautes.cluster.client.ScriptedServer.reset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.InvalidClusterException;
import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.core.Precondition;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.SaveResult;
import io.nautes.cluster.core.SaveResult.Change;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterFilter;
import io.nautes.cluster.model.ClusterJson;
import io.nautes.cluster.model.ClusterRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests and results of blocking and asynchronous calls. */
@ParameterizedClass
@EnumSource
class NautesClientTest extends ClientTestCase {
    private static final String EMPTY_LIST = "{\"items\":[]}";

    @Parameter
    private Way way;

    private ClusterRegistry registry(ScriptedServer server) {
        return way.of(client(server));
    }

    private ClusterRegistry registry(NautesClient.Builder builder) {
        return way.of(client(builder));
    }

    private static String error(String message) {
        return "{\"code\":500, \"reason\":\"\", \"message\":\"" + message + "\", \"metadata\":{}}";
    }

    @Test
    void saveSendsTheDocumentedRequest() {
        ScriptedServer server = server(json(200, DONE));

        assertThat(registry(server).save("host-1", HOST).change()).isEqualTo(Change.SAVED);

        String request = server.requests().get(0);
        assertThat(request).startsWith("POST /api/v1/clusters/host-1?insecure_skip_check=false HTTP/1.1\n");
        assertThat(request.lines())
                .contains(
                        "Authorization: Bearer " + TOKEN, "Accept: application/json", "Content-Type: application/json");
        assertThat(request).endsWith("\n\n" + new String(ClusterJson.write(HOST), StandardCharsets.UTF_8));
    }

    @Test
    void checksAreSkippedIfRequested() {
        ScriptedServer server = server(json(200, DONE));
        ChangeOptions skipping = ChangeOptions.defaults().withSkipChecks(true);

        registry(server).save("host-1", HOST, skipping);
        registry(server).delete("host-1", skipping);

        assertThat(server.requests().get(0)).startsWith("POST /api/v1/clusters/host-1?insecure_skip_check=true ");
        assertThat(server.requests().get(1)).startsWith("DELETE /api/v1/clusters/host-1?insecure_skip_check=true ");
    }

    @Test
    void listSendsATypedSelector() {
        ScriptedServer server = server(json(200, "{\"items\":[{\"name\":\"a\"},{\"name\":\"b\"}]}"));

        List<Cluster> clusters =
                registry(server).list(ClusterFilter.of(ClusterCategory.HOST)).all();

        assertThat(clusters).extracting(Cluster::name).containsExactly("a", "b");
        assertThat(server.requests().get(0))
                .startsWith("GET /api/v1/clusters?field_selector=cluster_type%3Dphysical%2Cusage%3Dhost HTTP");
    }

    @Test
    void pathBeforeTheApiIsKept() {
        ScriptedServer server = server(json(200, EMPTY_LIST));

        registry(NautesClient.builder(server.uri() + "/nautes/")).list().all();

        assertThat(server.requests().get(0)).startsWith("GET /nautes/api/v1/clusters HTTP/1.1");
    }

    @Test
    void failureContainsAllFacts() {
        ScriptedServer server = server(json(403, "{\"code\":403,\"reason\":\"NO_AUTHORIZATION\",\"message\":\"no\"}"));

        RegistryException failure = failure(() -> registry(server).find("host-1"));

        assertThat(failure)
                .isInstanceOfSatisfying(ServerReplyException.class, e -> {
                    assertThat(e.status()).isEqualTo(403);
                    assertThat(e.reason()).isEqualTo("NO_AUTHORIZATION");
                    assertThat(e.serverMessage()).isEqualTo("no");
                })
                .hasMessage("failed to find cluster host-1: GET " + server.uri()
                        + "/api/v1/clusters/host-1 returned status 403 NO_AUTHORIZATION: no; the owner of the token needs"
                        + " write access to the tenant configuration repository");
    }

    @Test
    void errorPageIsCut() {
        ScriptedServer server = server(reply(500, "x".repeat(70_000)));

        assertThat(failure(() -> registry(server).list().all())).hasMessageContaining("cut after 65536 bytes");
    }

    @Test
    void secretsThatTheServerRepeatsAreNotShown() {
        ScriptedServer server = server(
                json(500, "{\"message\":\"no access with " + TOKEN + "\"}"),
                json(500, "{\"message\":\"cannot clone https://bot:s3cret@git.example/x: client-key-data: S0VZ\"}"),
                reply(302, "", "Location: https://login.example/?session=s3cret"),
                reply(302, "", "Location: https://login.example/#s3cret"));

        for (int i = 0; i < 4; i++) {
            assertThat(failure(() -> registry(server).list().all()).toString()).doesNotContain("s3cret", "S0VZ");
        }
    }

    @Test
    void earlierAttemptsAreAttached() {
        ScriptedServer server = server(reply(503, "", "Retry-After: 0"));

        RegistryException failure = failure(() -> registry(server).list().all());

        assertThat(failure.isRetryable()).isTrue();
        assertThat(failure.getSuppressed()).hasSize(2);
        assertThat(failure).hasMessageContaining("after 3 attempts");
    }

    @Test
    void closedPortIsReportedAsUnreachable() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        ClusterRegistry registry = registry(NautesClient.builder(URI.create("http://127.0.0.1:" + port)));

        RegistryException failure = failure(() -> registry.save("host-1", HOST));

        assertThat(failure.code()).isEqualTo(FailureCode.UNREACHABLE);
        assertThat(failure).hasMessageContaining("nothing was changed");
        assertThat(failure.getSuppressed()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "%2e%2e", "a/b", "a%2Fb", "kustomization", "a\r\nb", "a\u001b[2Jb", "\u202ea"})
    void namesThatWouldChangeThePathAreNotSent(String name) {
        ScriptedServer server = server(json(200, DONE));
        ClusterRegistry registry = registry(NautesClient.builder(server.uri()).withoutValidation());

        for (RegistryException failure : List.of(
                failure(() -> registry.find(name)),
                failure(() -> registry.delete(name)),
                failure(() -> registry.save(name, HOST)))) {
            assertThat(failure).isInstanceOf(InvalidClusterException.class);
            assertThat(failure.getMessage().lines()).hasSizeLessThanOrEqualTo(3);
            assertThat(failure.getMessage().replace("\n", "")).doesNotMatch("(?s).*[\\p{Cc}\\p{Cf}].*");
        }
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"My_Cluster,My_Cluster", "a b,a%20b", "a?b,a%3Fb", "a#b;c,a%23b%3Bc", "集群,%E9%9B%86%E7%BE%A4"})
    void nameWithSpecialCharactersIsOnePathSegment(String name, String segment) {
        ScriptedServer server = server(json(500, "{\"message\":\"the cluster resource " + name + " is not found\"}"));
        ClusterRegistry registry = registry(NautesClient.builder(server.uri()));

        registry.find(name);

        assertThat(server.requests()).singleElement().asString().contains("/api/v1/clusters/" + segment + " ");
    }

    @Test
    void invalidRequestIsRefusedBeforeItIsSentUnlessValidationIsOff() {
        ScriptedServer server = server(json(200, DONE));
        ClusterRequest invalid = HOST.toBuilder().apiServer("localhost").build();

        assertThat(failure(() -> registry(server).save("host-1", invalid))).isInstanceOf(InvalidClusterException.class);
        assertThat(server.requests()).isEmpty();
        registry(NautesClient.builder(server.uri()).withoutValidation()).save("host-1", invalid);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void savesOfOneClientAreSentOneAtATime() throws Exception {
        int[] atOnce = new int[2];
        ScriptedServer server = server((out, connection, request) -> {
            synchronized (atOnce) {
                atOnce[1] = Math.max(atOnce[1], ++atOnce[0]);
            }
            Thread.yield();
            synchronized (atOnce) {
                atOnce[0]--;
            }
            json(200, DONE).answer(out, connection, request);
        });
        ClusterRegistry registry = registry(server);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> calls = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            calls.add(threads.submit(() -> registry.save("host-1", HOST)));
        }
        for (Future<?> call : calls) {
            call.get();
        }

        assertThat(server.requests()).hasSize(40);
        assertThat(atOnce[1]).isEqualTo(1);
        threads.shutdownNow();
    }

    @Test
    void refusedTokenIsRenewedOnce() {
        ScriptedServer server = server(json(500, error("GET /user: 401 {message: 401 Unauthorized}")), json(200, DONE));
        Iterator<String> tokens = List.of("hush-hush-old", "hush-hush-new").iterator();

        registry(tokens(server, () -> AccessToken.of(tokens.next()))).save("host-1", HOST);

        assertThat(server.requests()).hasSize(2);
        assertThat(server.requests().get(0)).contains("\nAuthorization: Bearer hush-hush-old\n");
        assertThat(server.requests().get(1)).contains("\nAuthorization: Bearer hush-hush-new\n");
    }

    private ClusterRegistry registry(NautesClient client) {
        return way.of(client);
    }

    private NautesClient tokens(ScriptedServer server, TokenSource source) {
        return closing(NautesClient.builder(server.uri()).tokenSource(source).build());
    }

    @Test
    void tokenThatIsRefusedTwiceIsAFailure() {
        ScriptedServer server = server(json(500, error("token is not found")));
        Iterator<String> tokens = List.of("hush-hush-old", "hush-hush-new").iterator();
        ClusterRegistry registry = registry(tokens(server, () -> AccessToken.of(tokens.next())));

        RegistryException failure = failure(() -> registry.find("host-1"));

        assertThat(failure.code()).isEqualTo(FailureCode.UNAUTHENTICATED);
        assertThat(failure.getSuppressed()).hasSize(1);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void renewedTokenThatIsTheRefusedOneIsNotSent() {
        ScriptedServer server = server(json(500, error("token is not found")));
        ClusterRegistry registry = registry(tokens(server, () -> AccessToken.of(TOKEN)));

        assertThat(code(() -> registry.find("host-1"))).isEqualTo(FailureCode.UNAUTHENTICATED);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void tokenSourceThatFailsIsReportedAndNothingIsSent() {
        ScriptedServer server = server(json(200, DONE));
        ClusterRegistry registry = registry(tokens(server, () -> {
            throw new IllegalStateException("no vault");
        }));

        assertThat(failure(() -> registry.delete("host-1")))
                .hasRootCauseMessage("no vault")
                .extracting(RegistryException::code)
                .isEqualTo(FailureCode.UNAUTHENTICATED);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    @SuppressWarnings("NullAway")
    void tokenSourceWithoutATokenIsReportedAndNothingIsSent() {
        ScriptedServer server = server(json(200, DONE));
        ClusterRegistry registry = registry(tokens(server, () -> null));

        assertThat(failure(() -> registry.delete("host-1")))
                .hasRootCauseMessage("the token source returned no token")
                .extracting(RegistryException::code)
                .isEqualTo(FailureCode.UNAUTHENTICATED);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void unknownOutcomeIsVerifiedIfConfigured() {
        Cluster registered =
                Cluster.of(ClusterEvaluator.standard().evaluate("host-1", HOST).resource());
        String reply = new String(ClusterJson.write(registered), StandardCharsets.UTF_8);
        ScriptedServer server = server(reset(), json(200, reply));
        ClusterRegistry registry = registry(NautesClient.builder(server.uri()).reconcileUnknownOutcomes(true));

        assertThat(registry.save("host-1", HOST).change()).isEqualTo(Change.SAVED);
        assertThat(server.requests()).hasSize(2);

        server.script(reset(), json(200, reply.replace("30443", "31443")));
        assertThat(failure(() -> registry.save("host-1", HOST))).isInstanceOf(OutcomeUnknownException.class);
        server.script(reset(), json(500, error("the cluster resource host-1 is not found")));
        assertThat(registry.delete("host-1").deleted()).isTrue();
        server.script(reset(), json(200, reply));
        assertThat(failure(() -> registry.delete("host-1"))).isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void retryPolicyLimitsTheAttempts() {
        ScriptedServer server = server(reply(503, "", "Retry-After: 0"));

        failure(() -> registry(NautesClient.builder(server.uri()).retryPolicy(RetryPolicy.none()))
                .list()
                .all());
        assertThat(server.requests()).hasSize(1);
        failure(() -> registry(NautesClient.builder(server.uri())
                        .retryPolicy(new RetryPolicy(5, Duration.ofMillis(1), Duration.ofMillis(2))))
                .list()
                .all());
        assertThat(server.requests()).hasSize(6);
    }

    @Test
    void logIsWrittenAtDebugOnlyAndContainsNoSecret() {
        ScriptedServer server = server(reply(503, "", "Retry-After: 0"), json(400, error(TOKEN)));
        List<LogRecord> records = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                records.add(entry);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger log = Logger.getLogger("io.nautes.cluster.client");
        log.setLevel(Level.ALL);
        log.addHandler(handler);
        try {
            failure(() -> registry(server).save("host-1", HOST));
        } finally {
            log.removeHandler(handler);
            log.setLevel(null);
        }

        assertThat(records).hasSize(2).extracting(LogRecord::getLevel).containsOnly(Level.FINE);
        assertThat(records)
                .extracting(LogRecord::getMessage)
                .allMatch(message -> message.contains("save cluster host-1"))
                .noneMatch(message -> message.contains("hush"));
    }

    @Test
    void closedClientRefusesCalls() {
        NautesClient client = client(server(json(200, EMPTY_LIST)));
        ClusterRegistry registry = way.of(client);
        registry.list();

        client.close();
        client.close();

        assertThat(code(registry::list)).isEqualTo(FailureCode.CANCELLED);
        assertThat(catchThrowableOfType(RegistryException.class, () -> registry.delete("host-1")))
                .hasMessageContaining("closed");
    }

    @ParameterizedTest
    @EnumSource
    void preconditionIsRefusedBeforeAnythingIsSent(Way way) {
        ScriptedServer server = server(json(200, DONE));
        ClusterRegistry registry = way.of(client(server));
        ChangeOptions create = ChangeOptions.defaults().withPrecondition(Precondition.notRegistered());

        assertThat(failure(() -> registry.save("host-1", HOST, create)))
                .hasMessageContaining("cannot check a precondition (got: not registered); nothing was sent")
                .extracting(RegistryException::code)
                .isEqualTo(FailureCode.UNSUPPORTED);
        assertThat(code(() -> registry.delete("host-1", create))).isEqualTo(FailureCode.UNSUPPORTED);
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void typeErrorOfADocumentIsAFindingOfTheSave(Way way) {
        ScriptedServer server = server(json(200, DONE));
        String json = new String(ClusterJson.write(HOST), StandardCharsets.UTF_8);

        SaveResult saved = way.of(client(server))
                .save("host-1", ClusterJson.parseRequest(json.replaceFirst("\\{", "{\"apiServer\":\"x\",")));

        assertThat(saved.warnings())
                .anySatisfy(finding -> assertThat(finding.pointer()).isEqualTo("/apiServer"));
        assertThat(code(() -> way.of(client(server)).save("host-1", ClusterJson.parseRequest("{\"usage\":1}"))))
                .isEqualTo(FailureCode.INVALID);
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void optionsThatTheApiDoesNotSupportAreRefusedBeforeAnythingIsSent(Way way) {
        ScriptedServer server = server(json(200, DONE), json(200, DONE));
        ClusterRegistry registry = way.of(client(server));
        ChangeOptions keeping = ChangeOptions.defaults().withKeepKubeconfig(true);
        ClusterRequest without = HOST.toBuilder().kubeconfig(null).build();

        for (ChangeOptions options : List.of(
                ChangeOptions.defaults().withRequestId("r-1"),
                ChangeOptions.defaults().withMessage("Register"))) {
            assertThat(code(() -> registry.save("host-1", HOST, options))).isEqualTo(FailureCode.UNSUPPORTED);
            assertThat(code(() -> registry.delete("host-1", options))).isEqualTo(FailureCode.UNSUPPORTED);
        }
        assertThat(code(() -> registry.save("host-1", without, keeping))).isEqualTo(FailureCode.UNSUPPORTED);
        assertThat(server.requests()).isEmpty();

        registry.save("host-1", HOST, keeping);
        registry.delete("host-1", keeping);
        assertThat(server.requests()).hasSize(2);
    }
}
