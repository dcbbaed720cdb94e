package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ClusterRegistry;
import io.nautes.cluster.core.ClusterRevision;
import io.nautes.cluster.core.ForwardingClusterRegistry;
import io.nautes.cluster.core.KubeconfigMismatch;
import io.nautes.cluster.core.SaveResult;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.core.listener.ObservedClusterRegistry;
import io.nautes.cluster.core.listener.RegistryListener;
import io.nautes.cluster.core.listener.RegistryOperation;
import io.nautes.cluster.core.spi.ClusterReferences;
import io.nautes.cluster.core.spi.KubeconfigStore;
import io.nautes.cluster.core.spi.StoreSnapshot;
import io.nautes.cluster.core.store.StoreClusterRegistry;
import io.nautes.cluster.gitstore.spi.TreeRenderer;
import io.nautes.cluster.model.Cluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A registry in a Git repository, the tenant configuration repository. It needs no API server: each change is a commit
 * that is pushed. {@link GitClusterStore} documents the layout of the repository, concurrent writers, and time limits.
 *
 * <pre>{@code
 * try (GitClusterRegistry registry = GitClusterRegistry.builder(repository)
 *         .credentials(GitCredentials.token(token))
 *         .kubeconfigs(kubeconfigs)
 *         .open()) {
 *     result = registry.save("host", request);
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads. Open one registry for each repository, and keep it open.
 */
public final class GitClusterRegistry extends ForwardingClusterRegistry {
    private final GitClusterStore store;
    private final StoreClusterRegistry registry;

    private final ObservedClusterRegistry observed;

    private GitClusterRegistry(GitClusterStore store, StoreClusterRegistry registry, ObservedClusterRegistry observed) {
        super(observed);
        this.store = store;
        this.registry = registry;
        this.observed = observed;
    }

    /**
     * Returns a builder of a registry.
     *
     * @param repository the URL of the repository (https, http, ssh, file), {@code user@host:path} for SSH, or a path;
     *     without a password or token
     */
    public static Builder builder(String repository) {
        return new Builder(repository);
    }

    /**
     * Returns the changes of one cluster's registration.
     *
     * @param name the cluster's name; it need not be registered any more
     * @return the changes, newest first; empty if the cluster was never registered
     * @throws io.nautes.cluster.core.RegistryException if the repository cannot be read
     */
    public List<ClusterRevision> history(String name) {
        return registry.history(name);
    }

    /**
     * Returns one cluster as it was registered at a revision.
     *
     * @param name the cluster's name
     * @param revision a commit of the branch: its id, or at least the first 4 digits of it
     * @return the cluster; empty if it was not registered then
     * @throws io.nautes.cluster.core.UnknownRevisionException if there is no such revision
     * @throws io.nautes.cluster.core.RegistryException if the repository cannot be read
     */
    public Optional<Cluster> findAt(String name, String revision) {
        return registry.findAt(name, revision);
    }

    /**
     * Registers a cluster again as it was at a revision; see {@link StoreClusterRegistry#restore(String, String,
     * ChangeOptions)}. Listeners are notified as for a save.
     *
     * @param name the cluster's name; it need not be registered any more
     * @param revision as for {@link #findAt}
     * @param options the options of the change
     * @return the result
     * @throws io.nautes.cluster.core.RegistryException as {@link StoreClusterRegistry#restore(String, String,
     *     ChangeOptions)}
     */
    public SaveResult restore(String name, String revision, ChangeOptions options) {
        return observed.report(RegistryOperation.save(name), () -> registry.restore(name, revision, options));
    }

    /**
     * Starts a watch on the registered clusters. The watch has a separate thread.
     *
     * @param listener the listener to notify of changes
     * @param options the options of the watch
     * @return the watch, which the caller closes; closing the registry closes it too
     * @throws io.nautes.cluster.core.RegistryException if the registry is closed
     */
    public ClusterWatch watch(ClusterWatchListener listener, WatchOptions options) {
        return store.watch(listener, options);
    }

    /**
     * Returns the registered clusters, together with the files that cannot be read. The server is asked each time.
     *
     * @return a snapshot of what is registered now
     * @throws io.nautes.cluster.core.RegistryException if the repository cannot be read
     */
    public StoreSnapshot snapshot() {
        return store.snapshot();
    }

    /**
     * Returns the registered clusters as the server confirmed them within the given time. The snapshot includes all
     * changes that this registry made.
     *
     * @param maxAge the maximum age of the snapshot; zero to ask the server
     * @return a snapshot of what was registered then
     * @throws io.nautes.cluster.core.RegistryException if the repository cannot be read
     */
    public StoreSnapshot snapshot(Duration maxAge) {
        return store.snapshot(maxAge);
    }

    /**
     * Checks the folder of clusters: each cluster's file must be listed exactly once, each listed file must exist, and
     * all files must be readable. Nothing is changed.
     *
     * @return the problems to fix; without problems if everything is in order
     * @throws io.nautes.cluster.core.RegistryException if the repository cannot be read
     */
    public RepositoryReport verify() {
        return store.verify();
    }

    /**
     * Compares the stored kubeconfigs with the registered clusters.
     *
     * @return the mismatches, sorted by name
     * @throws UnsupportedOperationException if the registry has no kubeconfig store
     * @throws io.nautes.cluster.core.RegistryException if the repository or the kubeconfig store cannot be read
     */
    public List<KubeconfigMismatch> verifyKubeconfigs() {
        return registry.verifyKubeconfigs();
    }

    /** Closes the connection to the repository, and all watches. The kubeconfig store stays open. */
    @Override
    public void close() {
        super.close();
    }

    /** A builder of a {@link GitClusterRegistry}. Not safe for use by several threads. */
    public static final class Builder {
        private final GitClusterStore.Builder store;
        private ClusterEvaluator evaluator = ClusterEvaluator.standard();
        private ClusterReferences references = ClusterReferences.none();
        private @Nullable KubeconfigStore kubeconfigs;
        private final List<RegistryListener> listeners = new ArrayList<>();

        private Builder(String repository) {
            this.store = GitClusterStore.builder(repository);
        }

        /** Sets the branch; by default {@code main}. */
        public Builder branch(String value) {
            store.branch(value);
            return this;
        }

        /** Sets the credentials; by default none. */
        public Builder credentials(GitCredentials value) {
            store.credentials(value);
            return this;
        }

        /** Sets the folder of the local mirror; see {@link GitClusterStore.Builder#mirror}. */
        public Builder mirror(Path value) {
            store.mirror(value);
            return this;
        }

        /** Sets the maximum duration of a call; see {@link GitClusterStore.Builder#deadline}. */
        public Builder deadline(Duration value) {
            store.deadline(value);
            return this;
        }

        /** Sets whether the first change creates the branch of an empty repository; by default it does not. */
        public Builder initializeIfEmpty(boolean value) {
            store.initializeIfEmpty(value);
            return this;
        }

        /**
         * Sets the renderer of the files that each save also writes, such as {@link ClusterTemplates}; by default none.
         */
        public Builder templates(TreeRenderer value) {
            store.withTemplates(value);
            return this;
        }

        /**
         * Sets the store that keeps kubeconfigs; by default they are checked and not kept. The registry does not close
         * it.
         */
        public Builder kubeconfigs(KubeconfigStore value) {
            kubeconfigs = Objects.requireNonNull(value, "kubeconfigs");
            return this;
        }

        /** Sets how requests are completed and validated; by default {@link ClusterEvaluator#standard()}. */
        public Builder evaluator(ClusterEvaluator value) {
            evaluator = Objects.requireNonNull(value, "evaluator");
            return this;
        }

        /** Sets the source of the references to clusters; by default no cluster is in use. */
        public Builder references(ClusterReferences value) {
            references = Objects.requireNonNull(value, "references");
            return this;
        }

        /** Adds a listener that observes the operations of {@link ClusterRegistry}; by default none. */
        public Builder listener(RegistryListener value) {
            listeners.add(Objects.requireNonNull(value, "listener"));
            return this;
        }

        /** Changes settings of the underlying store that this builder does not have, such as TLS, SSH, and signing. */
        public Builder store(Consumer<GitClusterStore.Builder> settings) {
            settings.accept(store);
            return this;
        }

        /**
         * Opens the registry. It does not connect yet.
         *
         * @return the registry
         * @throws IllegalArgumentException if the repository is neither a URL nor a path, contains credentials, or is
         *     accessed over SSH and the access or the library for it is missing
         * @throws io.nautes.cluster.core.RegistryException if the mirror cannot be used
         * @throws IllegalStateException if the version of JGit is not supported: it must be 7.3 or newer, and older
         *     than 8
         */
        public GitClusterRegistry open() {
            GitClusterStore opened = store.open();
            StoreClusterRegistry.Builder settings =
                    StoreClusterRegistry.builder(opened).evaluator(evaluator).references(references);
            if (kubeconfigs != null) {
                settings.kubeconfigs(kubeconfigs);
            }
            StoreClusterRegistry registry = settings.build();
            return new GitClusterRegistry(
                    opened, registry, ObservedClusterRegistry.of(registry, listeners, System::nanoTime));
        }
    }
}
