package scratch;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.model.ClusterJson;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.testkit.ClusterFixtures;
import io.nautes.cluster.testkit.EnableNautes;
import io.nautes.cluster.testkit.NautesServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

@EnableNautes
class ScratchApplicationTest {
    private static HttpResponse<String> send(
            ConfigurableApplicationContext application, String method, String path, String body) throws Exception {
        String port = application.getEnvironment().getProperty("local.server.port");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", "application/json")
                .header("Accept-Language", "en")
                .method(method, BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    @Test
    void applicationSavesAndValidates(NautesServer server) throws Exception {
        ConfigurableApplicationContext application = new SpringApplicationBuilder(ScratchApplication.class)
                .properties(
                        "server.port=0",
                        "nautes.api-server=" + server.uri(),
                        "nautes.token=" + server.token().value())
                .run();
        try (application) {
            ClusterRequest host = ClusterFixtures.host();
            String body = new String(ClusterJson.write(host), StandardCharsets.UTF_8);
            assertThat(send(application, "PUT", "/clusters/host-1", body).body()).isEqualTo("SAVED");
            assertThat(server.registry().find("host-1")).isPresent();
            assertThat(send(application, "PUT", "/clusters/host-2", "{}").statusCode()).isEqualTo(422);
            String malformed = "{\"api_server\":\"ftp://x\",\"cluster_kind\":\"kubernetes\",\"cluster_type\":\"physical\","
                    + "\"usage\":\"host\",\"primary_domain\":\"-\"}";
            assertThat(send(application, "POST", "/evaluated", malformed).body())
                    .contains("primary_domain_not_a_dns_name", "api_server_");
            assertThat(send(application, "POST", "/validated", malformed).body())
                    .contains("must be a DNS name", "API server");
            HttpResponse<String> bound = send(application, "POST", "/bound", body);
            assertThat(bound.statusCode()).as(bound.body()).isEqualTo(200);
            assertThat(bound.body()).isEqualTo(host.apiServer());
            assertThat(send(application, "POST", "/bound", malformed).statusCode()).isEqualTo(400);
        }
    }
}
