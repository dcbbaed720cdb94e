package io.nautes.cluster.examples.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.nautes.cluster.testkit.ClusterFixtures;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The status of clusters on a scripted management cluster. */
class StatusCommandTest {
    private static final String CLUSTERS = "/apis/nautes.resource.nautes.io/v1alpha1/namespaces/nautes/clusters";
    private static final String DELETED =
            "{\"kind\":\"Cluster\",\"metadata\":{\"name\":\"host-1\",\"deletionTimestamp\":\"x\","
                    + "\"finalizers\":[\"argo\"]},\"spec\":{\"usage\":\"host\"},\"status\":{\"warnings\":["
                    + "{\"type\":\"ProductNotFound\",\"message\":\"no \\u001b[31mproduct\"}]}}";

    @TempDir
    Path temp;

    private final Map<String, String> replies = new ConcurrentHashMap<>();
    private HttpServer server;
    private Path kubeconfig;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.createContext("/", exchange -> {
            String reply = replies.get(exchange.getRequestURI().getPath());
            byte[] bytes = (reply == null ? "{\"kind\":\"Status\"}" : reply).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(reply == null ? 404 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        kubeconfig = Files.writeString(
                temp.resolve("tenant.kubeconfig"),
                ClusterFixtures.kubeconfig(url).text());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private ToolRun run(Object... arguments) {
        Object[] all = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("status", "--management-kubeconfig", kubeconfig),
                        java.util.stream.Stream.of(arguments))
                .toArray();
        ToolRun run = ToolRun.of(all);
        assertThat(run.out() + run.err()).doesNotContain(ClusterFixtures.SECRET).doesNotContain("\u001b");
        return run;
    }

    @Test
    void clustersThatAreNotReadyAreShownWithTheirReasons() {
        replies.put(CLUSTERS + "/host-1", DELETED);

        ToolRun run = run("host-1", "host-2");

        assertThat(run.code()).isEqualTo(ClusterTool.REFUSED);
        assertThat(run.out())
                .contains(
                        "host-1  DELETING",
                        "  removal waits for argo",
                        "  warning: ProductNotFound: no",
                        "host-2  ABSENT");
    }

    @Test
    void allClustersAreShownIfNoneIsNamed() {
        replies.put(CLUSTERS, "{\"kind\":\"ClusterList\",\"items\":[" + DELETED + "]}");

        assertThat(run().out()).contains("host-1  DELETING");
        replies.put(CLUSTERS, "{\"kind\":\"ClusterList\",\"items\":[]}");
        assertThat(run().code()).isZero();
    }

    @Test
    void clusterThatIsNotReadyInTimeIsReported() {
        ToolRun run = run("host-1", "--wait", "--timeout", "0");

        assertThat(run.code()).isEqualTo(ClusterTool.REFUSED);
        assertThat(run.out()).contains("host-1 ABSENT: Argo CD has not applied the registration yet");
        assertThat(run.err()).contains("error: cluster host-1 was not ready within 0 ms");
    }

    @Test
    void waitNeedsNames() {
        assertThat(run("--wait").code()).isEqualTo(ClusterTool.WRONG_USAGE);
    }

    @Test
    void managementClusterThatIsDownIsAFailure() {
        server.stop(0);

        ToolRun run = run("host-1");

        assertThat(run.code()).isEqualTo(ClusterTool.FAILED);
        assertThat(run.err()).contains("the tenant management cluster", "nothing accepts connections");
    }
}
