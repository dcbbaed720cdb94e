package scratch;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nautes.cluster.model.ClusterJson;
import io.nautes.cluster.testkit.ClusterFixtures;
import io.nautes.cluster.testkit.NautesServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(NautesServerResource.class)
class ClusterEndpointTest {
    NautesServer server;

    private static ValidatableResponse put(String path, byte[] body) {
        return given().contentType(ContentType.JSON).body(body).put(path).then();
    }

    @Test
    void savesCluster() {
        put("/clusters/host-1", ClusterJson.write(ClusterFixtures.host()))
                .statusCode(200)
                .body("name", equalTo("host-1"))
                .body("change", equalTo("SAVED"));

        assertTrue(server.registry().find("host-1").isPresent());
    }

    @Test
    void reportsEverythingThatIsWrong() {
        int sent = server.requests().size();

        put("/clusters/host-2", "{\"api_server\": 7, \"primary_domain\": \"-\"}".getBytes())
                .statusCode(422)
                .body("findings.pointer", hasItems("/api_server", "/cluster_type", "/usage", "/primary_domain"))
                .body("findings.message", hasItems(containsString("must be a DNS name")));

        assertEquals(sent, server.requests().size());
    }

    @Test
    void refusesWhatIsNotJson() {
        put("/clusters/host-2", "{".getBytes()).statusCode(400);
    }
}
