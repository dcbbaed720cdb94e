package io.nautes.cluster.core.internal.store;

import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.KubeconfigMismatch;
import io.nautes.cluster.core.KubeconfigMismatch.Kind;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.evaluation.ClusterNames;
import io.nautes.cluster.core.spi.KubeconfigEntry;
import io.nautes.cluster.core.spi.KubeconfigStore;
import io.nautes.cluster.core.spi.StoreSnapshot;
import io.nautes.cluster.core.spi.StoredKubeconfig;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.ClusterType;
import io.nautes.cluster.model.ParsedRequest;
import io.nautes.cluster.model.error.MalformedDocumentException;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A coordinator that keeps kubeconfigs consistent with the registrations of their clusters.
 *
 * <p>The registration and the kubeconfig are in two stores without a common transaction, so a change has three steps.
 * First it stores the new kubeconfig as <em>pending</em>, together with the confirmed one. Then it commits the
 * registration. Finally it confirms the kubeconfig, or restores the previous one if the commit failed. Each step
 * replaces an entry only if it is still the one that this change wrote. If another process wrote in between, the
 * registration decides: the kubeconfig of the last commit is kept.
 *
 * <p>The order of the last steps matters. A save commits before it writes its confirmation. A removal writes its claim
 * before it reads the registration. So if a save and a delete overlap, at least one of them sees the other.
 */
public final class KubeconfigKeeper {
    private final @Nullable KubeconfigStore store;
    private final Supplier<StoreSnapshot> registered;
    private final NameLocks locks;
    private final Duration longestWait;

    public KubeconfigKeeper(@Nullable KubeconfigStore store, Supplier<StoreSnapshot> registered) {
        this(store, registered, new NameLocks(), NameLocks.MAX_WAIT);
    }

    private KubeconfigKeeper(
            @Nullable KubeconfigStore store,
            Supplier<StoreSnapshot> registered,
            NameLocks locks,
            Duration longestWait) {
        this.store = store;
        this.registered = registered;
        this.locks = locks;
        this.longestWait = longestWait;
    }

    /** Returns a keeper for one call with a time limit. It shares the locks of this keeper. */
    KubeconfigKeeper within(Duration time, Supplier<StoreSnapshot> registeredInTime) {
        return new KubeconfigKeeper(store == null ? null : store.within(time), registeredInTime, locks, time);
    }

    public boolean isActive() {
        return store != null;
    }

    /** Returns whether a save stores the request's kubeconfig. */
    public boolean keeps(ClusterRequest request) {
        return store != null && hasOwn(request);
    }

    /** Returns whether the request has a kubeconfig that is not kept. */
    public boolean drops(ClusterRequest request) {
        return store == null && hasOwn(request);
    }

    private static boolean hasOwn(ClusterRequest request) {
        return request.kubeconfig() != null
                && !request.category().map(ClusterCategory::isVirtual).orElse(false);
    }

    /**
     * Returns the stored kubeconfig of a cluster whose request has none, if the caller wants to keep it.
     *
     * @return the stored kubeconfig; empty if none is stored, or if the request does not need it
     * @throws RegistryException with {@link FailureCode#UNSUPPORTED} if this registry stores no kubeconfigs
     */
    Optional<StoredKubeconfig> toKeep(String name, ClusterRequest request, ChangeOptions options) {
        boolean isVirtual = request.category().map(ClusterCategory::isVirtual).orElse(false);
        if (!options.keepKubeconfig() || request.kubeconfig() != null || isVirtual) {
            return Optional.empty();
        }
        if (store == null) {
            throw new RegistryException(
                    FailureCode.UNSUPPORTED,
                    "failed to save cluster " + name
                            + ": its kubeconfig cannot be kept, because this registry stores no"
                            + " kubeconfigs; nothing was changed; give the request a kubeconfig, or the registry a store");
        }
        return read(name);
    }

    /** Returns the request of a plan with the kubeconfig that would be kept. */
    ParsedRequest completed(String name, ParsedRequest parsed, ChangeOptions options) {
        return toKeep(name, parsed.request(), options)
                .map(stored -> parsed.withKubeconfig(stored.entry().kubeconfig()))
                .orElse(parsed);
    }

    /** Returns whether a cluster needs a kubeconfig and none is stored. */
    public boolean lacks(ClusterResource resource) {
        return store != null && isPhysical(resource) && read(resource.name()).isEmpty();
    }

