package io.nautes.cluster.benchmarks.soak;

import io.nautes.cluster.benchmarks.soak.Operation.Kind;
import io.nautes.cluster.benchmarks.soak.Operation.Outcome;
import io.nautes.cluster.core.BatchOptions;
import io.nautes.cluster.core.BatchResult;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.spi.KubeconfigStore;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import io.nautes.cluster.gitstore.GitClusterStore;
import io.nautes.cluster.kubeconfig.DirectoryKubeconfigStore;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.testkit.ClusterFixtures;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A process of the soak test. Its threads change clusters until it is killed, or stopped by a line on its input. It prints a
 * line before and after each operation. Another thread of the process interrupts the threads and closes registries at random.
 */
public final class SoakWriter {
    private static final int THREADS = 3;

    private final String process;
    private final String url;
    private final Path folder;
    private final AtomicLong ids = new AtomicLong();
    private final PrintStream out = System.out;
    private volatile boolean stopped;
    private volatile StoreClusterRegistry registry;

    private SoakWriter(String process, String url, Path folder) {
        this.process = process;
        this.url = url;
        this.folder = folder;
        this.registry = open();
    }

    /** Opens a registry on the repository, with templates and kubeconfigs, as programs do. */
    static StoreClusterRegistry open(String url, Path folder, Duration deadline) {
        return open(url, folder, deadline, kubeconfigs(folder));
    }

    private static KubeconfigStore kubeconfigs(Path folder) {
        return DirectoryKubeconfigStore.open(folder.resolve("kubeconfigs"));
    }

    private static StoreClusterRegistry open(String url, Path folder, Duration deadline, KubeconfigStore kubeconfigs) {
        GitClusterStore store = GitClusterStore.builder(url)
                .deadline(deadline)
                .idleTimeout(Duration.ofSeconds(5))
                .connectTimeout(Duration.ofSeconds(2))
                .withTemplates(SoakTemplates.in(folder))
                .open();
        return StoreClusterRegistry.builder(store).kubeconfigs(kubeconfigs).build();
    }

    private StoreClusterRegistry open() {
        KubeconfigStore troubled = new TroubledKubeconfigs(kubeconfigs(folder), kind -> print("TROUBLE " + kind));
        return open(url, folder, Duration.ofSeconds(6), troubled);
    }

    /**
     * Writes until a line arrives on standard input.
     *
     * @param arguments a name of the process, the URL of the repository, the folder of the soak test, a seed
     * @throws Exception if the process cannot begin
     */
    public static void main(String[] arguments) throws Exception {
        SoakWriter writer = new SoakWriter(arguments[0], arguments[1], Path.of(arguments[2]));
        writer.run(Long.parseLong(arguments[3]));
    }

