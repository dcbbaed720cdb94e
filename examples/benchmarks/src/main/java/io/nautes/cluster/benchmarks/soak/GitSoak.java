package io.nautes.cluster.benchmarks.soak;

import io.nautes.cluster.benchmarks.git.GitServer;
import io.nautes.cluster.core.KubeconfigMismatch;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import io.nautes.cluster.gitstore.GitClusterStore;
import io.nautes.cluster.gitstore.RepositoryReport;
import io.nautes.cluster.kubeconfig.DirectoryKubeconfigStore;
import io.nautes.cluster.testkit.ClusterFixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The soak test. Three processes save, delete and read hosts and virtual clusters of one repository, with templates and
 * kubeconfigs, through a {@link ChaosProxy}. They are interrupted, closed and killed. They also interrupt and end themselves
 * between the change of a kubeconfig and its commit. The test then checks that
 *
 * <ul>
 *   <li>the operations on each cluster are linearizable ({@link LinearizabilityChecker});
 *   <li>the repository is in order: {@code git fsck --strict}, the list of clusters, {@code kubectl kustomize} if there is a
 *       kubectl;
 *   <li>each cluster has its own kubeconfig, or none, unless the outcome of its last change is unknown; in that case the
 *       next change of the cluster repairs it.
 * </ul>
 *
 * <p>Run it with {@code java -cp benchmarks.jar io.nautes.cluster.benchmarks.soak.GitSoak [SECONDS [SEED]]}. It takes 10
 * minutes by default, prints its figures, and exits with 1 if anything is wrong.
 */
public final class GitSoak {
    private static final int PROCESSES = 3;

    private final Path folder;
    private final SoakHistory history = new SoakHistory();
    private final Random random;
    private final List<String> faults = new ArrayList<>();
    private int kills;
    private int started;

    private GitSoak(Path folder, long seed) {
        this.folder = folder;
        this.random = new Random(seed);
    }

    /**
     * Runs the soak test.
     *
     * @param arguments how many seconds it takes, by default 600, and a seed, by default a random one
     * @throws Exception if it cannot be run
     */
    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 600;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : new Random().nextInt(1_000_000);
        Path folder = Files.createTempDirectory("nautes-cluster-soak-").toRealPath();
        System.out.println("seed " + seed + ", " + seconds + " s, in " + folder);
        GitSoak soak = new GitSoak(folder, seed);
        soak.run(seconds, seed);
        System.exit(soak.faults.isEmpty() ? 0 : 1);
    }

    private void run(int seconds, long seed) throws Exception {
        SoakRepository repository = SoakRepository.create(folder);
        try (GitServer server = GitServer.start(folder);
                ChaosProxy proxy = new ChaosProxy(server.uri(), seed)) {
            String direct = server.uri() + repository.name();
            begin(direct);
            write(proxy.url() + repository.name(), seconds);
            proxy.calmDown();
            System.out.println("connections: " + proxy.counts());
            System.out.println(history);
            checkHistory(direct);
            faults.addAll(repository.problems());
            checkRegistry(direct);
        }
        faults.forEach(fault -> System.out.println("FAULT " + fault));
        System.out.println(faults.isEmpty() ? "no fault" : faults.size() + " faults");
    }

    /** Creates the first commit. */
    private void begin(String url) {
        SoakTemplates.in(folder);
        try (GitClusterStore store =
                GitClusterStore.builder(url).initializeIfEmpty(true).open()) {
            StoreClusterRegistry.over(store).save("first", ClusterFixtures.host());
            StoreClusterRegistry.over(store).delete("first");
        }
    }

    /** Runs the processes, and kills one from time to time. */
    private void write(String url, int seconds) throws IOException, InterruptedException {
        List<SoakProcess> processes = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            processes.add(next(i, url));
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2_000 + random.nextInt(8_000)));
            processes.get(random.nextInt(PROCESSES)).kill();
            kills++;
            for (int i = 0; i < PROCESSES; i++) {
                if (processes.get(i).hasEnded()) {
                    processes.set(i, next(i, url));
                }
            }
        }
        for (SoakProcess process : processes) {
            if (!process.stop()) {
                faults.add("a process did not stop within two minutes");
                process.kill();
            }
        }
        System.out.println("kills: " + kills + ", trouble between a kubeconfig and its commit: " + history.troubles());
    }

    private SoakProcess next(int number, String url) throws IOException {
        started++;
        return SoakProcess.start("p" + number + "k" + started, url, folder, random.nextLong(), history);
    }

    private void checkHistory(String url) {
        faults.addAll(history.crashes());
        try (StoreClusterRegistry registry = SoakWriter.open(url, folder, Duration.ofSeconds(60))) {
            for (String cluster : history.clusters()) {
                history.addFinalRead(
                        cluster,
                        registry.find(cluster)
                                .map(found -> String.valueOf(found.primaryDomain()))
                                .orElse(null));
            }
        }
        history.byCluster().forEach((cluster, operations) -> {
            if (!LinearizabilityChecker.isLinearizable(operations)) {
                faults.add("the operations on " + cluster + " are not linearizable:\n"
                        + operations.stream()
                                .sorted(Comparator.comparingLong(Operation::start))
                                .map(Operation::toString)
                                .collect(Collectors.joining("\n")));
            }
        });
    }

    private void checkRegistry(String url) throws IOException {
        Set<String> open = history.clustersWithAnUnknownChange();
        try (GitClusterStore store = GitClusterStore.builder(url)
                .withTemplates(SoakTemplates.in(folder))
                .open()) {
            RepositoryReport report = store.verify();
            report.problems().forEach(problem -> faults.add("verify: " + problem));
            StoreClusterRegistry registry = StoreClusterRegistry.builder(store)
                    .kubeconfigs(DirectoryKubeconfigStore.open(folder.resolve("kubeconfigs")))
                    .build();
            List<KubeconfigMismatch> mismatches = registry.verifyKubeconfigs();
            System.out.println("kubeconfigs that do not match: " + mismatches);
            mismatches.stream()
                    .filter(mismatch -> !open.contains(mismatch.name()))
                    .forEach(mismatch -> faults.add("kubeconfig: " + mismatch));
            for (String cluster : new TreeSet<>(history.clusters()).descendingSet()) {
                registry.delete(cluster);
            }
            registry.verifyKubeconfigs().forEach(mismatch -> faults.add("not repaired: " + mismatch));
        }
        try (Stream<Path> files = Files.list(folder.resolve("kubeconfigs"))) {
            Map<String, Long> left = files.map(file -> file.getFileName().toString())
                    .filter(file -> !file.equals(".lock"))
                    .collect(Collectors.groupingBy(
                            file -> file.endsWith(".tmp") ? "temporary" : file, TreeMap::new, Collectors.counting()));
            System.out.println(String.format(Locale.ROOT, "left in the folder of kubeconfigs: %s", left));
        }
    }
}
