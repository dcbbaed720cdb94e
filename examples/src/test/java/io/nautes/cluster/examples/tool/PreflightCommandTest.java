package io.nautes.cluster.examples.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.nautes.cluster.fixtures.BareRepository;
import io.nautes.cluster.model.ClusterJson;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import io.nautes.cluster.testkit.ClusterFixtures;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks of clusters against a server that only knows the token. */
class PreflightCommandTest {
    @TempDir
    Path temp;

    private HttpServer server;
    private Path host;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.createContext("/", exchange -> {
            String body = switch (exchange.getRequestURI().getPath()) {
                case "/version" -> "{\"gitVersion\":\"v1.20.2\"}";
                case "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews" ->
                    "{\"kind\":\"SelfSubjectAccessReview\",\"status\":{\"allowed\":true}}";
                default -> "{\"kind\":\"List\",\"metadata\":{},\"items\":[]}";
            };
            boolean known = ("Bearer " + ClusterFixtures.SECRET)
                    .equals(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(known ? 200 : 401, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        host = Files.write(temp.resolve("host-1.json"), ClusterJson.write(request()));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private Kubeconfig kubeconfig() {
        return ClusterFixtures.kubeconfig(url());
    }

    private ClusterRequest request() {
        return ClusterRequest.host(url(), kubeconfig())
                .primaryDomain("example.com")
                .build();
    }

    private static ToolRun run(Object... arguments) {
        ToolRun run = ToolRun.of(arguments);
        assertThat(run.out() + run.err()).doesNotContain(ClusterFixtures.SECRET);
        return run;
    }

    @Test
    void findingsOfTheFileAndOfTheClusterAreShownTogether() {
        ToolRun run = run("preflight", "-f", host);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("warning: /api_server: ", "none of the 0 nodes is ready", "no default storage class");
        assertThat(run("preflight", "-f", host, "--lang", "zh").out()).contains("没有默认存储类");
        assertThat(run("preflight", "-f", host, "-o", "json").out())
                .contains("\"preflight_no_default_storage_class\"", "\"api_server_not_encrypted\"");
    }

    @Test
    void unknownUserIsAnError() throws IOException {
        ClusterRequest wrong = request().toBuilder()
                .kubeconfig(Kubeconfig.of(kubeconfig().text().replace(ClusterFixtures.SECRET, "another-token")))
                .build();
        Path file = Files.write(temp.resolve("host-2.json"), ClusterJson.write(wrong));

        ToolRun run = run("preflight", "-f", file);

        assertThat(run.code()).isEqualTo(ClusterTool.REFUSED);
        assertThat(run.out()).contains("error: /kubeconfig: ", "does not accept the credentials");
    }

    @Test
    void virtualClusterIsCheckedOnItsHost() throws IOException {
        Path virtual =
                Files.write(temp.resolve("ci.json"), ClusterJson.write(ClusterFixtures.virtualPipelineRuntime()));
        Path kubeconfig =
                Files.writeString(temp.resolve("host.kubeconfig"), kubeconfig().text());

        assertThat(run("preflight", "-f", virtual).err()).contains("skipped: cluster ci has no kubeconfig");
        ToolRun run = run("preflight", "-f", virtual, "--host-kubeconfig", kubeconfig);
        assertThat(run.err()).doesNotContain("skipped");
        assertThat(run.code()).as(run.out()).isZero();
    }

    @Test
    void nothingIsSavedIfTheCheckOfAClusterFails() throws Exception {
        Path repository = BareRepository.create(temp.resolve("tenant.git"));
        Object[] apply = {"apply", "-f", host, "--repository", repository, "--init", "--preflight"};
        server.stop(0);

        ToolRun refused = run(apply);

        assertThat(refused.code()).isEqualTo(ClusterTool.REFUSED);
        assertThat(refused.err()).contains("error: host-1: /api_server: nothing accepts connections");
        assertThat(repository.resolve("refs/heads/main")).doesNotExist();
        start();
        ToolRun saved = run("apply", "-f", host, "--repository", repository, "--init", "--preflight");
        assertThat(saved.code()).as(saved.err()).isZero();
        assertThat(saved.err()).contains("warning: host-1: /api_server: none of the 0 nodes");
    }

    @Test
    void timeoutMustBeAtLeastOneSecond() {
        assertThat(run("preflight", "-f", host, "--probe-timeout", "0").code()).isEqualTo(ClusterTool.WRONG_USAGE);
    }
}
