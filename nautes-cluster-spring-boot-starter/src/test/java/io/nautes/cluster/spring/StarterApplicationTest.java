package io.nautes.cluster.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.observation.Observation;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.model.ClusterJson;
import io.nautes.cluster.spring.test.AutoConfigureNautesServer;
import io.nautes.cluster.testkit.ClusterFixtures;
import io.nautes.cluster.testkit.Fault;
import io.nautes.cluster.testkit.NautesServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A web application with the starter on a random port, against an embedded API server. */
@AutoConfigureNautesServer
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.endpoint.health.show-details=always",
            "management.endpoints.web.exposure.include=health",
            "nautes.max-attempts=1"
        })
class StarterApplicationTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @LocalServerPort
    private int port;

    @Autowired
    private NautesServer server;

    @Autowired
    private TestObservationRegistry observations;

    @SpringBootApplication
    @Import(Clusters.class)
    static class Application {
        @Bean
        TestObservationRegistry observations() {
            return TestObservationRegistry.create();
        }
    }

    @RestController
    static class Clusters {
        private final ClusterRegistry registry;

        Clusters(ClusterRegistry registry) {
            this.registry = registry;
        }

        @PutMapping("/clusters/{name}")
        String save(@PathVariable("name") String name, @RequestBody String body) {
            return registry.save(name, ClusterJson.parseRequest(body).request())
                    .change()
                    .name();
        }
    }

    @BeforeEach
    void forget() {
        observations.clear();
        server.registry().list().all().forEach(cluster -> server.registry().delete(cluster.name()));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder put(String name, String body) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/clusters/" + name))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder health() {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/health"));
    }

    private static String host() {
        return new String(ClusterJson.write(ClusterFixtures.host()), StandardCharsets.UTF_8);
    }

    @Test
    void controllerSavesToTheConfiguredRegistry() throws Exception {
        assertThat(send(put("host-1", host())).body()).isEqualTo("SAVED");

        assertThat(server.registry().find("host-1")).isPresent();
    }

    @Test
    void findingsOfAnInvalidRequestAreProblemDetailsInTheLanguageOfTheCaller() throws Exception {
        String invalid = "{\"api_server\":\"https://192.0.2.1:6443\",\"cluster_kind\":\"kubernetes\","
                + "\"cluster_type\":\"physical\",\"usage\":\"worker\"}";

        HttpResponse<String> english = send(put("runtime-1", invalid).header("Accept-Language", "en"));
        HttpResponse<String> chinese = send(put("runtime-1", invalid).header("Accept-Language", "zh-CN"));

        assertThat(english.statusCode()).isEqualTo(422);
        assertThat(english.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = JSON.readTree(english.body());
        assertThat(problem.path("type").asText()).isEqualTo("urn:nautes:problem:invalid");
        assertThat(problem.path("errors").findValuesAsText("pointer")).contains("#/worker_type", "#/kubeconfig");
        JsonNode translated = JSON.readTree(chinese.body());
        assertThat(translated.path("errors").findValuesAsText("code"))
                .isEqualTo(problem.path("errors").findValuesAsText("code"));
        assertThat(translated.path("errors").path(0).path("detail").asText())
                .isNotEqualTo(problem.path("errors").path(0).path("detail").asText())
                .matches(".*\\p{IsHan}.*");
    }

    @Test
    void failureOfTheServerIsAnsweredWithProblemDetails() throws Exception {
        server.fail(Fault.apiError(403, "NO_AUTHORIZATION", "no right"));

        HttpResponse<String> refused = send(put("host-1", host()));

        assertThat(refused.statusCode()).isEqualTo(502);
        assertThat(JSON.readTree(refused.body()).path("type").asText())
                .isEqualTo("urn:nautes:problem:permission_denied");
    }

    @Test
    void malformedBodyIsAnsweredWithProblemDetails() throws Exception {
        HttpResponse<String> malformed = send(put("host-1", "{"));

        assertThat(malformed.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(malformed.body()).path("type").asText()).isEqualTo("urn:nautes:problem:malformed");
    }

    @Test
    void healthShowsWhetherTheServerAnswers() throws Exception {
        JsonNode up = JSON.readTree(send(health()).body()).path("components").path("nautes");
        server.fail(Fault.status(503));
        JsonNode down = JSON.readTree(send(health()).body()).path("components").path("nautes");

        assertThat(up.path("status").asText()).isEqualTo("UP");
        assertThat(down.path("status").asText()).isEqualTo("DOWN");
        assertThat(down.path("details").path("code").asText()).isEqualTo("server_fault");
    }

    @Test
    void operationsAreObservedWithoutNamesOfClusters() throws Exception {
        send(put("host-1", host()));
        server.fail(Fault.apiError(403, "NO_AUTHORIZATION", "no right"));
        send(put("host-2", host()));

        TestObservationRegistryAssert.assertThat(observations).hasHandledContextsThatSatisfy(contexts -> {
            List<Observation.Context> ours = contexts.stream()
                    .filter(context -> ObservationListener.NAME.equals(context.getName()))
                    .toList();
            assertThat(ours)
                    .extracting(context -> context.getLowCardinalityKeyValues().stream()
                            .map(key -> key.getKey() + "=" + key.getValue())
                            .toList())
                    .containsExactly(
                            List.of("operation=save", "outcome=success"),
                            List.of("operation=save", "outcome=permission_denied"));
            assertThat(ours)
                    .allSatisfy(context -> assertThat(context.getContextualName() + " " + context.getAllKeyValues()
                                    + " " + context.getError())
                            .contains("save")
                            .doesNotContain("host-1", "host-2", "192.0.2.", "no right"));
        });
    }
}
