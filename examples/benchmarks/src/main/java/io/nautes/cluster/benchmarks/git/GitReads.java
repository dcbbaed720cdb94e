package io.nautes.cluster.benchmarks.git;

import static io.nautes.cluster.benchmarks.Figures.median;
import static io.nautes.cluster.benchmarks.Figures.millis;
import static io.nautes.cluster.benchmarks.Figures.print;

import io.nautes.cluster.benchmarks.Fixture;
import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.gitstore.GitClusterStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.api.Git;

/** A benchmark of reads from a registry of 10,000 clusters: of all, after another client's change, again, and of one. */
final class GitReads {
    private static final int CLUSTERS = 10_000;
    private static final int UNCHANGED_READS = 1_000;
    private static final int WARM_UP = 20;
    private static final int FIRST_READS = 20;
    private static final Duration DAY = Duration.ofDays(1);

    private GitReads() {}

    /** Runs all rows. Each round opens a new store on a mirror that is kept, so the first list of a round reads every file. */
    static void run(GitRepositories repositories, boolean quick) throws Exception {
        GitTools tools = repositories.tools();
        String url = repositories.seeded("reads", CLUSTERS);
        Path mirror = repositories.work().resolve("mirror-of-reads");
        tools.prepareMirror(url);
        List<Double> cold = new ArrayList<>();
        List<Double> catFile = new ArrayList<>();
        List<Double> changed = new ArrayList<>();
        List<Double> fetched = new ArrayList<>();
        List<Double> unchanged = new ArrayList<>();
        try (GitClusterStore rival = GitRepositories.open(url)) {
            for (int round = 0; round < WARM_UP + (quick ? 10 : 20); round++) {
                int number = CLUSTERS + round;
                try (GitClusterStore store =
                        GitClusterStore.builder(url).mirror(mirror).open()) {
                    // Otherwise the collection of the last round's clusters is measured, and a heap that grows.
                    System.gc();
                    cold.add(millis(() -> store.snapshot().clusters()));
                    catFile.add(millis(tools::readByCatFile));
                    rival.update(current -> StoreChange.save(List.of(Fixture.resource(number)), null));
                    changed.add(millis(() -> store.snapshot().clusters()));
                    fetched.add(millis(() -> tools.readByFetch(url, number)));
                    unchanged.add(1e3
                            / UNCHANGED_READS
                            * millis(() -> {
                                for (int read = 0; read < UNCHANGED_READS; read++) {
                                    store.snapshot(DAY).clusters();
                                }
                            }));
                }
            }
        }
        tools.forgetMirror();
        print("list 10,000, cold, ms: git cat-file --batch", median(cold, WARM_UP), median(catFile, WARM_UP), 0.5);
        print(
                "  after another client's change, ms: git fetch",
                median(changed, WARM_UP),
                median(fetched, WARM_UP),
                1.2);
        print("  unchanged, us: limit", median(unchanged, WARM_UP), 1, 1.0);
        readOne(url, quick ? 1_000 : 3_000);
        repositories.delete("reads");
    }

    /** Reads one cluster repeatedly, so that the exchange is measured, and not code that the JIT has not compiled yet. */
    private static void readOne(String url, int reads) throws Exception {
        List<Double> one = new ArrayList<>();
        List<Double> lsRemote = new ArrayList<>();
        try (GitClusterStore store = GitRepositories.open(url)) {
            for (int read = 0; read < 2 * reads; read++) {
                one.add(millis(() -> store.snapshot().find(Fixture.name(1))));
                lsRemote.add(millis(() ->
                        Git.lsRemoteRepository().setRemote(url).setHeads(true).call()));
            }
        }
        print("get one of 10,000, ms: JGit's ls-remote", median(one, reads), median(lsRemote, reads), 1.3);
        print(
                "  the first reads",
                median(one.subList(0, FIRST_READS), 0),
                median(lsRemote.subList(0, FIRST_READS), 0),
                1.3);
    }
}
