package io.nautes.cluster.core.store;

import io.nautes.cluster.core.spi.KubeconfigEntry;
import io.nautes.cluster.core.spi.KubeconfigStore;
import io.nautes.cluster.core.spi.StoredKubeconfig;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An in-memory store of kubeconfigs for tests and experiments. Versions are the decimal numbers of its changes. */
public final class InMemoryKubeconfigStore implements KubeconfigStore {
    private final Map<String, StoredKubeconfig> kubeconfigs = new TreeMap<>();
    private long changes;

    /** Creates an empty store. */
    public InMemoryKubeconfigStore() {}

    @Override
    public synchronized Optional<StoredKubeconfig> read(String name) {
        return Optional.ofNullable(kubeconfigs.get(name));
    }

    @Override
    public synchronized Optional<String> compareAndSet(
            String name, @Nullable String expectedVersion, KubeconfigEntry entry) {
        if (!Objects.equals(versionOf(name), expectedVersion)) {
            return Optional.empty();
        }
        String version = Long.toString(++changes);
        kubeconfigs.put(name, new StoredKubeconfig(entry, version));
        return Optional.of(version);
    }

    @Override
    public synchronized boolean compareAndDelete(String name, String expectedVersion) {
        if (!expectedVersion.equals(versionOf(name))) {
            return false;
        }
        kubeconfigs.remove(name);
        return true;
    }

    private @Nullable String versionOf(String name) {
        StoredKubeconfig stored = kubeconfigs.get(name);
        return stored == null ? null : stored.version();
    }

    /** Returns this store, because its operations do not wait. */
    @Override
    public KubeconfigStore within(Duration time) {
        return this;
    }

    @Override
    public synchronized Optional<Set<String>> names() {
        return Optional.of(Set.copyOf(kubeconfigs.keySet()));
    }

    /** Returns the number of kubeconfigs, without their content. */
    @Override
    public synchronized String toString() {
        return "InMemoryKubeconfigStore[" + kubeconfigs.size() + " kubeconfigs]";
    }
}
