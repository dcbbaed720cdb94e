package io.nautes.cluster.examples.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.nautes.cluster.fixtures.BareRepository;
import io.nautes.cluster.kubeconfig.DirectoryKubeconfigStore;
import io.nautes.cluster.model.ClusterJson;
import io.nautes.cluster.testkit.ClusterFixtures;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verifies that kubeconfigs are stored as the options specify, and that a warning is printed otherwise. */
class KubeconfigOptionsTest {
    @TempDir
    Path temp;

    private Path repository;
    private Path host;

    @BeforeEach
    void write() throws Exception {
        repository = BareRepository.create(temp.resolve("tenant.git"));
        host = Files.write(temp.resolve("host-1.json"), ClusterJson.write(ClusterFixtures.host()));
    }

    private ToolRun run(Object... arguments) {
        Object[] all = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(arguments),
                        java.util.stream.Stream.of("--repository", repository, "--init"))
                .toArray();
        ToolRun run = ToolRun.of(all);
        assertThat(run.out() + run.err()).doesNotContain(ClusterFixtures.SECRET);
        return run;
    }

    @Test
    void kubeconfigsAreStoredInAFolder() {
        Path folder = temp.resolve("kubeconfigs");

        ToolRun apply = run("apply", "-f", host, "--kubeconfigs", folder);
        assertThat(apply.code()).as(apply.err()).isZero();
        assertThat(apply.err()).doesNotContain("warning");
        assertThat(DirectoryKubeconfigStore.open(folder).find("host-1"))
                .contains(ClusterFixtures.host().kubeconfig());

        assertThat(run("remove", "host-1", "--kubeconfigs", folder).code()).isZero();
        assertThat(DirectoryKubeconfigStore.open(folder).find("host-1")).isEmpty();
    }

    @Test
    void kubeconfigThatIsNotStoredIsReported() {
        ToolRun apply = run("apply", "-f", host);
        assertThat(apply.code()).as(apply.err()).isZero();
        assertThat(apply.err())
                .contains("warning: the kubeconfig of host-1 is checked but not stored", "--kubeconfigs DIR");

        ToolRun restore = run("restore", "host-1", "--revision", revision());
        assertThat(restore.err()).contains("warning: host-1:", "--kubeconfigs DIR");
        assertThat(run("remove", "host-1").err()).contains("warning: stored kubeconfigs are not removed");
    }

    @Test
    void verifyReportsKubeconfigsThatDoNotBelongToTheClusters() {
        Path folder = temp.resolve("kubeconfigs");
        run("apply", "-f", host, "--kubeconfigs", folder);
        assertThat(ToolRun.of("verify", "--repository", repository, "--kubeconfigs", folder)
                        .code())
                .isZero();

        DirectoryKubeconfigStore kubeconfigs = DirectoryKubeconfigStore.open(folder);
        kubeconfigs.delete("host-1");
        kubeconfigs.put("host-2", ClusterFixtures.kubeconfig("https://192.0.2.2:6443"));

        ToolRun verify = ToolRun.of("verify", "--repository", repository, "--kubeconfigs", folder);
        assertThat(verify.code()).isEqualTo(1);
        assertThat(verify.out())
                .contains("cluster host-1: no kubeconfig is stored for it", "cluster host-2: a kubeconfig is stored");
        assertThat(ToolRun.of("verify", "--repository", repository, "--kubeconfigs", folder, "-o", "json")
                        .out())
                .contains("\"kind\":\"missing\"", "\"kind\":\"left_behind\"");
        assertThat(ToolRun.of("verify", "--repository", repository).code()).isZero();
    }

    private String revision() {
        return ToolRun.of("history", "host-1", "--repository", repository)
                .out()
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow()
                .split(" ")[0];
    }

    @Test
    void kubeconfigsAreStoredInVault() throws Exception {
        List<String> requests = new CopyOnWriteArrayList<>();
        List<String> versions = new CopyOnWriteArrayList<>();
        HttpServer vault = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        vault.createContext("/", exchange -> {
            try (exchange) {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                        + exchange.getRequestHeaders().getFirst("X-Vault-Token") + " "
                        + exchange.getRequestHeaders().getFirst("X-Vault-Namespace") + " "
                        + body.contains(ClusterFixtures.SECRET));
                if (exchange.getRequestMethod().equals("POST")) {
                    versions.add(body.substring(body.indexOf("\"data\":") + 7, body.length() - 1));
                }
                String version = ",\"metadata\":{\"version\":" + versions.size() + "}}}";
                byte[] reply = (versions.isEmpty()
                                ? "{\"errors\":[]}"
                                : "{\"data\":{\"data\":" + versions.get(versions.size() - 1) + version)
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(versions.isEmpty() ? 404 : 200, reply.length);
                exchange.getResponseBody().write(reply);
            }
        });
        vault.start();
        try {
            Path token = Files.writeString(temp.resolve("token"), "hvs.of-the-test\n");
            ToolRun apply = run(
                    "apply",
                    "-f",
                    host,
                    "--vault",
                    "http://127.0.0.1:" + vault.getAddress().getPort(),
                    "--vault-token-file",
                    token,
                    "--vault-mount",
                    "team/",
                    "--vault-namespace",
                    "a/");

            assertThat(apply.code()).as(apply.err()).isZero();
            assertThat(apply.err()).doesNotContain("warning");
            assertThat(requests).contains("POST /v1/team/data/kubernetes/host-1/default/admin hvs.of-the-test a true");
        } finally {
            vault.stop(0);
        }
    }

    @Test
    void conflictingOptionsAreWrongUsage() {
        assertThat(run("apply", "-f", host, "--kubeconfigs", temp, "--vault", "https://v")
                        .code())
                .isEqualTo(2);
        assertThat(run("apply", "-f", host, "--vault-mount", "x").code()).isEqualTo(2);
        assertThat(run("apply", "-f", host, "--vault", "https://vault.example.com")
                        .err())
                .contains("VAULT_TOKEN");
        ToolRun server = ToolRun.of(
                "apply",
                "-f",
                host,
                "--api-server",
                "http://127.0.0.1:1",
                "--token",
                "t",
                "--kubeconfigs",
                temp.resolve("k"));
        assertThat(server.code()).isEqualTo(2);
        assertThat(server.err()).contains("--kubeconfigs and --vault need --repository");
    }
}
