package io.nautes.cluster.benchmarks.git;

import static io.nautes.cluster.benchmarks.Figures.millis;

import io.nautes.cluster.benchmarks.Fixture;
import io.nautes.cluster.core.ClusterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A process that saves clusters and prints the milliseconds of each save in one line. If a repository for a warm-up is given, it
 * first makes saves there, prints READY, and waits for a line.
 */
public final class GitWriter {
    private static final int WARM_UP_SAVES = 150;

    private GitWriter() {}

    /**
     * Saves the clusters.
     *
     * @param arguments the URL of the repository, the number of the first cluster, and the count; optionally the URL of the
     *     repository for the warm-up
     * @throws Exception if a save fails
     */
    public static void main(String[] arguments) throws Exception {
        int first = Integer.parseInt(arguments[1]);
        int count = Integer.parseInt(arguments[2]);
        if (arguments.length > 3) {
            warmUp(arguments[3], first);
        }
        try (ClusterRegistry registry = GitRepositories.openRegistry(arguments[0])) {
            if (arguments.length > 3) {
                registry.list().all();
                System.out.println("READY");
                System.in.read();
            }
            System.out.println(save(registry, first, count).stream()
                    .map(save -> String.format(Locale.ROOT, "%.1f", save))
                    .collect(Collectors.joining(" ")));
        }
    }

    /** Makes saves by two stores in turn, so that each has to read what the other one has pushed. */
    private static void warmUp(String url, int first) throws Exception {
        try (ClusterRegistry one = GitRepositories.openRegistry(url);
                ClusterRegistry other = GitRepositories.openRegistry(url)) {
            for (int save = 0; save < WARM_UP_SAVES; save++) {
                save(save % 2 == 0 ? one : other, first + save, 1);
            }
        }
    }

    private static List<Double> save(ClusterRegistry registry, int first, int count) throws Exception {
        List<Double> times = new ArrayList<>();
        for (int number = first; number < first + count; number++) {
            int current = number;
            times.add(millis(() -> registry.save(Fixture.name(current), Fixture.request(current))));
        }
        return times;
    }
}
