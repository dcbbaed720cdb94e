package io.nautes.cluster.benchmarks.git;

import io.nautes.cluster.benchmarks.Figures;
import io.nautes.cluster.benchmarks.Fixture;
import io.nautes.cluster.core.ClusterRevision;
import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.gitstore.GitClusterStore;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.ClusterYaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.FooterLine;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * A benchmark of reads of the history in a repository with ten thousand clusters and five hundred saves. It compares the
 * store with plain JGit on the same repository, without a server, and with the {@code git} command.
 */
public final class GitHistoryReads implements AutoCloseable {
    private static final String FOLDER = "nautes/overlays/production/clusters/";
    private static final int SAVES = 500;
    private static final int SAVES_OF_ONE = 20;
    private static final String ONE = "c-05000";
    private static final String PATH = FOLDER + ONE + ".yaml";

    private final Path temp;
    private final Path repository;
    private final GitClusterStore store;
    private final Repository plain;
    private final List<String> revisions = new ArrayList<>();

    private GitHistoryReads(Path temp, int clusters)
            throws IOException, GitAPIException, InterruptedException, ExecutionException {
        this.temp = temp;
        this.repository = temp.resolve("tenant.git");
        Git.init()
                .setBare(true)
                .setInitialBranch("main")
                .setDirectory(repository.toFile())
                .call()
                .close();
        // Otherwise pushes start garbage collections in the background, which would distort the measurement.
        run("git", "-C", repository.toString(), "config", "receive.autogc", "false");
        this.store = GitClusterStore.builder(repository.toString())
                .initializeIfEmpty(true)
                .deadline(Duration.ofMinutes(2))
                .open();
        fill(clusters);
        run("git", "-C", repository.toString(), "gc", "-q");
        this.plain = new FileRepositoryBuilder()
                .setBare()
                .setGitDir(repository.toFile())
                .build();
    }

    private static ClusterResource cluster(int number, String domain) {
        ClusterResource resource = Fixture.resource();
        return ClusterYaml.readResource(new String(ClusterYaml.write(resource), StandardCharsets.UTF_8)
                .replace("name: " + Fixture.NAME, "name: " + name(number))
                .replaceFirst("primaryDomain: .*", "primaryDomain: " + domain));
    }

    private static String name(int number) {
        return String.format(Locale.ROOT, "c-%05d", number);
    }

    private void fill(int clusters) throws InterruptedException, ExecutionException {
        List<ClusterResource> all = new ArrayList<>();
        for (int i = 0; i < clusters; i++) {
            all.add(cluster(i, "first.example.com"));
        }
        store.update(current -> StoreChange.save(all, null));
        // Saves that wait at the same time are pushed together, with one commit each.
        ExecutorService writers = Executors.newFixedThreadPool(64);
        try {
            List<Future<String>> ofOne = new ArrayList<>();
            for (int i = 0; i < SAVES; i++) {
                boolean isOne = i % (SAVES / SAVES_OF_ONE) == 0;
                ClusterResource changed = cluster(isOne ? clusters / 2 : i, "n" + i + ".example.com");
                Future<String> saved =
                        writers.submit(() -> store.update(current -> StoreChange.save(List.of(changed), null))
                                .revision());
                if (isOne) {
                    ofOne.add(saved);
                }
            }
            for (Future<String> saved : ofOne) {
                revisions.add(saved.get());
            }
        } finally {
            writers.shutdown();
            writers.awaitTermination(5, TimeUnit.MINUTES);
        }
    }

    /**
     * Runs the measurements and prints a table.
     *
     * @param arguments {@code --quick} for fewer rounds
     * @throws Exception if something cannot be read
     */
    public static void main(String[] arguments) throws Exception {
        boolean quick = List.of(arguments).contains("--quick");
        Path temp = Files.createTempDirectory("git-history-reads");
        try (GitHistoryReads reads = new GitHistoryReads(temp, 10_000)) {
            reads.measure(quick ? 5 : 15);
        }
    }

