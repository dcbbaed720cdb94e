package io.nautes.cluster.core;

import io.nautes.cluster.core.spi.KubeconfigStore;
import io.nautes.cluster.model.Kubeconfig;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps kubeconfigs in memory, for tests and for trying things out. */
public final class InMemoryKubeconfigStore implements KubeconfigStore {
    private final Map<String, Kubeconfig> kubeconfigs = new ConcurrentHashMap<>();

    /** An empty store. */
    public InMemoryKubeconfigStore() {}

    @Override
    public Optional<Kubeconfig> find(String name) {
        return Optional.ofNullable(kubeconfigs.get(name));
    }

    @Override
    public void put(String name, Kubeconfig kubeconfig) {
        kubeconfigs.put(name, kubeconfig);
    }

    @Override
    public void delete(String name) {
        kubeconfigs.remove(name);
    }

    /** Says how many there are, not what is in them. */
    @Override
    public String toString() {
        return "InMemoryKubeconfigStore[" + kubeconfigs.size() + " kubeconfigs]";
    }
}
