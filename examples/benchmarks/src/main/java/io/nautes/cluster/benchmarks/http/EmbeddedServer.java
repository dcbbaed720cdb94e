package io.nautes.cluster.benchmarks.http;

import static io.nautes.cluster.benchmarks.Figures.median;
import static io.nautes.cluster.benchmarks.Figures.millis;

import io.nautes.cluster.benchmarks.Figures;
import io.nautes.cluster.benchmarks.Fixture;
import io.nautes.cluster.benchmarks.git.GitRepositories;
import io.nautes.cluster.client.NautesClient;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.store.InMemoryClusterRegistry;
import io.nautes.cluster.server.ClusterApiServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A benchmark of the embedded server: 64 callers make one thousand saves, and then one thousand lists, through a client and the
 * server. The peer is the same registry called directly. Over memory, the result is the price of HTTP and JSON.
 */
public final class EmbeddedServer {
    private static final int CALLERS = 64;
    private static final int CALLS = 1_000;
    private static final double GOAL = 2.0;

    private final ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
    private final int rounds;

    private EmbeddedServer(int rounds) {
        this.rounds = rounds;
    }

    private interface Call {
        void make(ClusterRegistry registry, int number);
    }

    private record Times(List<Double> saves, List<Double> lists) {
        Times() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    /**
     * Runs all rows. They need the git command.
     *
     * @param quick for fewer rounds
     */
    public static void run(boolean quick) throws Exception {
        EmbeddedServer benchmark = new EmbeddedServer(quick ? 3 : 7);
        try {
            Figures.header("embedded server, 64 callers");
            AtomicInteger number = new AtomicInteger();
            GitRepositories.serve(
                    "",
                    "",
                    repositories -> benchmark.measure(
                            "over Git: ",
                            () -> GitRepositories.openRegistry(
                                    repositories.create("server-" + number.incrementAndGet()))));
            benchmark.measure("over memory: ", InMemoryClusterRegistry::create);
        } finally {
            benchmark.threads.shutdown();
        }
    }

    private void measure(String registry, Callable<ClusterRegistry> opener) throws Exception {
        Times direct = new Times();
        Times served = new Times();
        for (int round = 0; round <= rounds; round++) {
            try (ClusterRegistry called = opener.call()) {
                measure(called, direct);
            }
            try (ClusterRegistry behind = opener.call();
                    ClusterApiServer server = ClusterApiServer.builder(behind).start();
                    NautesClient client = NautesClient.builder(server.uri())
                            .token(server.token())
                            .serializeChanges(false)
                            .build()) {
                measure(client, served);
            }
        }
        Figures.print(registry + "1,000 saves, ms", median(served.saves(), 1), median(direct.saves(), 1), GOAL);
        Figures.print(registry + "1,000 lists of 20, ms", median(served.lists(), 1), median(direct.lists(), 1), GOAL);
    }

    private void measure(ClusterRegistry registry, Times times) throws Exception {
        times.saves()
                .add(millis(() ->
                        together(registry, (target, i) -> target.save(Fixture.name(i % 20), Fixture.request(i)))));
        times.lists().add(millis(() -> together(registry, (target, i) -> target.list())));
    }

    private void together(ClusterRegistry registry, Call call) throws Exception {
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> callers = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            callers.add(threads.submit(() -> {
                for (int i = next.getAndIncrement(); i < CALLS; i = next.getAndIncrement()) {
                    call.make(registry, i);
                }
            }));
        }
        for (Future<?> caller : callers) {
            caller.get();
        }
    }
}
