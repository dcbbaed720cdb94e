package io.nautes.cluster.examples.programs;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.client.NautesClient;
import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.BatchResult;
import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ChangePlan;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.ClusterTransfer;
import io.nautes.cluster.core.ConflictException;
import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.InvalidClusterException;
import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.core.Precondition;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.listener.OperationListener;
import io.nautes.cluster.core.listener.RegistryListener;
import io.nautes.cluster.core.spi.KubeconfigStore;
import io.nautes.cluster.core.store.InMemoryKubeconfigStore;
import io.nautes.cluster.fixtures.BareRepository;
import io.nautes.cluster.gitstore.ClusterChange;
import io.nautes.cluster.gitstore.ClusterWatch;
import io.nautes.cluster.gitstore.ClusterWatchListener;
import io.nautes.cluster.gitstore.GitClusterRegistry;
import io.nautes.cluster.gitstore.WatchOptions;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.testkit.ClusterFixtures;
import io.nautes.cluster.testkit.NautesServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verifies that the programs of the guide are lines of this class, which is compiled and run. */
class ProgramsTest {
    private static final Path GUIDE = Path.of("..", "docs", "programs.md");
    private static final Path SOURCE = Path.of("src/test/java/io/nautes/cluster/examples/programs/ProgramsTest.java");
    private static final Pattern PROGRAM = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path temp;

    private final KubeconfigStore kubeconfigs = new InMemoryKubeconfigStore();
    private GitClusterRegistry registry;

