package io.nautes.cluster.benchmarks;

import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.BatchResult;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import io.nautes.cluster.gitstore.GitClusterStore;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterResource;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * A benchmark of saves and reads of the Git store against alternatives, in turns, each on a separate repository. It needs the
 * git command. It serves the repositories itself unless the address of a running server is given.
 */
final class GitSaves {
    private static final int WRITERS = 8;
    private static final int SAVES = 25;
    private static final Duration DAY = Duration.ofDays(1);

    private final GitRepositories repositories;
    private final boolean quick;

    private GitSaves(GitRepositories repositories, boolean quick) {
        this.repositories = repositories;
        this.quick = quick;
    }

    private interface Work {
        void run() throws Exception;
    }

    /**
     * Runs all rows.
     *
     * @param quick for a run of under three minutes
     * @param root the folder that a running server serves; empty to start one
     * @param url the URL of that folder
     */
    static void run(boolean quick, String root, String url) throws Exception {
        Path work = Files.createTempDirectory("nautes-cluster-benchmark-");
        try {
            GitRepositories.serve(work, root, url, repositories -> new GitSaves(repositories, quick).measure());
        } finally {
            GitTools.delete(work);
        }
    }

    private void measure() throws Exception {
        System.out.printf(
                Locale.ROOT, "%n%-46s %10s %10s %7s %6s  %s%n", "Git", "ours", "peer", "ratio", "goal", "met");
        oneSave(100, 20, true);
        oneSave(1_000, 20, true);
        oneSave(10_000, 10, !quick);
        bulk(quick ? 3 : 7);
        reads(10_000);
        eightWriters();
        threeProcesses();
        firstSave(quick ? 3 : 7);
    }

    private GitClusterStore open(String url) {
        return GitClusterStore.builder(url)
                .deadline(Duration.ofMinutes(1))
                .initializeIfEmpty(true)
                .open();
    }

    /** Returns a repository with the given number of clusters. */
    private String seeded(String name, int count) throws Exception {
        String url = repositories.create(name);
        try (GitClusterStore store = open(url)) {
            List<ClusterResource> resources =
                    IntStream.range(0, count).mapToObj(Fixture::resource).toList();
            store.update(current -> StoreChange.save(resources, null));
        }
        return url;
    }

    private void oneSave(int clusters, int atMost, boolean clones) throws Exception {
        int rounds = quick ? atMost / 2 : atMost;
        GitTools tools = repositories.tools();
        List<String> names = new ArrayList<>(
                IntStream.range(0, clusters).mapToObj(Fixture::name).toList());
        String ours = seeded("ours-" + clusters, clusters);
        String plumbing = repositories.copy("ours-" + clusters, "plumbing-" + clusters);
        String clone = repositories.copy("ours-" + clusters, "clone-" + clusters);
        String jgit = repositories.copy("ours-" + clusters, "jgit-" + clusters);
        tools.prepareMirror(plumbing);
        List<Double> our = new ArrayList<>();
        List<Double> plumbed = new ArrayList<>();
        List<Double> cloned = new ArrayList<>();
        List<Double> jgitCloned = new ArrayList<>();
        try (ClusterRegistry registry = StoreClusterRegistry.over(open(ours))) {
            // The first rounds are a warm-up.
            for (int round = -3; round < rounds; round++) {
                int number = clusters + round + 3;
                our.add(millis(() -> registry.save(Fixture.name(number), Fixture.request(number))));
                plumbed.add(millis(() -> tools.saveByPlumbing(plumbing, number, names)));
                if (clones && round < 2) {
                    cloned.add(millis(() -> tools.saveByClone(clone, number, names)));
                    jgitCloned.add(millis(() -> tools.saveByJGitClone(jgit, number, names)));
                }
                names.add(Fixture.name(number));
            }
        }
        tools.forgetMirror();
        String work = String.format(Locale.ROOT, "one save, N=%,d, ms: ", clusters);
        print(work + "git plumbing", median(our, 3), median(plumbed, 3), 0.75);
        if (clones) {
            print(work + "git clone", median(our, 3), median(cloned, 3), 0.75);
            print(work + "JGit clone", median(our, 3), median(jgitCloned, 3), 0.75);
        }
    }

