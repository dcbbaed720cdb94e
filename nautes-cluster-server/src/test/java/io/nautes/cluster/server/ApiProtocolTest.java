package io.nautes.cluster.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.spi.StoreUpdate;
import io.nautes.cluster.core.store.InMemoryClusterStore;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import io.nautes.cluster.model.AccessToken;
import io.nautes.cluster.model.ApiError;
import io.nautes.cluster.model.ClusterJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of the HTTP API on the wire. */
class ApiProtocolTest {
    private static final String HOST = """
            {"api_server": "https://192.0.2.1:6443", "cluster_kind": "kubernetes", "cluster_type": "physical",
             "usage": "host", "kubeconfig": "clusters: [{name: c, cluster: {server: 'https://192.0.2.1:6443'}}]\\nusers: [{name: u, user: {token: hush-hush}}]\\ncontexts: [{name: x, context: {cluster: c, user: u}}]\\ncurrent-context: x"}
            """;
    private static final String VIRTUAL = """
            {"api_server": "https://192.0.2.1:31001", "cluster_kind": "kubernetes", "cluster_type": "virtual",
             "usage": "worker", "worker_type": "pipeline", "host_cluster": "host-1"}
            """;

    private final ClusterApiServer server = ClusterApiServer.builder().start();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create(server.uri() + target))
                .header("Authorization", "Bearer " + server.token().value())
                .header("Content-Type", "application/json");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> save(String name, String body) throws IOException, InterruptedException {
        return send(request("/api/v1/clusters/" + name).POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> get(String target) throws IOException, InterruptedException {
        return send(request(target));
    }

    private HttpResponse<String> delete(String name) throws IOException, InterruptedException {
        return send(request("/api/v1/clusters/" + name).DELETE());
    }

    private static void assertError(HttpResponse<String> response, int status, String reason, String... words) {
        assertThat(response.statusCode()).isEqualTo(status);
        ApiError error = ClusterJson.readError(response.body().getBytes(StandardCharsets.UTF_8));
        assertThat(error.code()).isEqualTo(status);
        assertThat(error.reason()).isEqualTo(reason);
        assertThat(error.message()).contains(words).doesNotContain("hush");
    }

    @Test
    void clusterIsSavedReadListedAndDeleted() throws Exception {
        assertThat(save("host-1", HOST).body().replace(" ", ""))
                .isEqualTo("{\"message\":\"Successfullysavedhost-1cluster\"}");
        assertThat(save("v-1", VIRTUAL).statusCode()).isEqualTo(200);

        String reply = get("/api/v1/clusters/v-1").body().replace(" ", "");
        assertThat(reply)
                .startsWith("{\"name\":\"v-1\",\"api_server\":\"https://192.0.2.1:31001\"")
                .contains("\"event_listener\":null", "\"host_cluster\":\"host-1\"", "\"pipeline\":{\"name\":\"tekton\"")
                .doesNotContain("kubeconfig", "vcluster", "vault");
        assertThat(ClusterJson.readClusters(get("/api/v1/clusters?field_selector=cluster_type=virtual,usage=worker")
                        .body()
                        .getBytes(StandardCharsets.UTF_8)))
                .hasSize(1);
        assertThat(ClusterJson.readClusters(get("/api/v1/clusters").body().getBytes(StandardCharsets.UTF_8)))
                .hasSize(2);

        assertError(delete("host-1"), 500, "", "v-1");
        assertThat(delete("v-1").body().replace(" ", "")).isEqualTo("{\"message\":\"Successfullydeletedv-1cluster\"}");
        assertError(delete("v-1"), 500, "", "the cluster resource v-1 is not found");
        assertError(get("/api/v1/clusters/v-1"), 500, "", "the cluster resource v-1 is not found");
    }

    @Test
    void whiteSpaceVariesBetweenCalls() throws Exception {
        save("host-1", HOST);
        Set<String> bodies = new HashSet<>();
        for (int i = 0; i < 2; i++) {
            bodies.add(get("/api/v1/clusters/host-1").body());
        }

        assertThat(bodies).hasSize(2);
        assertThat(bodies)
                .allSatisfy(body -> assertThat(ClusterJson.readCluster(body.getBytes(StandardCharsets.UTF_8))
                                .name())
                        .isEqualTo("host-1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{not json|CODEC|line 1",
                "[]|CODEC|an object is expected",
                "{\"usage\":1}|CODEC|/usage: a string is expected",
                "{\"reserved_namespaces_allowed_products\":{\"argocd\":null}}|CODEC|/argocd: a list is expected",
                "{\"vcluster\":{\"https_node_port\":31456}}|CODEC|/vcluster/https_node_port: a string is expected",
                "{}|VALIDATOR|SaveRequest_Body.ApiServer: value length must be at least 1 runes",
                "{\"api_server\":\"\",\"cluster_kind\":\"x\"}|VALIDATOR|ApiServer: value length must be at least 1 runes",
                "{\"api_server\":\"x\"}|VALIDATOR|ClusterKind: value must be in list [kubernetes]",
                "{\"api_server\":\"x\",\"cluster_kind\":\"kubernetes\",\"cluster_type\":\"x\",\"usage\":\"y\"}|VALIDATOR|/cluster_type",
                "{\"api_server\":\"x\",\"cluster_kind\":\"kubernetes\",\"cluster_type\":\"virtual\",\"usage\":\"y\",\"worker_type\":\"z\"}|VALIDATOR|/usage",
            })
    void malformedBodyIsAProtocolError(String body, String reason, String words) throws Exception {
        assertError(save("host-1", body), 400, reason, words);
        assertThat(server.registry().list().all()).isEmpty();
    }

    @Test
    void unknownWorkerTypeIsAServiceError() throws Exception {
        assertError(
                save("v-1", VIRTUAL.replace("\"pipeline\"", "\"middleware\"")),
                500,
                "",
                "/worker_type: ",
                "middleware");
        assertThat(server.registry().list().all()).isEmpty();
    }

    @Test
    void invalidRequestIsRefusedWithStatus500AndAllFindings() throws Exception {
        assertError(
                save(
                        "v-1",
                        VIRTUAL.replace("\"host_cluster\": \"host-1\"", "\"host_cluster\": \"v-1\"")
                                .replace("\"worker_type\": \"pipeline\",", "")),
                500,
                "",
                "/worker_type: ",
                "/host_cluster: ");
        assertError(save("..%2Fx", HOST), 500, "", "/name: ");
        assertThat(server.registry().list().all()).isEmpty();
    }

    @Test
    void unknownFieldsAreIgnored() throws Exception {
        assertThat(save("host-1", HOST.replace("{\"api_server\"", "{\"color\": 3, \"api_server\""))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/v1/clusters/", "/api/v1/clusters/a/b", "/api/v2/clusters", "/api/v1/clustersx"})
    void unknownPathIsAnsweredInPlainText(String path) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(response.body().strip()).isEqualTo("404 page not found");
        assertThat(send(request("/api/v1/clusters/a").PUT(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void missingOrWrongTokenIsRefused() throws Exception {
        URI uri = URI.create(server.uri() + "/api/v1/clusters");

        assertError(send(HttpRequest.newBuilder(uri)), 500, "", "token is not found");
        assertError(
                send(HttpRequest.newBuilder(uri).header("Authorization", "Bearer wrong")),
                500,
                "",
                "401 {message: 401 Unauthorized}");
    }

    @Test
    void otherContentIsRefused() throws Exception {
        HttpResponse<String> form = send(request("/api/v1/clusters/host-1")
                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(HOST)));
        assertError(form, 400, "CODEC", "application/json");

        HttpResponse<String> xml = send(request("/api/v1/clusters").setHeader("Accept", "application/xml"));
        assertThat(xml.statusCode()).isEqualTo(500);
        assertThat(xml.body()).isEmpty();
    }

    @Test
    void invalidSelectorIsRefusedWithStatus500() throws Exception {
        assertError(get("/api/v1/clusters?field_selector=usage!=worker"), 500, "", "field_selector");
    }

    @ParameterizedTest
    @CsvSource({"PERMISSION_DENIED, 403, NO_AUTHORIZATION", "NOT_FOUND, 404, PROJECT_NOT_FOUND", "UNREACHABLE, 500, ''"
    })
    void failureOfTheRegistryIsReportedWithStatusAndReason(FailureCode code, int status, String reason)
            throws Exception {
        InMemoryClusterStore store = new InMemoryClusterStore();
        StoreUpdate failing = current -> {
            throw new RegistryException(code, "said the registry");
        };
        try (ClusterApiServer failingServer = ClusterApiServer.builder(StoreClusterRegistry.builder(store)
                        .references(name -> {
                            failing.decide(store.snapshot());
                            return List.of();
                        })
                        .build())
                .token(AccessToken.of("t"))
                .start()) {
            URI uri = URI.create(failingServer.uri() + "/api/v1/clusters/host-1");
            HttpRequest.Builder authorized = HttpRequest.newBuilder(uri)
                    .header("Authorization", "Bearer t")
                    .header("Content-Type", "application/json");
            send(authorized.copy().POST(BodyPublishers.ofString(HOST)));

            assertError(send(authorized.copy().DELETE()), status, reason, "said the registry");
        }
    }
}
