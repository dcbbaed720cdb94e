package io.nautes.cluster.benchmarks.git;

import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.BatchResult;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.store.InMemoryClusterRegistry;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.testkit.ClusterFixtures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A benchmark of large batches: N saves into a registry of N clusters, and N deletions from a registry of 2 N. Each size is
 * compared with half that size, so the ratio is 2 if the work is linear.
 */
public final class BulkRuns {
    private static final double GOAL = 2.3;
    private static final int SMALLEST = 1_000;

    private BulkRuns() {}

    private record Times(double saveMillis, double deleteMillis) {
        Times least(Times other) {
            return new Times(Math.min(saveMillis, other.saveMillis), Math.min(deleteMillis, other.deleteMillis));
        }
    }

    public static void run(boolean quick) throws Exception {
        System.out.printf(
                Locale.ROOT,
                "%-10s %8s %12s %7s %12s %7s %5s  %s%n",
                "registry",
                "N",
                "saveAll ms",
                "ratio",
                "deleteAll ms",
                "ratio",
                "goal",
                "met");
        table("memory", quick ? 16_000 : 32_000, quick, InMemoryClusterRegistry::create);
        GitRepositories.serve("", "", repositories -> {
            AtomicInteger number = new AtomicInteger();
            table(
                    "Git",
                    quick ? 8_000 : 32_000,
                    quick,
                    () -> GitRepositories.openRegistry(repositories.create("bulk-" + number.incrementAndGet())));
        });
    }

    private static void table(String name, int largest, boolean quick, Callable<ClusterRegistry> opener)
            throws Exception {
        measure(opener, SMALLEST);
        Times before = null;
        for (int size = SMALLEST; size <= largest; size *= 2) {
            Times times = measure(opener, size);
            for (int round = 1; round < (quick ? 2 : 3); round++) {
                times = times.least(measure(opener, size));
            }
            if (before != null) {
                double saves = times.saveMillis() / before.saveMillis();
                double deletes = times.deleteMillis() / before.deleteMillis();
                System.out.printf(
                        Locale.ROOT,
                        "%-10s %8d %12.0f %7.2f %12.0f %7.2f %5.1f  %s%n",
                        name,
                        size,
                        times.saveMillis(),
                        saves,
                        times.deleteMillis(),
                        deletes,
                        GOAL,
                        saves <= GOAL && deletes <= GOAL ? "yes" : "no");
            }
            before = times;
        }
    }

    private static Times measure(Callable<ClusterRegistry> opener, int size) throws Exception {
        try (ClusterRegistry registry = opener.call()) {
            check(registry.saveAll(requests(0, size), BatchOptions.defaults()));
            Map<String, ClusterRequest> more = requests(size, 2 * size);
            System.gc();
            long start = System.nanoTime();
            check(registry.saveAll(more, BatchOptions.defaults()));
            long saved = System.nanoTime();
            check(registry.deleteAll(List.copyOf(more.keySet()), BatchOptions.defaults()));
            long deleted = System.nanoTime();
            return new Times((saved - start) / 1e6, (deleted - saved) / 1e6);
        }
    }

    private static void check(BatchResult result) {
        if (!result.isSuccess()) {
            throw new IllegalStateException(
                    result.failures().get(0).failure().orElseThrow().getMessage());
        }
    }

    /** Returns hosts and, for every nine virtual clusters, one host. */
    private static Map<String, ClusterRequest> requests(int from, int to) {
        Map<String, ClusterRequest> requests = new LinkedHashMap<>();
        for (int i = from; i < to; i++) {
            String host = "host-" + i / 10 * 10;
            String address = "10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255);
            requests.put(
                    i % 10 == 0 ? host : "virtual-" + i,
                    i % 10 == 0
                            ? ClusterRequest.host(
                                            "https://" + address + ":6443",
                                            ClusterFixtures.kubeconfig("https://" + address + ":6443"))
                                    .build()
                            : ClusterRequest.virtualPipelineRuntime("https://" + address + ":31001", host)
                                    .build());
        }
        return requests;
    }
}
