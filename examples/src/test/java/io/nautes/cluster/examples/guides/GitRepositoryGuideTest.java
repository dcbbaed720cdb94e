package io.nautes.cluster.examples.guides;

import static io.nautes.cluster.testkit.NautesAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ClusterRevision;
import io.nautes.cluster.core.Identity;
import io.nautes.cluster.core.SaveResult;
import io.nautes.cluster.core.store.InMemoryKubeconfigStore;
import io.nautes.cluster.fixtures.BareRepository;
import io.nautes.cluster.gitstore.ClusterChange;
import io.nautes.cluster.gitstore.ClusterDrift;
import io.nautes.cluster.gitstore.GitClusterRegistry;
import io.nautes.cluster.gitstore.GitClusterStore;
import io.nautes.cluster.gitstore.GitCredentials;
import io.nautes.cluster.gitstore.GitSsh;
import io.nautes.cluster.gitstore.RepositoryReport;
import io.nautes.cluster.gitstore.WatchOptions;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.testkit.ClusterFixtures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of {@code docs/git-repository.md}. */
class GitRepositoryGuideTest {
    private static final Path CA =
            Path.of("..", "nautes-cluster-core/src/test/resources/io/nautes/cluster/core/rsa-cert.pem");

    @TempDir
    Path temp;

    private final InMemoryKubeconfigStore kubeconfigs = new InMemoryKubeconfigStore();
    private final ClusterRequest request = ClusterFixtures.host();
    private String repository = "";

    @BeforeEach
    void init() throws Exception {
        repository = BareRepository.create(temp.resolve("tenant.git")).toString();
    }

    private GitClusterRegistry open() {
        return GitClusterRegistry.builder(repository)
                .initializeIfEmpty(true)
                .kubeconfigs(kubeconfigs)
                .open();
    }

    @Test
    void opensARegistryOfAServer() {
        String token = "secret";
        Path ca = CA;
        Path mirror = temp.resolve("mirror");

        try (GitClusterRegistry registry = GitClusterRegistry.builder(repository)
                .branch("main")
                .credentials(GitCredentials.token(token))
                .kubeconfigs(kubeconfigs)
                .mirror(mirror)
                .initializeIfEmpty(true)
                .store(store -> store.trustedCertificates(ca)
                        .connectTimeout(Duration.ofSeconds(5))
                        .staleReads(Duration.ofMinutes(5)))
                .open()) {
            registry.save("host-1", request);
        }

        assertThat(mirror).isNotEmptyDirectory();
    }

    @Test
    void namesTheKeyOfAnSshServer() throws Exception {
        Path privateKey = Files.writeString(temp.resolve("id"), "key");
        Path knownHosts = Files.writeString(temp.resolve("known_hosts"), "");

        GitSsh ssh = GitSsh.key(privateKey, knownHosts);

        assertThat(ssh.toString()).contains(privateKey.toString());
    }

    @Test
    void commitsInTheNameOfAPerson() throws Exception {
        SaveResult result;
        try (GitClusterRegistry registry = GitClusterRegistry.builder(repository)
                .initializeIfEmpty(true)
                .kubeconfigs(kubeconfigs)
                .store(store -> store.committer(new Identity("cluster-service", "clusters@example.com")))
                .open()) {
            ChangeOptions options = ChangeOptions.defaults()
                    .withAuthor(new Identity("Ann Lee", "ann@example.com"))
                    .withMessage("Register the host of team A")
                    .withRequestId("ticket-4711");
            result = registry.save("host-1", request, options);
        }

        try (Git git = Git.open(Path.of(repository).toFile())) {
            RevCommit commit = git.log()
                    .add(git.getRepository().resolve(result.revision().orElseThrow()))
                    .call()
                    .iterator()
                    .next();
            assertThat(commit.getAuthorIdent().getEmailAddress()).isEqualTo("ann@example.com");
            assertThat(commit.getCommitterIdent().getEmailAddress()).isEqualTo("clusters@example.com");
            assertThat(commit.getFullMessage())
                    .startsWith("Register the host of team A\n")
                    .contains("Nautes-Cluster: host-1\n", "Nautes-Operation: save\n", "Request-Id: ticket-4711");
        }
    }

    @Test
    void repeatsAChangeByItsRequestId() {
        ChangeOptions once = ChangeOptions.defaults().withRequestId("ticket-4711");
        try (GitClusterRegistry registry = open()) {
            SaveResult first = registry.save("host-1", request, once);
            SaveResult again = registry.save("host-1", request, once);

            assertThat(again.revision()).isEqualTo(first.revision());
            assertThat(registry.history("host-1")).hasSize(1);
        }
    }

    @Test
    void readsTheHistoryAndRestores() {
        try (GitClusterRegistry registry = open()) {
            registry.save("host-1", request);
            registry.save(
                    "host-1", request.toBuilder().primaryDomain("example.com").build());
            List<ClusterRevision> history = registry.history("host-1");
            ClusterRevision oldest = history.get(history.size() - 1);
            registry.restore("host-1", oldest.revision(), ChangeOptions.defaults());

            assertThat(history).hasSize(2);
            assertThat(registry.find("host-1").orElseThrow().primaryDomain()).isEqualTo("192.0.2.1.nip.io");
        }
    }

    @Test
    void verifiesTheFolder() {
        try (GitClusterRegistry registry = open()) {
            registry.save("host-1", request);
            RepositoryReport report = registry.verify();
            report.problems().forEach(System.out::println);
            registry.verifyKubeconfigs().forEach(System.out::println);

            assertThat(report.isClean()).isTrue();
            assertThat(registry.verifyKubeconfigs()).isEmpty();
        }
    }

    @Test
    void findsWhatChangedSinceARevision() {
        String known;
        try (GitClusterRegistry registry = open()) {
            known = registry.save("host-1", request).revision().orElseThrow();
            registry.save("physical", ClusterFixtures.physicalDeploymentRuntime());
        }

        try (GitClusterStore store = GitClusterStore.builder(repository).open()) {
            ClusterDrift drift = store.changesSince(known);
            if (drift instanceof ClusterDrift.HistoryRewritten) {
                throw new IllegalStateException("the branch was rewritten: changes may be lost");
            }
            List<String> changed =
                    drift.changes().stream().map(ClusterChange::name).toList();

            assertThat(changed).containsExactly("physical");
        }
    }

    /** The numbers in the guide. */
    @Test
    void watchesEveryThirtySeconds() {
        assertThat(WatchOptions.defaults().pollInterval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(WatchOptions.defaults().longestPause()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void severalWritersLoseNothing() {
        try (GitClusterRegistry one = open();
                GitClusterRegistry other = open()) {
            one.save("host-1", request);
            other.save("physical", ClusterFixtures.physicalDeploymentRuntime());
            one.save("pipeline", ClusterFixtures.physicalPipelineRuntime());

            assertThat(other).holdsOnly("host-1", "physical", "pipeline");
        }
    }
}
