package scratch;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.model.ClusterJson;
import io.nautes.cluster.model.ClusterRequest;
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
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;

@AutoConfigureNautesServer
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"management.endpoint.health.show-details=always", "nautes.max-attempts=1"})
class ScratchApplicationTest {
    @Autowired
    private NautesServer server;

    @Autowired
    private Environment environment;

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        String port = environment.getProperty("local.server.port");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", "application/json")
                .header("Accept-Language", "en")
                .method(method, BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    @Test
    void applicationSavesAndValidates() throws Exception {
        ClusterRequest host = ClusterFixtures.host();
        String body = new String(ClusterJson.write(host), StandardCharsets.UTF_8);
        assertThat(send("PUT", "/clusters/host-1", body).body()).isEqualTo("SAVED");
        assertThat(server.registry().find("host-1")).isPresent();
        HttpResponse<String> refused = send("PUT", "/clusters/host-2", "{}");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(refused.body()).contains("urn:nautes:problem:invalid", "\"pointer\":\"#/api_server\"");
        String malformed = "{\"api_server\":\"ftp://x\",\"cluster_kind\":\"kubernetes\",\"cluster_type\":\"physical\","
                + "\"usage\":\"host\",\"primary_domain\":\"-\"}";
        assertThat(send("POST", "/evaluated", malformed).body())
                .contains("primary_domain_not_a_dns_name", "api_server_");
        assertThat(send("POST", "/validated", malformed).body()).contains("must be a DNS name", "API server");
        HttpResponse<String> bound = send("POST", "/bound", body);
        assertThat(bound.statusCode()).as(bound.body()).isEqualTo(200);
        assertThat(bound.body()).isEqualTo(host.apiServer());
        assertThat(send("POST", "/bound", malformed).statusCode()).isEqualTo(400);
    }

    @Test
    void healthShowsWhetherTheServerAnswers() throws Exception {
        assertThat(send("GET", "/actuator/health", "").body()).contains("\"nautes\":{\"status\":\"UP\"}");
        server.fail(Fault.status(503));
        assertThat(send("GET", "/actuator/health", "").body()).contains("\"nautes\":{", "\"code\":\"server_fault\"");
    }
}
