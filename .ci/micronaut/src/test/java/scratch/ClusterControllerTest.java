package scratch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import io.nautes.cluster.model.ClusterJson;
import io.nautes.cluster.testkit.ClusterFixtures;
import io.nautes.cluster.testkit.NautesServer;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@MicronautTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterControllerTest implements TestPropertyProvider {
    private final NautesServer server = NautesServer.start();

    @Inject
    @Client("/")
    HttpClient client;

    @Override
    public Map<String, String> getProperties() {
        return Map.of(
                "nautes.api-server", server.uri().toString(),
                "nautes.token", server.token().value());
    }

    @AfterAll
    void close() {
        server.close();
    }

    @Test
    void savesCluster() {
        byte[] body = ClusterJson.write(ClusterFixtures.host());

        Map<?, ?> saved = client.toBlocking().retrieve(HttpRequest.PUT("/clusters/host-1", body), Map.class);

        assertEquals("SAVED", saved.get("change"));
        assertTrue(server.registry().find("host-1").isPresent());
    }

    @Test
    void reportsEverythingThatIsWrong() {
        HttpRequest<String> invalid = HttpRequest.PUT("/clusters/host-2", "{\"api_server\": 7, \"primary_domain\": \"-\"}");

        HttpClientResponseException refused = assertThrows(
                HttpClientResponseException.class, () -> client.toBlocking().exchange(invalid, String.class));

        assertEquals(HttpStatus.UNPROCESSABLE_ENTITY, refused.getStatus());
        String report = refused.getResponse().getBody(String.class).orElseThrow();
        for (String pointer : new String[] {"/api_server", "/cluster_type", "/usage", "/primary_domain"}) {
            assertTrue(report.contains("\"pointer\":\"" + pointer + "\""), report);
        }
    }
}
