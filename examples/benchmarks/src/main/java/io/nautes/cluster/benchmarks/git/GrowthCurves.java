package io.nautes.cluster.benchmarks.git;

import static io.nautes.cluster.benchmarks.Figures.median;

import io.nautes.cluster.benchmarks.Figures;
import io.nautes.cluster.benchmarks.Fixture;
import io.nautes.cluster.benchmarks.LineChart;
import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.BatchResult;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import io.nautes.cluster.gitstore.ClusterTemplates;
import io.nautes.cluster.gitstore.GitClusterStore;
import io.nautes.cluster.model.ClusterRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A benchmark of the growth of time and allocation with the number N of clusters in a repository: one save, a list by a new store,
 * a read of one cluster, N more clusters in one commit, the deletion of these, and the evaluation and rendering of N clusters. It
 * prints a table and writes two charts.
 */
public final class GrowthCurves {
    private static final int SMALLEST = 1_000;

    private final GitRepositories repositories;
    private final ClusterTemplates templates;
    private final LineChart times = new LineChart("milliseconds", "clusters in the repository (N)");
    private final LineChart allocations = new LineChart("megabytes allocated", "clusters in the repository (N)");

    private GrowthCurves(GitRepositories repositories) throws IOException {
        this.repositories = repositories;
        this.templates = TemplateRuns.builtIn(repositories.work().resolve("templates"));
    }

    /**
     * Measures, and writes {@code growth-time.svg} and {@code growth-allocation.svg}.
     *
     * @param quick for registries of up to 4,000 clusters; otherwise up to 32,000
     * @param folder the folder for the charts
     */
    public static void run(boolean quick, Path folder) throws Exception {
        GitRepositories.serve("", "", repositories -> {
            GrowthCurves curves = new GrowthCurves(repositories);
            // The first size is measured twice; the first time is a warm-up.
            curves.measure(SMALLEST, "warm-up", false);
            System.out.printf(Locale.ROOT, "%n%-32s %8s %10s %10s%n", "growth", "N", "ms", "MB");
            for (int size = SMALLEST; size <= (quick ? 4_000 : 32_000); size *= 2) {
                curves.measure(size, "growth-" + size, true);
                curves.write(folder);
            }
        });
    }

    private void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("growth-time.svg"), times.toSvg());
        Files.writeString(folder.resolve("growth-allocation.svg"), allocations.toSvg());
    }

    private void measure(int size, String name, boolean shown) throws Exception {
        String url = repositories.seeded(name, size);
        Path mirror = repositories.work().resolve("mirror-" + name);
        int repeats = 5;
        Measures measures = new Measures();
        for (int round = 0; round < repeats; round++) {
            int number = size + round;
            try (ClusterRegistry registry = open(url, mirror)) {
                System.gc();
                measures.add("list, new store", () -> registry.list().all());
                measures.add("get one", () -> registry.find(Fixture.name(size / 2)));
                measures.add("save one", () -> registry.save(Fixture.name(number), Fixture.request(number)));
            }
        }
        for (int round = 0; round < 2; round++) {
            try (ClusterRegistry registry = open(url, mirror)) {
                registry.list();
                Map<String, ClusterRequest> more = requests(2 * size, size);
                System.gc();
                measures.add("saveAll of N more", () -> check(registry.saveAll(more, BatchOptions.defaults())));
                measures.add(
                        "deleteAll of these",
                        () -> check(registry.deleteAll(List.copyOf(more.keySet()), BatchOptions.defaults())));
            }
            measures.add("evaluate and render N", () -> TemplateRuns.render(templates, size));
        }
        repositories.delete(name);
        GitTools.delete(mirror);
        if (shown) {
            measures.show(size);
        }
    }

    private static ClusterRegistry open(String url, Path mirror) {
        return StoreClusterRegistry.over(GitClusterStore.builder(url)
                .mirror(mirror)
                .deadline(Duration.ofMinutes(10))
                .open());
    }

    private static Map<String, ClusterRequest> requests(int first, int count) {
        Map<String, ClusterRequest> requests = new LinkedHashMap<>();
        for (int number = first; number < first + count; number++) {
            requests.put(Fixture.name(number), Fixture.request(number));
        }
        return requests;
    }

    private static void check(BatchResult result) {
        if (!result.isSuccess()) {
            throw new IllegalStateException(result.toString());
        }
    }

    /** The times and allocations of each kind of work at one size. */
    private final class Measures {
        private final Map<String, List<Double>> millis = new LinkedHashMap<>();
        private final Map<String, List<Double>> megabytes = new LinkedHashMap<>();

        void add(String work, Figures.Work run) throws Exception {
            List<Double> time = new ArrayList<>();
            megabytes
                    .computeIfAbsent(work, key -> new ArrayList<>())
                    .add(Figures.megabytes(() -> time.add(Figures.millis(run))));
            millis.computeIfAbsent(work, key -> new ArrayList<>()).addAll(time);
        }

        void show(int size) {
            millis.forEach((work, values) -> {
                double ms = median(values);
                double mb = median(megabytes.getOrDefault(work, List.of()));
                times.add(work, size, ms);
                allocations.add(work, size, mb);
                System.out.printf(Locale.ROOT, "%-32s %8d %10.1f %10.1f%n", work, size, ms, mb);
            });
        }
    }
}
