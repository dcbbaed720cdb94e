package io.nautes.cluster.benchmarks.git;

import static io.nautes.cluster.benchmarks.Figures.median;
import static io.nautes.cluster.benchmarks.Figures.millis;
import static io.nautes.cluster.benchmarks.Figures.print;

import io.nautes.cluster.benchmarks.Fixture;
import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.BatchResult;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.gitstore.GitClusterStore;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterResource;
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
 * A benchmark of saves by one process: single, in bulk, and by several threads. A warm-up comes first, because the C2 compiler
 * needs many seconds for this code on two busy cores; until then, the ratios to a peer are those of interpreted code. The first
 * save of a JVM is a separate row.
 */
final class GitSaves {
    private static final int WRITERS = 8;
    private static final int SAVES = 25;
    private static final int WARM_UP_SAVES = 600;
    private static final int WARM_UP_BATCHES = 15;

    private final GitRepositories repositories;
    private final boolean quick;

    GitSaves(GitRepositories repositories, boolean quick) {
        this.repositories = repositories;
        this.quick = quick;
    }

    /** Saves one cluster in registries of several sizes. */
    void single() throws Exception {
        warmUp(1_000, WARM_UP_SAVES);
        warmUp(10_000, WARM_UP_SAVES / 10);
        oneSave(100, 20, true);
        oneSave(1_000, 20, true);
        oneSave(10_000, 10, !quick);
        if (!quick) {
            oneSave(100_000, 5, false);
        }
    }

    private void warmUp(int clusters, int saves) throws Exception {
        try (ClusterRegistry registry = GitRepositories.openRegistry(repositories.seeded("warm-up", clusters))) {
            save(registry, clusters, saves, new ArrayList<>());
        }
        repositories.delete("warm-up");
    }

    private void oneSave(int clusters, int atMost, boolean clones) throws Exception {
        int rounds = quick ? atMost / 2 : atMost;
        GitTools tools = repositories.tools();
        List<String> names = new ArrayList<>(
                IntStream.range(0, clusters).mapToObj(Fixture::name).toList());
        String ours = repositories.seeded("ours-" + clusters, clusters);
        String plumbing = repositories.copy("ours-" + clusters, "plumbing-" + clusters);
        String clone = repositories.copy("ours-" + clusters, "clone-" + clusters);
        String jgit = repositories.copy("ours-" + clusters, "jgit-" + clusters);
        tools.prepareMirror(plumbing);
        List<Double> our = new ArrayList<>();
        List<Double> plumbed = new ArrayList<>();
        List<Double> cloned = new ArrayList<>();
        List<Double> jgitCloned = new ArrayList<>();
        try (ClusterRegistry registry = GitRepositories.openRegistry(ours)) {
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
        for (String repository : List.of("ours-", "plumbing-", "clone-", "jgit-")) {
            repositories.delete(repository + clusters);
        }
        String work = String.format(Locale.ROOT, "one save, N=%,d, ms: ", clusters);
        print(work + "git plumbing", median(our, 3), median(plumbed, 3), 0.5);
        if (clones) {
            print(work + "git clone", median(our, 3), median(cloned, 3), 0.5);
            print(work + "JGit clone", median(our, 3), median(jgitCloned, 3), 0.5);
        }
    }

    /** Saves 10,000 new clusters in one commit. */
    void bulk() throws Exception {
        int rounds = quick ? 3 : 7;
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
        for (int round = -WARM_UP_BATCHES; round < rounds; round++) {
            String first = repositories.create("bulk-" + round);
            try (GitClusterStore store = GitRepositories.open(first)) {
                plain.add(millis(() -> store.update(current -> StoreChange.save(resources, null))));
            }
            String second = repositories.create("validated-" + round);
            try (ClusterRegistry registry = GitRepositories.openRegistry(second)) {
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
        double peer = median(imported, WARM_UP_BATCHES);
        print("10,000 new in one commit, ms: fast-import", median(plain, WARM_UP_BATCHES), peer, 0.35);
        print("  validation included", median(validated, WARM_UP_BATCHES), peer, 0.5);
    }

    /** Saves clusters by several threads of one store. */
    void concurrent() throws Exception {
        List<Double> grouped = new ArrayList<>();
        List<Double> serial = new ArrayList<>();
        List<Double> latencies = new ArrayList<>();
        for (int round = 0; round < (quick ? 3 : 5); round++) {
            String ours = repositories.seeded("writers-" + round, 100);
            String one = repositories.copy("writers-" + round, "writer-" + round);
            try (ClusterRegistry registry = GitRepositories.openRegistry(one)) {
                registry.list().all();
                serial.add(millis(() -> save(registry, 1_000, WRITERS * SAVES, new ArrayList<>())));
            }
            try (ClusterRegistry registry = GitRepositories.openRegistry(ours)) {
                registry.list().all();
                latencies.clear();
                grouped.add(millis(() -> together(registry, latencies)));
                requireClusters(registry, 100 + WRITERS * SAVES);
            }
        }
        latencies.sort(null);
        print("8 writers x 25 saves, ms: one writer", median(grouped, 1), median(serial, 1), 0.3);
        print("  99th percentile, ms: limit", latencies.get(latencies.size() * 99 / 100), 500, 1.0);
    }

    static void requireClusters(ClusterRegistry registry, int count) {
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
}
