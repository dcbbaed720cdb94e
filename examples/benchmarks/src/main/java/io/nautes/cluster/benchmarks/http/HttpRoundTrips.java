package io.nautes.cluster.benchmarks.http;

import com.sun.management.OperatingSystemMXBean;
import io.nautes.cluster.benchmarks.Figures;
import io.nautes.cluster.core.RegistryException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * A benchmark of the client's calls against the same calls of its peers, in turns: the JDK's HTTP client with Jackson, which
 * is the reference, a client in generated style, and OkHttp. The server runs in a separate process.
 */
public final class HttpRoundTrips {
    static final int AT_ONCE = 64;

    private static final int WARM_UP_ROUNDS = 2;
    private static final int OURS = 0;
    private static final int BARE = 1;
    private static final int OKHTTP = 3;

    private final List<Peer> peers;
    private final int rounds;
    private final int calls;
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);

    private HttpRoundTrips(List<Peer> peers, int rounds, int calls) {
        this.peers = peers;
        this.rounds = rounds;
        this.calls = calls;
    }

    /** A peer. Under load a connection may break, which is a failure for peers that cannot resend a change. */
    private record Peer(String name, HttpCaller caller, AtomicInteger failures) {
        Peer(String name, HttpCaller caller) {
            this(name, caller, new AtomicInteger());
        }

        void make(Call call) throws InterruptedException {
            try {
                call.make(caller);
            } catch (IOException | RegistryException e) {
                failures.incrementAndGet();
            }
        }

        CompletableFuture<?> start(AsyncCall call) {
            return call.start(caller).handle((result, failure) -> failure == null ? 0 : failures.incrementAndGet());
        }
    }

    private interface Measure {
        Cost of(Peer peer) throws Exception;
    }

    private interface Call {
        Object make(HttpCaller caller) throws IOException, InterruptedException;
    }

    private interface AsyncCall {
        CompletableFuture<?> start(HttpCaller caller);
    }

    /** A mode of making many calls, with the costs of each round by peer. */
    private record Mode(String name, Measure measure, List<List<Cost>> costs) {
        static Mode of(String name, Measure measure, int peers) {
            return new Mode(
                    name,
                    measure,
                    Stream.<List<Cost>>generate(ArrayList::new).limit(peers).toList());
        }
    }

    /**
     * The costs of the calls of a round.
     *
     * @param medianMicros the median time of a call; 0 if calls are not timed individually
     * @param cpuMicros the processor time of the process per call
     * @param perSecond the calls per second
     */
    private record Cost(double medianMicros, double cpuMicros, double perSecond) {}

    public static void run(boolean quick) throws Exception {
        try (CannedServer server = CannedServer.start()) {
            URI uri = server.uri();
            List<Peer> peers = List.of(
                    new Peer("ours", new ClientCaller(uri)),
                    new Peer("bare", new BareCaller(uri)),
                    new Peer("gen-style", new GeneratedStyleCaller(uri)),
                    new Peer("okhttp", new OkHttpCaller(uri)));
            HttpRoundTrips trips = new HttpRoundTrips(peers, quick ? 5 : 11, quick ? 2_000 : 10_000);
            try {
                trips.run();
            } finally {
                trips.threads.shutdown();
                peers.forEach(peer -> peer.caller().close());
            }
        }
    }

    private void run() throws Exception {
        List<Mode> modes = List.of(
                mode("GET, one by one", peer -> oneByOne(peer, HttpCaller::find)),
                mode("POST, one by one", peer -> oneByOne(peer, HttpCaller::save)),
                mode("GET, 64 threads", peer -> onThreads(peer, HttpCaller::find)),
                mode("POST, 64 threads", peer -> onThreads(peer, HttpCaller::save)),
                mode("GET, 64 async", peer -> async(peer, HttpCaller::findAsync)),
                mode("POST, 64 async", peer -> async(peer, HttpCaller::saveAsync)));
        for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
            for (Mode mode : modes) {
                for (int i = 0; i < peers.size(); i++) {
                    // The order of the peers must not matter.
                    int peer = Math.floorMod(round + i, peers.size());
                    Cost cost = mode.measure().of(peers.get(peer));
                    if (round >= 0) {
                        mode.costs().get(peer).add(cost);
                    }
                }
            }
        }
        print(modes);
    }

    private Mode mode(String name, Measure measure) {
        return Mode.of(name, measure, peers.size());
    }

    private Cost oneByOne(Peer peer, Call call) throws Exception {
        long[] nanos = new long[calls];
        long cpu = cpuNanos();
        long start = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            long before = System.nanoTime();
            peer.make(call);
            nanos[i] = System.nanoTime() - before;
        }
        Cost cost = cost(start, cpu, calls);
        Arrays.sort(nanos);
        return new Cost(nanos[calls / 2] / 1e3, cost.cpuMicros(), cost.perSecond());
    }

    private Cost onThreads(Peer peer, Call call) throws Exception {
        int each = Math.max(1, calls * 2 / AT_ONCE);
        long cpu = cpuNanos();
        long start = System.nanoTime();
        List<Future<?>> parts = new ArrayList<>();
        for (int thread = 0; thread < AT_ONCE; thread++) {
            parts.add(threads.submit(() -> {
                for (int i = 0; i < each; i++) {
                    peer.make(call);
                }
                return null;
            }));
        }
        for (Future<?> part : parts) {
            part.get();
        }
        return cost(start, cpu, each * AT_ONCE);
    }

    private Cost async(Peer peer, AsyncCall call) throws Exception {
        int all = calls * 2;
        Semaphore free = new Semaphore(AT_ONCE);
        List<CompletableFuture<?>> results = new ArrayList<>(all);
        long cpu = cpuNanos();
        long start = System.nanoTime();
        for (int i = 0; i < all; i++) {
            free.acquire();
            results.add(peer.start(call).whenComplete((result, failure) -> free.release()));
        }
        CompletableFuture.allOf(results.toArray(CompletableFuture[]::new)).get();
        return cost(start, cpu, all);
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static Cost cost(long start, long cpu, int count) {
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Cost(0, (cpuNanos() - cpu) / 1e3 / count, count / seconds);
    }

    private void print(List<Mode> modes) {
        System.out.printf(Locale.ROOT, "%n%-26s", "HTTP");
        peers.forEach(peer -> System.out.printf(Locale.ROOT, " %10s", peer.name()));
        System.out.printf(Locale.ROOT, " %7s %-9s %7s  %s%n", "ratio", "to", "goal", "met");
        for (Mode mode : modes) {
            if (mode.name().endsWith("async")) {
                print(mode, "calls/s", Cost::perSecond, new Goal(OKHTTP, false, 0.80));
                print(mode, "CPU us", Cost::cpuMicros, new Goal(OKHTTP, true, 1.25));
            } else {
                print(mode, "CPU us", Cost::cpuMicros, new Goal(BARE, true, 1.00));
                if (mode.name().endsWith("one by one")) {
                    print(mode, "p50 us", Cost::medianMicros, new Goal(BARE, true, 0.80));
                } else {
                    print(mode, "calls/s", Cost::perSecond, new Goal(BARE, false, 0.95));
                }
            }
        }
        System.out.printf(Locale.ROOT, "%-26s", "calls that failed");
        peers.forEach(
                peer -> System.out.printf(Locale.ROOT, " %10d", peer.failures().get()));
        System.out.println();
    }

    /** The greatest or least ratio of our value to that of a peer. */
    private record Goal(int peer, boolean isGreatest, double ratio) {}

    private void print(Mode mode, String unit, ToDoubleFunction<Cost> value, Goal goal) {
        System.out.printf(Locale.ROOT, "%-26s", mode.name() + ", " + unit);
        mode.costs().forEach(costs -> System.out.printf(Locale.ROOT, " %10.1f", median(costs, value)));
        double ratio = ratio(mode.costs().get(OURS), mode.costs().get(goal.peer()), value);
        System.out.printf(
                Locale.ROOT,
                " %7.2f %-9s %2s %.2f  %s%n",
                ratio,
                peers.get(goal.peer()).name(),
                goal.isGreatest() ? "<=" : ">=",
                goal.ratio(),
                (goal.isGreatest() ? ratio <= goal.ratio() : ratio >= goal.ratio()) ? "yes" : "NO");
    }

    private static double median(List<Cost> costs, ToDoubleFunction<Cost> value) {
        return Figures.median(costs.stream().mapToDouble(value).toArray());
    }

    /** Returns the median of the rounds' ratios, which a change of the machine's load for one round does not affect. */
    private static double ratio(List<Cost> ours, List<Cost> peer, ToDoubleFunction<Cost> value) {
        double[] ratios = new double[ours.size()];
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] = value.applyAsDouble(ours.get(round)) / value.applyAsDouble(peer.get(round));
        }
        return Figures.median(ratios);
    }
}
