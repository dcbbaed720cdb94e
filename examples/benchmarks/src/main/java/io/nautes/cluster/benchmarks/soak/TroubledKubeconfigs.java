package io.nautes.cluster.benchmarks.soak;

import io.nautes.cluster.core.spi.KubeconfigEntry;
import io.nautes.cluster.core.spi.KubeconfigStore;
import io.nautes.cluster.core.spi.StoredKubeconfig;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A store of kubeconfigs that injects failures directly after a change, between a kubeconfig and its commit: it interrupts
 * the thread, or halts the process.
 *
 * @param store the store that keeps the kubeconfigs
 * @param report is notified of the kind of failure before it happens
 */
record TroubledKubeconfigs(KubeconfigStore store, Consumer<String> report) implements KubeconfigStore {
    private static final int CHANGES_PER_HALT = 120;
    private static final int CHANGES_PER_INTERRUPT = 8;

    @Override
    public Optional<StoredKubeconfig> read(String name) {
        return store.read(name);
    }

    @Override
    public Optional<String> compareAndSet(String name, @Nullable String expectedVersion, KubeconfigEntry entry) {
        Optional<String> version = store.compareAndSet(name, expectedVersion, entry);
        if (version.isPresent()) {
            makeTrouble(entry.isPending() ? "STAGED" : "SETTLED");
        }
        return version;
    }

    @Override
    public boolean compareAndDelete(String name, String expectedVersion) {
        boolean deleted = store.compareAndDelete(name, expectedVersion);
        if (deleted) {
            makeTrouble("REMOVED");
        }
        return deleted;
    }

    private void makeTrouble(String moment) {
        if (ThreadLocalRandom.current().nextInt(CHANGES_PER_HALT) == 0) {
            report.accept("HALT-" + moment);
            Runtime.getRuntime().halt(137);
        }
        if (ThreadLocalRandom.current().nextInt(CHANGES_PER_INTERRUPT) == 0) {
            report.accept("INTERRUPT-" + moment);
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Optional<Set<String>> names() {
        return store.names();
    }

    @Override
    public KubeconfigStore within(Duration time) {
        return new TroubledKubeconfigs(store.within(time), report);
    }
}
