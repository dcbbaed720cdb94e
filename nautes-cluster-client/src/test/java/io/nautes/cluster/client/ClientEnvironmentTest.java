package io.nautes.cluster.client;

import static io.nautes.cluster.client.ScriptedServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientEnvironmentTest extends ClientTestCase {
    private static final String EMPTY_LIST = "{\"items\":[]}";

    private NautesClient client(Map<String, String> variables) {
        return closing(ClientEnvironment.builder(variables).build());
    }

    @Test
    void tokenIsSentToTheServer() {
        ScriptedServer server = server(json(200, EMPTY_LIST));

        client(Map.of("NAUTES_API_SERVER", server.uri().toString(), "NAUTES_TOKEN", TOKEN, "NAUTES_CA", ""))
                .list()
                .all();

        assertThat(server.requests().get(0)).contains("Authorization: Bearer " + TOKEN);
    }

    @Test
    void tokenFromAFileIsSentToTheServer(@TempDir Path folder) throws IOException {
        ScriptedServer server = server(json(200, EMPTY_LIST));
        Path file = Files.writeString(folder.resolve("token"), TOKEN + "\n");

        client(Map.of("NAUTES_API_SERVER", server.uri().toString(), "NAUTES_TOKEN_FILE", file.toString()))
                .list()
                .all();

        assertThat(server.requests().get(0)).contains("Authorization: Bearer " + TOKEN);
    }

    @Test
    void missingVariablesAreReportedTogether() {
        assertThatThrownBy(() -> client(Map.of("NAUTES_TOKEN", " ")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("NAUTES_API_SERVER is not set; set it to the URL of the API server; no token is set; set"
                        + " either NAUTES_TOKEN to the access token or NAUTES_TOKEN_FILE to a file with it");
    }

    @Test
    void twoTokensAreRefused() {
        Map<String, String> variables =
                Map.of("NAUTES_API_SERVER", "http://127.0.0.1:1", "NAUTES_TOKEN", TOKEN, "NAUTES_TOKEN_FILE", "token");

        assertThatThrownBy(() -> client(variables))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("both NAUTES_TOKEN and NAUTES_TOKEN_FILE are set")
                .hasMessageNotContaining("hush");
    }

    @Test
    void fileWithoutCertificatesIsRefused(@TempDir Path folder) {
        Path missing = folder.resolve("ca.pem");
        Map<String, String> variables = Map.of(
                "NAUTES_API_SERVER", "https://127.0.0.1:1", "NAUTES_TOKEN", TOKEN, "NAUTES_CA", missing.toString());

        assertThatThrownBy(() -> client(variables))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(missing.toString());
    }
}
