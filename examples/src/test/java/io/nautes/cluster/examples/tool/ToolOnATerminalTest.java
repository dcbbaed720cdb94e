package io.nautes.cluster.examples.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.BatchListener;
import io.nautes.cluster.core.BatchResult;
import io.nautes.cluster.core.BatchResult.Entry;
import io.nautes.cluster.core.BatchResult.Outcome;
import io.nautes.cluster.fixtures.BareRepository;
import io.nautes.cluster.kubeconfig.DirectoryKubeconfigStore;
import io.nautes.cluster.model.ClusterJson;
import io.nautes.cluster.testkit.ClusterFixtures;
import io.nautes.cluster.testkit.Fault;
import io.nautes.cluster.testkit.NautesServer;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Interactive use: colors, stopped batches, completion, help, and existing manifests. */
class ToolOnATerminalTest {
    @TempDir
    Path temp;

    private Process start(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temp,
                "-cp",
                System.getProperty("java.class.path"),
                ClusterTool.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private Path hosts(int count) throws Exception {
        Path folder = Files.createDirectory(temp.resolve("hosts"));
        for (int i = 0; i < count; i++) {
            Files.write(folder.resolve("host-" + i + ".json"), ClusterJson.write(ClusterFixtures.host()));
        }
        return folder;
    }

    @Test
    void colorsAreUsedOnTerminalsWithoutNoColor() {
        assertThat(Colors.of(Map.of("TERM", "xterm"), true).bad("error:"))
                .isEqualTo("\u001b[31merror:\u001b[39m\u001b[0m");
        assertThat(Colors.of(Map.of("TERM", "xterm"), false).bad("error:")).isEqualTo("error:");
        assertThat(Colors.of(Map.of("NO_COLOR", "1"), true).bad("error:")).isEqualTo("error:");
        assertThat(Colors.of(Map.of("NO_COLOR", ""), true).good("ok")).contains("\u001b[32m");
        assertThat(Colors.of(Map.of("TERM", "dumb"), true).doubtful("warning:")).isEqualTo("warning:");
    }

    @Test
    void stoppedBatchCompletesTheChangeInProgressAndBeginsNoOther() {
        try (StoppableBatch batch = new StoppableBatch(false)) {
            BatchResult result = batch.run(List.of("c", "a", "b", "d"), BatchListener.none(), listener -> {
                listener.onProgress(new Entry("c", Outcome.SAVED, List.of(), null), 1, 4);
                Thread stopper = new Thread(batch::stop);
                stopper.start();
                while (!batch.isStopped()) {
                    Thread.onSpinWait();
                }
                listener.onProgress(new Entry("a", Outcome.SAVED, List.of(), null), 2, 4);
                throw new AssertionError("the third change was begun");
            });

            assertThat(result.entries().stream().map(entry -> entry.name() + " " + entry.outcome()))
                    .containsExactly("c SAVED", "a SAVED", "b NOT_TRIED", "d NOT_TRIED");
        }
    }

    @Test
    void batchThatIsOneCommitIsReportedCompletelyAfterALateStop() {
        try (StoppableBatch batch = new StoppableBatch(true)) {
            BatchResult result = batch.run(List.of("a", "b"), BatchListener.none(), listener -> {
                new Thread(batch::stop).start();
                while (!batch.isStopped()) {
                    Thread.onSpinWait();
                }
                Entry a = new Entry("a", Outcome.CREATED, List.of(), null);
                Entry b = new Entry("b", Outcome.CREATED, List.of(), null);
                listener.onProgress(a, 1, 2);
                listener.onProgress(b, 2, 2);
                return new BatchResult(List.of(a, b));
            });

            assertThat(result.entries()).extracting(Entry::outcome).containsExactly(Outcome.CREATED, Outcome.CREATED);
        }
    }

    @Test
    void stoppedApplyReportsExactlyTheSavedClusters() throws Exception {
        Path folder = hosts(60);
        try (NautesServer server = NautesServer.start()) {
            Fault[] slow =
                    Collections.nCopies(60, Fault.delay(Duration.ofMillis(50))).toArray(Fault[]::new);
            server.fail(slow);
            Process apply = start(
                    "apply",
                    "-f",
                    folder.toString(),
                    "--api-server",
                    server.uri().toString(),
                    "--token",
                    server.token().value());
            try (BufferedReader out =
                    new BufferedReader(new InputStreamReader(apply.getInputStream(), StandardCharsets.UTF_8))) {
                while (server.registry().list().all().size() < 3) {
                    assertThat(apply.isAlive()).isTrue();
                    Thread.onSpinWait();
                }
                apply.toHandle().destroy();
                List<String> lines = out.lines().skip(1).toList();
                assertThat(apply.waitFor(60, TimeUnit.SECONDS)).isTrue();

                List<String> saved = lines.stream()
                        .filter(line -> line.endsWith("saved"))
                        .map(line -> line.split(" ")[0])
                        .toList();
                assertThat(lines).hasSize(60);
                assertThat(lines.stream().filter(line -> line.endsWith("not tried")))
                        .hasSize(60 - saved.size());
                assertThat(server.registry().list().all().stream().map(cluster -> cluster.name()))
                        .containsExactlyInAnyOrderElementsOf(saved)
                        .hasSizeLessThan(60);
            } finally {
                apply.destroyForcibly();
            }
        }
    }

    @Test
    void shellsCanCompleteCommandsAndOptions() {
        ToolRun run = ToolRun.of("generate-completion");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("complete -F", "graph", "--repository", "--dry-run");
    }

    @ParameterizedTest
    @ValueSource(strings = {"apply", "get", "graph"})
    void helpShowsExamples(String command) {
        ToolRun run = ToolRun.of(command, "--help");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("Examples:", "nautes-cluster " + command + " ");
    }

    private Path manifests() throws Exception {
        Files.writeString(
                temp.resolve("admin.conf"),
                ClusterFixtures.kubeconfig("https://192.0.2.1:6443").text());
        Path manifests = temp.resolve("clusters.yaml");
        try (InputStream in = ToolOnATerminalTest.class.getResourceAsStream("clusters.yaml")) {
            Files.copy(in, manifests);
        }
        return manifests;
    }

    @Test
    void manifestsOfTheNautesCommandLineApplyUnchanged() throws Exception {
        Path manifests = manifests();
        try (NautesServer server = NautesServer.start()) {
            ToolRun run = ToolRun.of(
                    "apply",
                    "-f",
                    manifests,
                    "--api-server",
                    server.uri(),
                    "--token",
                    server.token().value());

            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.err())
                    .contains("skipped: ", "a Environment is not a cluster")
                    .doesNotContain("error");
            assertThat(server.registry().list().all().stream().map(cluster -> cluster.name()))
                    .containsExactlyInAnyOrder(
                            "cluster-host", "p-deployment", "p-pipeline", "v-deployment", "v-pipeline");
        }
    }