    private interface Work {
        int run(int call) throws Exception;
    }

    private void measure(int rounds) throws Exception {
        System.out.printf(
                Locale.ROOT,
                "%n%-34s %9s %9s %7s %6s  %-4s %9s %7s%n",
                "10,000 clusters, 500 saves",
                "ours ms",
                "JGit ms",
                "ratio",
                "goal",
                "met",
                "git ms",
                "ratio");
        print("get one at a revision", 2.0, rounds, this::oneAtRevision, this::plainAtRevision, this::gitShow);
        print("history of one", 5.0, rounds, this::history, this::plainTrailers, this::gitLog);
    }

    private void print(String work, double goal, int rounds, Work ours, Work limit, Work peer) throws Exception {
        Work[] all = {ours, limit, peer};
        // Starting a process takes long, and its time hardly varies.
        int[] calls = {20, 20, 2};
        double[][] millis = new double[all.length][];
        for (int which = 0; which < all.length; which++) {
            millis[which] = new double[rounds * calls[which]];
        }
        for (int round = -1; round < rounds; round++) {
            for (int which = 0; which < all.length; which++) {
                for (int call = 0; call < calls[which]; call++) {
                    long start = System.nanoTime();
                    if (all[which].run(call) == 0) {
                        throw new IllegalStateException(work + ": nothing was read");
                    }
                    if (round >= 0) {
                        millis[which][round * calls[which] + call] = (System.nanoTime() - start) / 1e6;
                    }
                }
            }
        }
        double our = Figures.median(millis[0]);
        double jgit = Figures.median(millis[1]);
        double git = Figures.median(millis[2]);
        System.out.printf(
                Locale.ROOT,
                "%-34s %9.2f %9.2f %7.2f %6.2f  %-4s %9.2f %7.2f%n",
                work,
                our,
                jgit,
                our / jgit,
                goal,
                our / jgit <= goal ? "yes" : "NO",
                git,
                our / git);
    }

    private String revision(int call) {
        return revisions.get(call % revisions.size());
    }

    private int oneAtRevision(int call) {
        return store.findAt(ONE, revision(call))
                .map(ClusterResource::name)
                .orElse("")
                .length();
    }

    private int plainAtRevision(int call) throws IOException {
        try (RevWalk walk = new RevWalk(plain);
                TreeWalk tree = TreeWalk.forPath(
                        walk.getObjectReader(),
                        PATH,
                        walk.parseCommit(ObjectId.fromString(revision(call))).getTree())) {
            if (tree == null) {
                return 0;
            }
            byte[] bytes = walk.getObjectReader().open(tree.getObjectId(0)).getCachedBytes();
            return ClusterYaml.readResource(bytes).name().length();
        }
    }

    private int gitShow(int call) throws IOException {
        return run("git", "-C", repository.toString(), "show", revision(call) + ":" + PATH);
    }

    private int history(int call) {
        List<ClusterRevision> history = store.history(ONE);
        return history.size() == SAVES_OF_ONE + 1 ? history.size() : 0;
    }

    /** Reads the trailers of all commits without comparing trees. */
    private int plainTrailers(int call) throws IOException {
        int found = 0;
        try (RevWalk walk = new RevWalk(plain)) {
            walk.markStart(walk.parseCommit(plain.resolve("refs/heads/main")));
            for (RevCommit commit : walk) {
                for (FooterLine footer : commit.getFooterLines()) {
                    found += footer.getValue().equals(ONE) ? 1 : 0;
                }
            }
        }
        return found;
    }

    private int gitLog(int call) throws IOException {
        return run("git", "-C", repository.toString(), "log", "--format=%H %an %ct %s", "main", "--", PATH);
    }

    private static int run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        int length = process.getInputStream().readAllBytes().length;
        try {
            if (process.waitFor() != 0) {
                throw new IOException("failed: " + String.join(" ", command));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return Math.max(1, length);
    }

    @Override
    public void close() {
        plain.close();
        store.close();
        try (Stream<Path> files = Files.walk(temp)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