    private void bulk(int rounds) throws Exception {
        int count = 10_000;
        GitTools tools = repositories.tools();
        tools.prepareImport(count);
        List<ClusterResource> resources =
                IntStream.range(0, count).mapToObj(Fixture::resource).toList();
        Map<String, ClusterRequest> requests = new LinkedHashMap<>();
        for (int number = 0; number < count; number++) {
            requests.put(Fixture.name(number), Fixture.request(number));
        }
        List<Double> plain = new ArrayList<>();
        List<Double> validated = new ArrayList<>();
        List<Double> imported = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            String first = repositories.create("bulk-" + round);
            try (GitClusterStore store = open(first)) {
                plain.add(millis(() -> store.update(current -> StoreChange.save(resources, null))));
            }
            String second = repositories.create("validated-" + round);
            try (ClusterRegistry registry = StoreClusterRegistry.over(open(second))) {
                validated.add(millis(() -> {
                    BatchResult result = registry.saveAll(requests, BatchOptions.defaults());
                    if (!result.isSuccess()) {
                        throw new IllegalStateException(result.toString());
                    }
                }));
            }
            String third = repositories.create("imported-" + round);
            imported.add(millis(() -> tools.fastImport(third)));
            for (String name : List.of("bulk-", "validated-", "imported-")) {
                repositories.delete(name + round);
            }
        }
        print("10,000 new in one commit, ms: fast-import", median(plain, 1), median(imported, 1), 0.5);
        print("  validation included", median(validated, 1), median(imported, 1), 1.0);
    }

    private void reads(int clusters) throws Exception {
        String url = seeded("reads", clusters);
        Path mirror = repositories.work().resolve("mirror-of-reads");
        List<Double> cold = new ArrayList<>();
        List<Double> changed = new ArrayList<>();
        List<Double> unchanged = new ArrayList<>();
        List<Double> one = new ArrayList<>();
        try (GitClusterStore rival = open(url)) {
            for (int round = 0; round < (quick ? 10 : 25); round++) {
                int number = clusters + round;
                try (GitClusterStore store =
                        GitClusterStore.builder(url).mirror(mirror).open()) {
                    cold.add(millis(() -> store.snapshot().clusters()));
                    rival.update(current -> StoreChange.save(List.of(Fixture.resource(number)), null));
                    changed.add(millis(() -> store.snapshot().clusters()));
                    int calls = 1_000;
                    unchanged.add(1e3
                            / calls
                            * millis(() -> {
                                for (int call = 0; call < calls; call++) {
                                    store.snapshot(DAY).clusters();
                                }
                            }));
                    one.add(millis(() -> store.snapshot().find(Fixture.name(number))));
                }
            }
        }
        print("list 10,000, cold, ms: limit", median(cold, 5), 150, 1.0);
        print("  after a rival's change, fetched, ms: limit", median(changed, 5), 10, 1.0);
        print("  unchanged, us: limit", median(unchanged, 5), 5, 1.0);
        print("get one in 10,000, ms: limit", median(one, 5), 3, 1.0);
    }

    private void eightWriters() throws Exception {
        List<Double> grouped = new ArrayList<>();
        List<Double> serial = new ArrayList<>();
        List<Double> latencies = new ArrayList<>();
        for (int round = 0; round < (quick ? 3 : 5); round++) {
            String ours = seeded("writers-" + round, 100);
            String one = repositories.copy("writers-" + round, "writer-" + round);
            try (ClusterRegistry registry = StoreClusterRegistry.over(open(one))) {
                registry.list().all();
                serial.add(millis(() -> save(registry, 1_000, WRITERS * SAVES, new ArrayList<>())));
            }
            try (ClusterRegistry registry = StoreClusterRegistry.over(open(ours))) {
                registry.list().all();
                latencies.clear();
                grouped.add(millis(() -> together(registry, latencies)));
                requireClusters(registry, 100 + WRITERS * SAVES);
            }
        }
        latencies.sort(null);
        print("8 writers x 25 saves, ms: one writer", median(grouped, 1), median(serial, 1), 0.75);
        print("  99th percentile, ms: limit", latencies.get(latencies.size() * 99 / 100), 500, 1.0);
    }

    private static void requireClusters(ClusterRegistry registry, int count) {
        int actual = registry.list().all().size();
        if (actual != count) {
            throw new IllegalStateException("saves were lost: " + actual + " of " + count);
        }
    }

    private static void save(ClusterRegistry registry, int first, int count, List<Double> latencies) throws Exception {
        for (int number = first; number < first + count; number++) {
            int current = number;
            latencies.add(millis(() -> registry.save(Fixture.name(current), Fixture.request(current))));
        }
    }

    private static void together(ClusterRegistry registry, List<Double> latencies) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<List<Double>>> parts = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int first = 1_000 + writer * SAVES;
                parts.add(threads.submit(() -> {
                    List<Double> own = new ArrayList<>();
                    save(registry, first, SAVES, own);
                    return own;
                }));
            }
            for (Future<List<Double>> part : parts) {
                latencies.addAll(part.get());
            }
        } finally {
            threads.shutdown();
        }
    }

    private void threeProcesses() throws Exception {
        String serialUrl = seeded("alone", 100);
        String url = repositories.copy("alone", "rivals");
        double alone = processes(serialUrl, 1, 3 * SAVES, new ArrayList<>());
        List<Double> slowest = new ArrayList<>();
        double together = processes(url, 3, SAVES, slowest);
        try (ClusterRegistry registry = StoreClusterRegistry.over(open(url))) {
            requireClusters(registry, 100 + 3 * SAVES);
        }
        print("3 JVMs x 25 saves, ms: one writer", together, alone, 1.5);
        print(
                "  slowest save, ms: deadline",
                slowest.stream().max(Double::compare).orElseThrow(),
                20_000,
                1.0);
    }

    /** Returns the time from the common start of all processes until all have ended. */
    private static double processes(String url, int count, int saves, List<Double> slowest) throws Exception {
        List<Process> writers = new ArrayList<>();
        List<BufferedReader> outputs = new ArrayList<>();
        for (int writer = 0; writer < count; writer++) {
            Process process = writer(url, 1_000 + writer * saves, saves);
            writers.add(process);
            outputs.add(process.inputReader());
            outputs.get(writer).readLine();
        }
        return millis(() -> {
            for (Process process : writers) {
                process.getOutputStream().write('\n');
                process.getOutputStream().flush();
            }
            for (BufferedReader output : outputs) {
                slowest.add(Double.parseDouble(output.readLine()));
            }
        });
    }

    private void firstSave(int rounds) throws Exception {
        String url = seeded("first", 1_000);
        List<Double> first = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            try (BufferedReader output = writer(url, 1_000 + round, 1).inputReader()) {
                first.add(Double.parseDouble(output.readLine()));
            }
        }
        print("first save of a JVM, N=1,000, ms: limit", median(first, 0), 1_200, 1.0);
    }

    private static Process writer(String url, int first, int count) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        GitWriter.class.getName(),
                        url,
                        Integer.toString(first),
                        Integer.toString(count))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static double millis(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private static double median(List<Double> rounds, int warmUp) {
        List<Double> sorted = rounds.stream().skip(warmUp).sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
    }

    private static void print(String work, double ours, double peer, double goal) {
        double ratio = ours / peer;
        System.out.printf(
                Locale.ROOT,
                "%-46s %10.1f %10.1f %7.2f %6.2f  %s%n",
                work,
                ours,
                peer,
                ratio,
                goal,
                ratio <= goal ? "yes" : "NO");
    }
}
