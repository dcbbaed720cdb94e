package io.nautes.cluster.benchmarks.git;

import io.nautes.cluster.benchmarks.Fixture;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.model.Cluster;
import java.util.List;
import java.util.Locale;

/** A process that lists all clusters of a repository, saves one, and prints the megabytes of heap that are in use after that. */
public final class GitMemory {
    private GitMemory() {}

    /**
     * Lists and saves.
     *
     * @param arguments the URL of the repository
     */
    public static void main(String[] arguments) {
        try (ClusterRegistry registry = GitRepositories.openRegistry(arguments[0])) {
            List<Cluster> clusters = registry.list().all();
            registry.save("one-more", Fixture.request());
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            double used = (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
            if (clusters.size() < 100_000) {
                throw new IllegalStateException("only " + clusters.size() + " clusters");
            }
            System.out.printf(Locale.ROOT, "%.1f%n", used);
        }
    }
}