    @BeforeEach
    void open() throws Exception {
        BareRepository.create(temp.resolve("tenant.git"));
        registry = GitClusterRegistry.builder(temp.resolve("tenant.git").toString())
                .initializeIfEmpty(true)
                .kubeconfigs(kubeconfigs)
                .open();
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void everyProgramIsCodeOfThisClass() throws IOException {
        List<String> programs = PROGRAM.matcher(Files.readString(GUIDE))
                .results()
                .map(match -> withoutIndent(match.group(1)))
                .toList();
        String source = withoutIndent(Files.readString(SOURCE));

        assertThat(programs).hasSize(8).allSatisfy(program -> assertThat(source).contains(program));
    }

    private static String withoutIndent(String code) {
        return code.lines().map(String::strip).reduce("", (all, line) -> all + line + "\n");
    }

    private static ClusterRequest withDomain(String primaryDomain) {
        return ClusterFixtures.host().toBuilder().primaryDomain(primaryDomain).build();
    }

    @Test
    void updatesOptimistically() {
        registry.save("host-1", withDomain("a.example.com"));

        updateDomain(registry, "host-1", "b.example.com");

        assertThat(registry.find("host-1").orElseThrow().primaryDomain()).isEqualTo("b.example.com");
    }

    static void updateDomain(ClusterRegistry registry, String name, String domain) {
        while (true) {
            Cluster read = registry.find(name).orElseThrow();
            ClusterRequest changed =
                    read.toRequestBuilder().primaryDomain(domain).build();
            ChangeOptions options = ChangeOptions.defaults()
                    .withKeepKubeconfig(true)
                    .withPrecondition(
                            Precondition.unchangedSince(read.revision().orElseThrow()));
            try {
                registry.save(name, changed, options);
                return;
            } catch (ConflictException e) {
                // Another process changed the cluster in between: read it again and decide again.
            }
        }
    }

    @Test
    void createsOnlyWhatDoesNotExist() {
        ClusterRequest request = ClusterFixtures.host();
        registry.save("host-1", request);
        boolean isTaken;

        try {
            registry.save("host-1", request, ChangeOptions.defaults().withPrecondition(Precondition.notRegistered()));
            isTaken = false;
        } catch (ConflictException e) {
            isTaken = true;
        }

        assertThat(isTaken).isTrue();
    }

    @Test
    void plansAndReviews() {
        registry.save("host-1", withDomain("a.example.com"));
        ClusterRequest request = withDomain("b.example.com");
        StringBuilder review = new StringBuilder();

        ChangePlan plan = registry.plan("host-1", request);
        plan.difference()
                .ifPresent(diff ->
                        diff.changes().forEach(change -> review.append(change).append('\n')));
        plan.files()
                .written()
                .forEach(path -> review.append("writes ").append(path).append('\n'));

        ChangeOptions asReviewed = ChangeOptions.defaults()
                .withPrecondition(Precondition.unchangedSince(plan.revision().orElseThrow()));
        registry.save("host-1", request, asReviewed);

        assertThat(review)
                .contains("/primary_domain: a.example.com -> b.example.com\n")
                .contains("writes nautes/overlays/production/clusters/host-1.yaml\n");
        assertThat(registry.find("host-1").orElseThrow().primaryDomain()).isEqualTo("b.example.com");
    }

    @Test
    void savesABatchWithOneFailingEntry() {
        ClusterRequest broken =
                ClusterFixtures.host().toBuilder().apiServer("no URL").build();
        List<String> report = new ArrayList<>();

        Map<String, ClusterRequest> requests = new LinkedHashMap<>();
        requests.put("host-1", ClusterFixtures.host());
        requests.put("host-2", broken);
        BatchResult result = registry.saveAll(requests, BatchOptions.defaults());
        for (BatchResult.Entry entry : result.entries()) {
            report.add(entry.name() + ": "
                    + entry.failure()
                            .map(RegistryException::getMessage)
                            .orElse(entry.outcome().name()));
        }

        assertThat(report).hasSize(2).contains("host-1: CREATED").anyMatch(line -> line.startsWith("host-2: cluster"));
    }

    @Test
    void movesFromAnApiServerToGit() {
        try (NautesServer server = NautesServer.start();
                ClusterRegistry client =
                        NautesClient.builder(server.uri()).token(server.token()).build()) {
            client.save("host-1", ClusterFixtures.host());
            kubeconfigs.put("host-1", ClusterFixtures.kubeconfig("https://192.0.2.1:6443"));
            List<String> report = new ArrayList<>();

            ClusterTransfer transfer = ClusterTransfer.export(client, kubeconfigs::find);
            transfer.gaps().forEach(gap -> report.add(gap.toString()));
            BatchResult imported = transfer.importInto(registry, BatchOptions.defaults());

            assertThat(report).isEmpty();
            assertThat(imported.failures()).isEmpty();
        }
        assertThat(registry.find("host-1")).isPresent();
    }

    @Test
    void watchesWithAResumeToken() throws Exception {
        registry.save("host-1", ClusterFixtures.host());
        AtomicReference<String> token =
                new AtomicReference<>(registry.list().revision().orElseThrow());
        registry.save("host-2", ClusterFixtures.host());
        List<String> seen = new ArrayList<>();
        CountDownLatch upToDate = new CountDownLatch(1);

        ClusterWatchListener listener = new ClusterWatchListener() {
            @Override
            public void changed(ClusterChange change) {
                seen.add(change.kind() + " " + change.name());
            }

            @Override
            public void upToDate(String revision) {
                // Store it: a watch that starts from it later misses nothing.
                token.set(revision);
                upToDate.countDown();
            }
        };
        WatchOptions options = WatchOptions.defaults().withSince(token.get());
        ClusterWatch watch = registry.watch(listener, options);

        upToDate.await(30, TimeUnit.SECONDS);
        watch.close();

        assertThat(seen).containsExactly("ADDED host-2");
        assertThat(token).hasValue(registry.list().revision().orElseThrow());
    }

    @Test
    void needsFourCatchBlocks() {
        assertThat(saved(registry, "host-1", ClusterFixtures.host())).isEqualTo("saved");
        assertThat(saved(registry, "../x", ClusterFixtures.host())).startsWith("fix the input: /name");
    }

    static String saved(ClusterRegistry registry, String name, ClusterRequest request) {
        try {
            registry.save(name, request);
            return "saved";
        } catch (InvalidClusterException e) {
            Finding first = e.report().errors().get(0);
            return "fix the input: " + first.pointer() + ": " + first.message();
        } catch (ConflictException e) {
            return "decide again: " + e.getMessage();
        } catch (OutcomeUnknownException e) {
            return "look whether it was saved: " + e.getMessage();
        } catch (RegistryException e) {
            return (e.isRetryable() ? "try again later: " : "nothing was changed: ") + e.getMessage();
        }
    }

    @Test
    void passesATraceOn() {
        String traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        try (NautesServer server = NautesServer.start()) {
            RegistryListener tracing = operation -> new OperationListener() {
                @Override
                public Map<String, String> requestHeaders() {
                    return Map.of("traceparent", traceparent);
                }
            };
            try (ClusterRegistry client = NautesClient.builder(server.uri())
                    .token(server.token())
                    .listener(tracing)
                    .build()) {
                client.list();
            }

            assertThat(server.requests().get(0).header("traceparent")).contains(traceparent);
        }
    }
}