    @Test
    void dryRunShowsTheDiffAndChangesNothing() throws Exception {
        Path manifests = manifests();
        try (NautesServer server = NautesServer.start()) {
            ToolRun run = ToolRun.of(
                    "apply",
                    "--dry-run",
                    "-f",
                    manifests,
                    "--api-server",
                    server.uri(),
                    "--token",
                    server.token().value());

            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.out()).contains("cluster-host: would be registered");
            assertThat(server.registry().list().all()).isEmpty();
        }
    }

    @Test
    void repositoryMayBeNamedByARelativePath() throws Exception {
        Path repository = BareRepository.create(temp.resolve("tenant.git"));
        Path relative = Path.of("").toAbsolutePath().relativize(repository.toAbsolutePath());

        ToolRun run = ToolRun.of("get", "--repository", relative);

        assertThat(run.err()).contains("the repository is empty");
    }

    @Test
    void emptyRepositoryGetsItsFirstCommitOnlyWithInit() throws Exception {
        Path repository = BareRepository.create(temp.resolve("tenant.git"));
        Path hosts = hosts(1);

        assertThat(ToolRun.of("apply", "-f", hosts, "--repository", repository).code())
                .isEqualTo(ClusterTool.FAILED);
        assertThat(ToolRun.of("apply", "-f", hosts, "--repository", repository, "--init")
                        .code())
                .isEqualTo(ClusterTool.DONE);
        assertThat(ToolRun.of("get", "-o", "name", "--repository", repository).out())
                .isNotBlank();
    }

    @Test
    void servedKubeconfigsAreStoredInTheGivenFolder() throws Exception {
        Path repository = BareRepository.create(temp.resolve("tenant.git"));
        Path kubeconfigs = temp.resolve("kubeconfigs");
        Process serve = start(
                "serve",
                "--repository",
                repository.toString(),
                "--token",
                "token-of-the-test",
                "--kubeconfigs",
                kubeconfigs.toString());
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(serve.getInputStream(), StandardCharsets.UTF_8))) {
            String url = out.readLine().substring("listening on ".length());

            ToolRun run = ToolRun.of("apply", "-f", hosts(1), "--api-server", url, "--token", "token-of-the-test");

            assertThat(run.code()).as(run.err()).isZero();
            assertThat(DirectoryKubeconfigStore.open(kubeconfigs).find("host-0"))
                    .contains(ClusterFixtures.kubeconfig("https://192.0.2.1:6443"));
        } finally {
            serve.destroyForcibly();
        }
        try (Stream<Path> objects = Files.walk(repository)) {
            assertThat(objects).noneMatch(path -> path.toString().endsWith(".kubeconfig"));
        }
    }
}
