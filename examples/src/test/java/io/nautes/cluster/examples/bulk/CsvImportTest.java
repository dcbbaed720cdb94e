package io.nautes.cluster.examples.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.nautes.cluster.core.spi.StoreSnapshot;
import io.nautes.cluster.fixtures.BareRepository;
import io.nautes.cluster.gitstore.GitClusterStore;
import io.nautes.cluster.kubeconfig.DirectoryKubeconfigStore;
import io.nautes.cluster.testkit.ClusterFixtures;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevWalk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvImportTest {
    private static final String HEADER = "name,category,api_server,host_cluster,kubeconfig";

    @TempDir
    Path temp;

    private Path repository;

    @BeforeEach
    void makeRepository() throws Exception {
        repository = BareRepository.create(temp.resolve("tenant.git"));
        Files.writeString(
                temp.resolve("admin.conf"),
                ClusterFixtures.kubeconfig("https://192.0.2.1:6443").text());
    }

    private record Run(int code, String out) {}

    private Run run(List<String> lines) throws Exception {
        Path csv = Files.write(temp.resolve("clusters.csv"), lines);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = CsvImport.run(
                new String[] {
                    csv.toString(),
                    repository.toString(),
                    temp.resolve("kubeconfigs").toString()
                },
                new PrintStream(out, true, StandardCharsets.UTF_8));
        return new Run(code, out.toString(StandardCharsets.UTF_8));
    }

    private int commits() throws Exception {
        try (Git git = Git.open(repository.toFile());
                RevWalk walk = new RevWalk(git.getRepository())) {
            ObjectId head = git.getRepository().resolve("refs/heads/main");
            int count = 0;
            if (head != null) {
                walk.markStart(walk.parseCommit(head));
                while (walk.next() != null) {
                    count++;
                }
            }
            return count;
        }
    }

    @Test
    void thousandClustersAreOneCommit() throws Exception {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        for (int i = 0; i < 900; i++) {
            lines.add("v-" + i + ",virtual pipeline runtime,https://192.0.2." + i % 100 + ":" + (31000 + i / 100)
                    + ",host-" + i % 100 + ",");
        }
        for (int i = 0; i < 100; i++) {
            lines.add("host-" + i + ",host,\"https://192.0.2." + i + ":6443\",,admin.conf");
        }

        Run run = run(lines);

        assertThat(run).isEqualTo(new Run(0, "created: 1000\n"));
        assertThat(commits()).isEqualTo(1);
        try (GitClusterStore store =
                GitClusterStore.builder(repository.toString()).open()) {
            StoreSnapshot snapshot = store.snapshot();
            assertThat(snapshot.clusters()).hasSize(1000);
            assertThat(snapshot.virtualClustersOf("host-7")).hasSize(9);
        }
        assertThat(DirectoryKubeconfigStore.open(temp.resolve("kubeconfigs")).find("host-99"))
                .contains(ClusterFixtures.kubeconfig("https://192.0.2.99:6443"));
    }

    @Test
    void everyErrorIsReportedWithItsLineAndNothingIsRegistered() throws Exception {
        Run run = run(List.of(
                HEADER,
                "host-1,host,https://192.0.2.1:6443,,admin.conf",
                "host-1,host,https://192.0.2.1:6443,,admin.conf",
                "Host_2,host,https://192.0.2.2:6443,,admin.conf",
                "v-1,imaginary,https://192.0.2.1:31001,host-1,",
                "v-2,virtual pipeline runtime,https://192.0.2.1:31001,,",
                "host-3,host,https://192.0.2.3:6443,,gone.conf",
                "too,few"));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("line 3: cluster host-1 is listed twice", "line 4: /name: ", "line 5: no such category")
                .contains("line 6: /host_cluster: ", "gone.conf", "line 8: expected 5 fields (got 2)");
        assertThat(commits()).isZero();
        assertThat(run(List.of("a,b")).out()).isEqualTo("line 1: expected the columns " + HEADER + "\n");
    }

    @Test
    void fieldsMayBeQuoted() {
        assertThat(CsvLine.fields("a,\"b,\"\"c\"\"\",,\"\"")).containsExactly("a", "b,\"c\"", "", "");
    }
}
