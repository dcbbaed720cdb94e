package io.nautes.cluster.benchmarks;

import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import io.nautes.cluster.gitstore.GitClusterStore;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/**
 * A process that saves clusters; arguments are a URL, the number of the first cluster, and the count. It prints READY, waits
 * for a line if there is more than one cluster, and prints the milliseconds of the slowest save. For one cluster, it prints
 * the time of the first save including all preparations.
 */
public final class GitWriter {
    private GitWriter() {}

    /**
     * Saves the clusters.
     *
     * @param arguments URL, first number, count
     * @throws IOException if its input breaks
     */
    public static void main(String[] arguments) throws IOException {
        long start = System.nanoTime();
        int first = Integer.parseInt(arguments[1]);
        int count = Integer.parseInt(arguments[2]);
        try (ClusterRegistry registry = StoreClusterRegistry.over(GitClusterStore.builder(arguments[0])
                .deadline(Duration.ofMinutes(1))
                .open())) {
            if (count > 1) {
                registry.list().all();
                System.out.println("READY");
                System.in.read();
            }
            double slowest = 0;
            for (int number = first; number < first + count; number++) {
                long before = count > 1 ? System.nanoTime() : start;
                registry.save(Fixture.name(number), Fixture.request(number));
                slowest = Math.max(slowest, (System.nanoTime() - before) / 1e6);
            }
            System.out.printf(Locale.ROOT, "%.1f%n", slowest);
        }
    }
}