    private void run(long seed) throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Random random = new Random(seed * THREADS + i);
            Thread thread = new Thread(() -> work(random), "writer-" + i);
            thread.start();
            threads.add(thread);
        }
        Thread trouble = new Thread(() -> trouble(new Random(seed), threads), "trouble");
        trouble.setDaemon(true);
        trouble.start();
        System.in.read();
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
        registry.close();
        print("STOPPED");
        System.exit(0);
    }

    private void trouble(Random random, List<Thread> threads) {
        while (!stopped) {
            pause(random.nextInt(400));
            if (random.nextInt(40) == 0) {
                StoreClusterRegistry old = registry;
                registry = open();
                old.close();
            } else {
                threads.get(random.nextInt(threads.size())).interrupt();
            }
        }
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private void work(Random random) {
        while (!stopped) {
            try {
                operate(random);
            } catch (RuntimeException | Error e) {
                print("CRASH " + e.toString().replace('\n', ' '));
                e.printStackTrace();
            }
            Thread.interrupted();
        }
    }

    private void operate(Random random) {
        String host = "host-" + random.nextInt(4);
        String virtual = host + "-v" + random.nextInt(2);
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> save(Map.of(host, hostRequest(random)));
            case 3, 4 -> save(Map.of(virtual, virtualRequest(host, random)));
            case 5 -> {
                Map<String, ClusterRequest> batch = new LinkedHashMap<>();
                batch.put(host, hostRequest(random));
                batch.put(virtual, virtualRequest(host, random));
                save(batch);
            }
            case 6 -> delete(List.of(virtual));
            case 7 -> delete(random.nextBoolean() ? List.of(host) : List.of(virtual, host));
            default -> read(random.nextBoolean() ? host : virtual);
        }
    }

    /** Returns a request with a unique domain as its value. */
    private ClusterRequest hostRequest(Random random) {
        String address = "https://192.0.2." + (1 + random.nextInt(250)) + ":6443";
        return ClusterRequest.host(address, ClusterFixtures.kubeconfig(address))
                .primaryDomain(nextValue())
                .build();
    }

    private ClusterRequest virtualRequest(String host, Random random) {
        String address = "https://192.0.2.1:" + (31_000 + random.nextInt(900));
        ClusterRequest.Builder request = random.nextBoolean()
                ? ClusterRequest.virtualPipelineRuntime(address, host)
                : ClusterRequest.virtualDeploymentRuntime(address, host);
        return request.primaryDomain(nextValue()).build();
    }

    private String nextValue() {
        return "v" + ids.incrementAndGet() + "." + process + ".example.com";
    }

    private void save(Map<String, ClusterRequest> requests) {
        Map<String, String> begun = new LinkedHashMap<>();
        requests.forEach((name, request) -> begun.put(name, begin(name, Kind.SAVE, request.primaryDomain())));
        try {
            if (requests.size() == 1) {
                requests.forEach((name, request) -> registry.save(name, request));
                begun.values().forEach(id -> end(id, Outcome.DONE, null));
            } else {
                ended(begun, registry.saveAll(requests, BatchOptions.defaults()));
            }
        } catch (RegistryException e) {
            begun.values().forEach(id -> end(id, outcome(e), null));
        }
    }

    private void delete(List<String> names) {
        Map<String, String> begun = new LinkedHashMap<>();
        names.forEach(name -> begun.put(name, begin(name, Kind.DELETE, null)));
        try {
            if (names.size() == 1) {
                boolean deleted = registry.delete(names.get(0)).deleted();
                end(begun.get(names.get(0)), deleted ? Outcome.DONE : Outcome.ABSENT, null);
            } else {
                ended(begun, registry.deleteAll(names, BatchOptions.defaults()));
            }
        } catch (RegistryException e) {
            begun.values().forEach(id -> end(id, outcome(e), null));
        }
    }

    private void ended(Map<String, String> begun, BatchResult result) {
        for (BatchResult.Entry entry : result.entries()) {
            Outcome outcome = switch (entry.outcome()) {
                case NOT_REGISTERED -> Outcome.ABSENT;
                case NOT_TRIED -> Outcome.REFUSED;
                case FAILED -> outcome(entry.failure().orElseThrow());
                default -> Outcome.DONE;
            };
            end(begun.get(entry.name()), outcome, null);
        }
    }

    private void read(String name) {
        String id = begin(name, Kind.READ, null);
        try {
            end(
                    id,
                    Outcome.DONE,
                    registry.find(name).map(Cluster::primaryDomain).orElse(null));
        } catch (RegistryException e) {
            end(id, Outcome.UNKNOWN, null);
        }
    }

    /** Returns whether the registration was changed, which is also true if only the kubeconfig could not be removed. */
    private static Outcome outcome(RegistryException failure) {
        boolean isOpen =
                failure.code() == FailureCode.KUBECONFIG_NOT_REMOVED || failure instanceof OutcomeUnknownException;
        return isOpen ? Outcome.UNKNOWN : Outcome.REFUSED;
    }

    private String begin(String cluster, Kind kind, @Nullable String value) {
        String id = process + "-" + ids.incrementAndGet();
        print(String.join(" ", "BEGIN", id, cluster, kind.name(), String.valueOf(value), now()));
        return id;
    }

    private void end(@Nullable String id, Outcome outcome, @Nullable String value) {
        print(String.join(" ", "END", String.valueOf(id), outcome.name(), String.valueOf(value), now()));
    }

    /** Returns the time of the machine's clock, which all processes share. */
    private static String now() {
        return String.format(Locale.ROOT, "%d", System.nanoTime());
    }

    private void print(String line) {
        synchronized (out) {
            out.println(line);
            out.flush();
        }
    }
}
