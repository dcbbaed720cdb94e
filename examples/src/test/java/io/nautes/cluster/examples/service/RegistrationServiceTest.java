package io.nautes.cluster.examples.service;

import static io.nautes.cluster.testkit.NautesAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.model.ClusterJson;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.testkit.ClusterFixtures;
import io.nautes.cluster.testkit.EnableNautes;
import io.nautes.cluster.testkit.Fault;
import io.nautes.cluster.testkit.InvalidRequest;
import io.nautes.cluster.testkit.NautesServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

@EnableNautes
class RegistrationServiceTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private RegistrationService service;

    @BeforeEach
    void start(ClusterRegistry registry) throws IOException {
        service = new RegistrationService(registry, 0);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private HttpResponse<String> send(String method, String path, byte[] body, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(service.uri().resolve(path)).method(method, BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> put(String name, ClusterRequest request, String... headers) throws Exception {
        return send("PUT", "/clusters/" + name, ClusterJson.write(request), headers);
    }

    private static Map<String, Object> problem(HttpResponse<String> response) {
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        Map<String, Object> problem = new Yaml().load(response.body());
        assertThat(problem).containsEntry("status", response.statusCode()).containsKeys("type", "title", "detail");
        return problem;
    }

    @Test
    void clusterIsRegisteredShownAndDeleted(NautesServer server) throws Exception {
        HttpResponse<String> saved = put("host-1", ClusterFixtures.host());
        assertThat(saved.statusCode()).isEqualTo(200);
        assertThat(saved.body()).isEqualTo("{\"name\":\"host-1\",\"change\":\"saved\",\"warnings\":[]}");
        assertThat(server.registry()).holdsOnly("host-1");

        HttpResponse<String> shown = send("GET", "/clusters/host-1", new byte[0]);
        assertThat(ClusterJson.readCluster(shown.body().getBytes(StandardCharsets.UTF_8)))
                .hasName("host-1");

        assertThat(send("DELETE", "/clusters/host-1", new byte[0]).statusCode()).isEqualTo(204);
        assertThat(server.registry()).isEmpty();
        assertThat(send("GET", "/clusters/host-1", new byte[0]).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @MethodSource("io.nautes.cluster.testkit.InvalidRequest#all")
    void findingsAreProblemDetailsAndNothingIsSent(InvalidRequest invalid, NautesServer server) throws Exception {
        HttpResponse<String> refused = put(invalid.name(), invalid.request());

        assertThat(refused.statusCode()).isEqualTo(422);
        Map<String, Object> problem = problem(refused);
        assertThat(problem).containsEntry("type", "urn:nautes:problem:invalid_cluster");
        assertThat(problem.get("errors"))
                .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
                .singleElement()
                .satisfies(error ->
                        assertThat(error.get("code")).isEqualTo(invalid.code().code()))
                .satisfies(error -> assertThat(error.get("pointer")).isEqualTo("#" + invalid.pointer()));
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void findingsAreInTheLanguageOfTheCaller() throws Exception {
        ClusterRequest request =
                ClusterFixtures.host().toBuilder().kubeconfig(null).build();

        assertThat(put("host-1", request, "Accept-Language", "zh-CN").body()).containsPattern("\\p{IsHan}");
        assertThat(put("host-1", request).body()).doesNotContainPattern("\\p{IsHan}");
    }

    @Test
    void malformedBodyIsAnsweredWithProblemDetails() throws Exception {
        HttpResponse<String> refused = send("PUT", "/clusters/host-1", "no json".getBytes(StandardCharsets.UTF_8));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(problem(refused)).containsEntry("type", "urn:nautes:problem:malformed");
        assertThat(send("PUT", "/clusters/host-1", new byte[1024 * 1024 + 1]).statusCode())
                .isEqualTo(413);
        assertThat(send("POST", "/clusters/host-1", new byte[0]).statusCode()).isEqualTo(405);
    }

    @Test
    void failureOfNautesIsAGatewayError(NautesServer server) throws Exception {
        server.fail(Fault.apiError(403, "NO_AUTHORIZATION", "no"));
        assertThat(problem(put("host-1", ClusterFixtures.host())))
                .containsEntry("status", 502)
                .containsEntry("type", "urn:nautes:problem:permission_denied");

        server.fail(Fault.resetAfterReading());
        HttpResponse<String> unknown = put("host-1", ClusterFixtures.host());
        assertThat(problem(unknown)).containsEntry("type", "urn:nautes:problem:outcome_unknown");
        assertThat(List.of(unknown.statusCode())).containsExactly(504);
    }
}
