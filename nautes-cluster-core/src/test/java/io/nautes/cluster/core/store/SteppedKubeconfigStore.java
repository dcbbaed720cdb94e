package io.nautes.cluster.core.store;

import io.nautes.cluster.core.spi.KubeconfigEntry;
import io.nautes.cluster.core.spi.KubeconfigStore;
import io.nautes.cluster.core.spi.StoredKubeconfig;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A store that runs a given step before or after one of its operations, once for each time it was given. Operations are
 * written {@code read NAME}, {@code set NAME} and {@code delete NAME}.
 */
final class SteppedKubeconfigStore implements KubeconfigStore {
    private final KubeconfigStore store;
    private final Map<String, Deque<Runnable>> before = new HashMap<>();
    private final Map<String, Deque<Runnable>> after = new HashMap<>();

    SteppedKubeconfigStore(KubeconfigStore store) {
        this.store = store;
    }

    SteppedKubeconfigStore before(String operation, Runnable step) {
        before.computeIfAbsent(operation, key -> new ArrayDeque<>()).add(step);
        return this;
    }

    SteppedKubeconfigStore after(String operation, Runnable step) {
        after.computeIfAbsent(operation, key -> new ArrayDeque<>()).add(step);
        return this;
    }

    private static void run(Map<String, Deque<Runnable>> steps, String operation) {
        Runnable step = steps.getOrDefault(operation, new ArrayDeque<>()).poll();
        if (step != null) {
            step.run();
        }
    }

    @Override
    public Optional<StoredKubeconfig> read(String name) {
        run(before, "read " + name);
        Optional<StoredKubeconfig> read = store.read(name);
        run(after, "read " + name);
        return read;
    }

    @Override
    public Optional<String> compareAndSet(String name, @Nullable String expectedVersion, KubeconfigEntry entry) {
        run(before, "set " + name);
        Optional<String> version = store.compareAndSet(name, expectedVersion, entry);
        run(after, "set " + name);
        return version;
    }

    @Override
    public boolean compareAndDelete(String name, String expectedVersion) {
        run(before, "delete " + name);
        boolean deleted = store.compareAndDelete(name, expectedVersion);
        run(after, "delete " + name);
        return deleted;
    }
}