    /** Returns the stored kubeconfig of a cluster; empty for a name that kubeconfig stores do not accept. */
    private Optional<StoredKubeconfig> read(String name) {
        return mayBeStored(name) ? store().read(name) : Optional.empty();
    }

    /** Returns whether kubeconfig stores accept a name. A registry may contain clusters with other names. */
    static boolean mayBeStored(String name) {
        return ClusterNames.checkNew(name).isValid();
    }

    public static boolean isPhysical(ClusterResource resource) {
        return !resource.spec().clusterType().equals(ClusterType.VIRTUAL);
    }

    /**
     * Begins a change of clusters. Other changes of the same clusters in this registry wait until it is closed.
     *
     * @throws RegistryException if the thread is interrupted, or the wait takes too long
     */
    public KubeconfigChange begin(Collection<String> names) {
        return new KubeconfigChange(this, store == null ? NameLocks.NONE : locks.lock(names, longestWait));
    }

    /**
     * Begins a change of clusters. If it may be a repetition, it waits for the first one even if no kubeconfigs are
     * kept.
     */
    public KubeconfigChange begin(Collection<String> names, ChangeOptions options) {
        boolean isRepeatable = options.requestId().isPresent();
        return new KubeconfigChange(
                this, store == null && !isRepeatable ? NameLocks.NONE : locks.lock(names, longestWait));
    }

    KubeconfigStore store() {
        return Objects.requireNonNull(store, "store");
    }

    StoreSnapshot registered() {
        return registered.get();
    }

    /**
     * Returns the entry to restore if a save that replaces the given one fails. A pending entry belongs to a save in
     * progress or to a killed process. The registration, which is read after the entry, shows whether that save was
     * committed: if only one of the two kubeconfigs has the registered address, it is the cluster's kubeconfig.
     */
    @Nullable
    KubeconfigEntry confirmedIn(String name, KubeconfigEntry entry) {
        if (!entry.isPending()) {
            return entry;
        }
        String apiServer = registered()
                .find(name)
                .map(resource -> resource.spec().apiServer())
                .orElse(null);
        Kubeconfig previous = entry.previous().orElse(null);
        boolean isCommitted = apiServer != null
                && leadsTo(entry.kubeconfig(), apiServer)
                && (previous == null || !leadsTo(previous, apiServer));
        if (isCommitted) {
            return KubeconfigEntry.confirmed(entry.kubeconfig());
        }
        return previous == null ? null : KubeconfigEntry.confirmed(previous);
    }

    /** Compares the stored kubeconfigs with the registrations. */
    public List<KubeconfigMismatch> mismatches() {
        KubeconfigStore kept = store();
        StoreSnapshot current = registered();
        List<KubeconfigMismatch> mismatches = new ArrayList<>();
        Set<String> unread = new TreeSet<>(kept.names().orElse(Set.of()));
        current.problems().forEach(problem -> unread.remove(problem.name()));
        for (ClusterResource cluster : current.clusters()) {
            if (isPhysical(cluster)) {
                unread.remove(cluster.name());
                mismatch(cluster, read(cluster.name()).map(StoredKubeconfig::entry))
                        .ifPresent(kind -> mismatches.add(new KubeconfigMismatch(cluster.name(), kind)));
            }
        }
        unread.forEach(name -> mismatches.add(new KubeconfigMismatch(name, Kind.LEFT_BEHIND)));
        mismatches.sort(Comparator.comparing(KubeconfigMismatch::name));
        return List.copyOf(mismatches);
    }

    private static Optional<Kind> mismatch(ClusterResource cluster, Optional<KubeconfigEntry> entry) {
        if (entry.isEmpty()) {
            return Optional.of(Kind.MISSING);
        }
        if (entry.get().isPending()) {
            return Optional.of(Kind.PENDING);
        }
        return leadsTo(entry.get().kubeconfig(), cluster.spec().apiServer())
                ? Optional.empty()
                : Optional.of(Kind.OTHER_ADDRESS);
    }

    /** Returns whether a kubeconfig's current context has the given address; {@code false} if it cannot be read. */
    private static boolean leadsTo(Kubeconfig kubeconfig, String apiServer) {
        try {
            return apiServer.equals(kubeconfig.content().server());
        } catch (MalformedDocumentException e) {
            return false;
        }
    }
}
