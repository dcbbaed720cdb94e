package io.nautes.cluster.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import io.nautes.cluster.client.NautesClient;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterRequest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Calls of the client against the same calls with the JDK's HTTP client and Jackson alone, in turns. */
final class HttpRoundTrips implements AutoCloseable {
    private static final int AT_ONCE = 64;

    private final ClusterRequest request = Fixture.request();
    private final ObjectMapper mapper = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI uri;
    private final NautesClient client;

    private HttpRoundTrips(URI server) {
        uri = URI.create(server + "/api/v1/clusters/" + Fixture.NAME);
        client = NautesClient.builder(server).token(CannedServer.TOKEN).build();
    }

    private interface Work {
        void run() throws Exception;
    }

    private interface AsyncWork {
        CompletableFuture<?> start();
    }

    private record Cost(double medianMicros, double cpuMicros) {}

    static void run(boolean quick) throws Exception {
        try (CannedServer server = CannedServer.start();
                HttpRoundTrips trips = new HttpRoundTrips(server.uri())) {
            trips.measure(quick ? 3 : 7, quick ? 3_000 : 10_000);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private void measure(int rounds, int calls) throws Exception {
        List<Cost> get = new ArrayList<>();
        List<Cost> bareGet = new ArrayList<>();
        List<Cost> post = new ArrayList<>();
        List<Cost> barePost = new ArrayList<>();
        List<Double> threads = new ArrayList<>();
        List<Double> bareThreads = new ArrayList<>();
        List<Double> async = new ArrayList<>();
        List<Double> bareAsync = new ArrayList<>();
        // The first round warms both up.
        for (int round = 0; round <= rounds; round++) {
            get.add(sequential(calls, this::find));
            bareGet.add(sequential(calls, this::bareFind));
            post.add(sequential(calls, this::save));
            barePost.add(sequential(calls, this::bareSave));
            threads.add(threads(calls * 4, this::find));
            bareThreads.add(threads(calls * 4, this::bareFind));
            async.add(async(calls * 4, () -> client.async().find(Fixture.NAME)));
            bareAsync.add(async(calls * 4, this::bareFindAsync));
        }
        System.out.printf(
                Locale.ROOT, "%n%-26s %10s %10s %7s %6s  %s%n", "HTTP", "ours", "bare", "ratio", "goal", "met");
        atMost("GET, p50 us", median(get, Cost::medianMicros), median(bareGet, Cost::medianMicros), 1.10);
        atMost("GET, CPU us", median(get, Cost::cpuMicros), median(bareGet, Cost::cpuMicros), 1.00);
        atMost("POST, p50 us", median(post, Cost::medianMicros), median(barePost, Cost::medianMicros), 1.10);
        atMost("POST, CPU us", median(post, Cost::cpuMicros), median(barePost, Cost::cpuMicros), 1.00);
        atLeast("GET, 64 threads, calls/s", median(threads, value -> value), median(bareThreads, value -> value));
        atLeast("GET, 64 async, calls/s", median(async, value -> value), median(bareAsync, value -> value));
    }

    private void find() {
        if (client.find(Fixture.NAME).isEmpty()) {
            throw new IllegalStateException("no reply");
        }
    }

    private HttpRequest.Builder bare() {
        return HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + CannedServer.TOKEN.value())
                .header("Accept", "application/json");
    }

    private void bareFind() throws IOException, InterruptedException {
        mapper.readValue(http.send(bare().build(), BodyHandlers.ofByteArray()).body(), Cluster.class);
    }

    private CompletableFuture<Cluster> bareFindAsync() {
        return http.sendAsync(bare().build(), BodyHandlers.ofByteArray()).thenApply(response -> {
            try {
                return mapper.readValue(response.body(), Cluster.class);
            } catch (IOException e) {
                throw new CompletionException(e);
            }
        });
    }

    private void save() {
        client.save(Fixture.NAME, request);
    }

    private void bareSave() throws IOException, InterruptedException {
        HttpRequest post = bare().header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(mapper.writeValueAsBytes(request)))
                .build();
        mapper.readTree(http.send(post, BodyHandlers.ofByteArray()).body());
    }

    private static Cost sequential(int calls, Work work) throws Exception {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long[] nanos = new long[calls];
        long cpu = system.getProcessCpuTime();
        for (int call = 0; call < calls; call++) {
            long start = System.nanoTime();
            work.run();
            nanos[call] = System.nanoTime() - start;
        }
        long used = system.getProcessCpuTime() - cpu;
        Arrays.sort(nanos);
        return new Cost(nanos[calls / 2] / 1e3, used / 1e3 / calls);
    }

    private static double threads(int calls, Work work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(AT_ONCE);
        try {
            long start = System.nanoTime();
            List<Future<?>> parts = new ArrayList<>();
            for (int thread = 0; thread < AT_ONCE; thread++) {
                parts.add(executor.submit(() -> {
                    for (int call = 0; call < calls / AT_ONCE; call++) {
                        work.run();
                    }
                    return null;
                }));
            }
            for (Future<?> part : parts) {
                part.get();
            }
            return calls / AT_ONCE * AT_ONCE * 1e9 / (System.nanoTime() - start);
        } finally {
            executor.shutdown();
        }
    }

    private static double async(int calls, AsyncWork work) throws Exception {
        Semaphore free = new Semaphore(AT_ONCE);
        List<CompletableFuture<?>> results = new ArrayList<>(calls);
        long start = System.nanoTime();
        for (int call = 0; call < calls; call++) {
            free.acquire();
            results.add(work.start().whenComplete((result, failure) -> free.release()));
        }
        CompletableFuture.allOf(results.toArray(CompletableFuture[]::new)).get();
        return calls * 1e9 / (System.nanoTime() - start);
    }

    private interface Measure<T> {
        double of(T value);
    }

    private static <T> double median(List<T> rounds, Measure<T> measure) {
        List<Double> sorted = rounds.stream().skip(1).map(measure::of).sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private static void atMost(String work, double ours, double bare, double goal) {
        print(work, ours, bare, goal, ours / bare <= goal);
    }

    private static void atLeast(String work, double ours, double bare) {
        print(work, ours, bare, 0.95, ours / bare >= 0.95);
    }

    private static void print(String work, double ours, double bare, double goal, boolean met) {
        System.out.printf(
                Locale.ROOT,
                "%-26s %10.1f %10.1f %7.2f %6.2f  %s%n",
                work,
                ours,
                bare,
                ours / bare,
                goal,
                met ? "yes" : "NO");
    }
}
