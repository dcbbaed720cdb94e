package io.nautes.cluster.core.internal.store;

import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ConflictException;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.OutcomeUnknownException;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.spi.KubeconfigEntry;
import io.nautes.cluster.core.spi.KubeconfigStore;
import io.nautes.cluster.core.spi.StoreSnapshot;
import io.nautes.cluster.core.spi.StoredKubeconfig;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.ParsedRequest;
import io.nautes.cluster.model.error.MalformedDocumentException;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The kubeconfigs in a change of one or more clusters; see {@link KubeconfigKeeper}. Used by a single thread. */
public final class KubeconfigChange implements AutoCloseable {
    private static final int MAX_ATTEMPTS = 16;

    private final KubeconfigKeeper keeper;
    private final NameLocks.Held locks;
    private final Map<String, Staged> staged = new LinkedHashMap<>();

    /** The versions of the stored kubeconfigs that saves keep, by cluster. */
    private final Map<String, String> kept = new HashMap<>();

    KubeconfigChange(KubeconfigKeeper keeper, NameLocks.Held locks) {
        this.keeper = keeper;
        this.locks = locks;
    }

    /**
     * A kubeconfig that is stored but not committed yet.
     *
     * @param kubeconfig the kubeconfig of the save
     * @param version the version of its entry
     * @param isWritten whether this change wrote the entry; otherwise the same kubeconfig was confirmed before
     * @param before the entry to restore if the save fails; {@code null} if there was none
     */
    private record Staged(
            Kubeconfig kubeconfig,
            String version,
            boolean isWritten,
            @Nullable KubeconfigEntry before) {
        KubeconfigEntry pending() {
            return KubeconfigEntry.pending(kubeconfig, before == null ? null : before.kubeconfig());
        }

        Staged at(String written) {
            return new Staged(kubeconfig, written, isWritten, before);
        }
    }

    /** A removal that another change may still override. */
    private record Claim(StoredKubeconfig found, String version) {}

    boolean isStaged(String name) {
        return staged.containsKey(name);
    }

    /**
     * Returns a request with the stored kubeconfig if the caller wants to keep it. In this case no other change may
     * replace it.
     */
    public ParsedRequest completed(String name, ParsedRequest parsed, ChangeOptions options) {
        StoredKubeconfig stored = keeper.toKeep(name, parsed.request(), options).orElse(null);
        if (stored == null) {
            return parsed;
        }
        kept.put(name, stored.version());
        return parsed.withKubeconfig(stored.entry().kubeconfig());
    }

    /** Stores the kubeconfig of a save as pending. */
    public void stage(String name, ClusterRequest request) {
        Kubeconfig given = request.kubeconfig();
        if (!keeper.keeps(request) || given == null) {
            return;
        }
        String apiServer = request.apiServer();
        Kubeconfig kubeconfig = apiServer == null ? given : withServer(name, given, apiServer);
        StoredKubeconfig stored = keeper.store().read(name).orElse(null);
        String expected = kept.get(name);
        if (expected != null && (stored == null || !stored.version().equals(expected))) {
            throw new ConflictException(
                    "cluster " + name + " was not saved: its stored kubeconfig was to be kept, and another process has"
                            + " changed it; try again",
                    null,
                    null);
        }
        if (stored != null && stored.entry().equals(KubeconfigEntry.confirmed(kubeconfig))) {
            staged.put(name, new Staged(kubeconfig, stored.version(), false, stored.entry()));
        } else {
            staged.put(name, write(name, kubeconfig, Optional.ofNullable(stored)));
        }
    }

    /** Stores a kubeconfig as pending, regardless of the current entry. */
    private Staged write(String name, Kubeconfig kubeconfig, Optional<StoredKubeconfig> read) {
        Optional<StoredKubeconfig> stored = read;
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            KubeconfigEntry before =
                    stored.map(now -> keeper.confirmedIn(name, now.entry())).orElse(null);
            Staged own = new Staged(kubeconfig, "", true, before);
            String expected = stored.map(StoredKubeconfig::version).orElse(null);
            Optional<String> version = compareAndSet(name, expected, own.pending());
            if (version.isPresent()) {
                return own.at(version.get());
            }
            stored = keeper.store().read(name);
        }
        throw overtaken("store the kubeconfig of cluster " + name);
    }

    /**
     * Replaces an entry and resolves an unknown outcome by reading: a pending entry with the same content was written
     * by this change.
     */
    private Optional<String> compareAndSet(String name, @Nullable String expected, KubeconfigEntry entry) {
        KubeconfigStore store = keeper.store();
        try {
            return store.compareAndSet(name, expected, entry);
        } catch (OutcomeUnknownException e) {
            return Interrupts.parked(() -> {
                StoredKubeconfig now = readAfter(name, e);
                if (now != null && now.entry().equals(entry)) {
                    return Optional.of(now.version());
                }
                throw e;
            });
        }
    }

    private @Nullable StoredKubeconfig readAfter(String name, OutcomeUnknownException unknown) {
        try {
            return keeper.store().read(name).orElse(null);
        } catch (RegistryException e) {
            unknown.addSuppressed(e);
            throw unknown;
        }
    }

    private static Kubeconfig withServer(String name, Kubeconfig kubeconfig, String apiServer) {
        try {
            return kubeconfig.withServer(apiServer);
        } catch (MalformedDocumentException e) {
            throw new RegistryException(
                    FailureCode.INVALID,
                    "failed to save cluster " + name
                            + ": its kubeconfig cannot be stored with api_server as its address: " + e.getMessage(),
                    e);
        }
    }

    /**
     * Restores the kubeconfigs of saves that were not made.
     *
     * @param failure why they were not made
     * @return the failure to report: the same, unless a kubeconfig could not be restored
     */
    public RegistryException rolledBack(RegistryException failure) {
        return rolledBack(List.copyOf(staged.keySet()), failure);
    }

    RegistryException rolledBack(Collection<String> names, RegistryException failure) {
        return Interrupts.parked(() -> {
            RegistryException reported = failure;
            for (String name : names) {
                Staged own = staged.remove(name);
                try {
                    if (own != null && own.isWritten()) {
                        restore(name, own);
                    }
                } catch (RegistryException e) {
                    reported = notRestored(name, reported, e);
                }
            }
            return reported;
        });
    }

    /**
     * Restores the previous kubeconfig unless another change has stored one since. A change that is about to remove the
     * entry only changes its version.
     */
    private void restore(String name, Staged own) {
        String version = own.version();
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            if (replace(name, version, own.before())) {
                return;
            }
            StoredKubeconfig now = keeper.store().read(name).orElse(null);
            if (now == null || !now.entry().equals(own.pending())) {
                return;
            }
            version = now.version();
        }
        throw overtaken("restore the kubeconfig of cluster " + name);
    }

    private boolean replace(String name, String version, @Nullable KubeconfigEntry entry) {
        return entry == null
                ? keeper.store().compareAndDelete(name, version)
                : compareAndSet(name, version, entry).isPresent();
    }

    /**
     * Confirms or restores the kubeconfigs after a commit that ended in an unexpected error. It is not known whether
     * the commit was made, so the registration decides. If the registration cannot be read, the kubeconfigs stay
     * pending.
     *
     * @param error the error, to which further failures are attached
     * @param decided the saves of the commit
     */
    public void afterCrash(Throwable error, Collection<ClusterChanges.Saved> decided) {
        Interrupts.run(() -> {
            try {
                if (!decided.isEmpty() && !staged.isEmpty()) {
                    StoreSnapshot current = keeper.registered();
                    decided.stream()
                            .filter(saved -> saved.isChange()
                                    && current.find(saved.resource().name()).equals(Optional.of(saved.resource())))
                            .forEach(saved -> confirm(saved.resource(), current.revision()));
                }
                RegistryException failure = new RegistryException(FailureCode.CANCELLED, "the change was not made");
                RegistryException reported = rolledBack(failure);
                if (reported != failure) {
                    error.addSuppressed(reported);
                }
            } catch (RegistryException e) {
                error.addSuppressed(e);
            }
        });
    }

    private static RegistryException notRestored(String name, RegistryException failure, RegistryException cause) {
        OutcomeUnknownException unknown = new OutcomeUnknownException(
                "cluster " + name + " was not saved (" + failure.getMessage()
                        + "), and its previous kubeconfig could not be restored: " + cause.getMessage()
                        + "; save the cluster again with the kubeconfig that is to be used",
                failure);
        unknown.addSuppressed(cause);
        return unknown;
    }

    /**
     * Makes the kubeconfig of a committed save final.
     *
     * @param resource the saved resource
     * @param revision the revision of the commit
     * @throws OutcomeUnknownException if the kubeconfig is stored and could not be confirmed
     */
    public void confirm(ClusterResource resource, String revision) {
        Staged own = staged.remove(resource.name());
        if (own == null) {
            return;
        }
        Interrupts.run(() -> {
            try {
                confirm(resource, revision, own);
            } catch (RegistryException e) {
                throw new OutcomeUnknownException(
                        "cluster " + resource.name() + " was saved in revision " + revision
                                + ", but its kubeconfig could not be confirmed: " + e.getMessage() + "; save it again",
                        e);
            }
        });
    }

    private void confirm(ClusterResource resource, String revision, Staged own) {
        String name = resource.name();
        if (own.isWritten()
                ? isConfirmed(name, own)
                : keeper.store().read(name).map(StoredKubeconfig::version).equals(Optional.of(own.version()))) {
            return;
        }
        // Another change wrote in between. Write first, then read the registration: if two changes overlap, at least
        // one of them sees the other.
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Staged again = write(name, own.kubeconfig(), keeper.store().read(name));
            if (!isLatest(resource, revision, keeper.registered())) {
                restore(name, again);
                return;
            }
            if (isConfirmed(name, again)) {
                return;
            }
        }
        throw overtaken("store the kubeconfig of cluster " + name);
    }

    private boolean isConfirmed(String name, Staged own) {
        return compareAndSet(name, own.version(), KubeconfigEntry.confirmed(own.kubeconfig()))
                .isPresent();
    }

    /**
     * Returns whether the registration is unchanged since the revision. If the revision is no longer known, the
     * contents are compared.
     */
    private static boolean isLatest(ClusterResource resource, String revision, StoreSnapshot current) {
        return current.isUnchangedSince(resource.name(), revision)
                .orElseGet(() -> current.find(resource.name()).equals(Optional.of(resource)));
    }

    /**
     * Removes the kubeconfigs of clusters that were deleted or are virtual now, after the commit. A cluster that is
     * physical again keeps its kubeconfig.
     *
     * @return the failures by the names of the clusters whose kubeconfigs could not be removed
     */
    public Map<String, RegistryException> remove(Collection<String> names) {
        if (!keeper.isActive() || names.isEmpty()) {
            return Map.of();
        }
        return Interrupts.parked(() -> {
            Map<String, RegistryException> failures = new LinkedHashMap<>();
            Map<String, Claim> claims = new LinkedHashMap<>();
            for (String name : names) {
                if (!KubeconfigKeeper.mayBeStored(name)) {
                    continue;
                }
                attempt(name, failures, () -> {
                    Claim claim = claim(name);
                    if (claim != null) {
                        claims.put(name, claim);
                    }
                });
            }
            if (!claims.isEmpty()) {
                settle(claims, failures);
            }
            return failures;
        });
    }

    /** Reads the registry once after all claims are written, and carries out or withdraws each claim. */
    private void settle(Map<String, Claim> claims, Map<String, RegistryException> failures) {
        try {
            StoreSnapshot current = keeper.registered();
            claims.forEach((name, claim) -> attempt(name, failures, () -> settle(name, claim, current)));
        } catch (RegistryException e) {
            claims.keySet().forEach(name -> failures.put(name, notRemoved(name, e)));
        }
    }

    private static void attempt(String name, Map<String, RegistryException> failures, Runnable step) {
        try {
            step.run();
        } catch (RegistryException e) {
            failures.put(name, notRemoved(name, e));
        }
    }

    private static RegistryException notRemoved(String name, RegistryException cause) {
        return new RegistryException(
                FailureCode.KUBECONFIG_NOT_REMOVED,
                "the registration of cluster " + name
                        + " was changed, but the kubeconfig that it no longer needs could not be removed: "
                        + cause.getMessage() + "; do the same again to remove it",
                cause);
    }

    private @Nullable Claim claim(String name) {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            StoredKubeconfig found = keeper.store().read(name).orElse(null);
            if (found == null) {
                return null;
            }
            Optional<String> version = compareAndSet(name, found.version(), claimed(found.entry()));
            if (version.isPresent()) {
                return new Claim(found, version.get());
            }
        }
        throw overtaken("remove the kubeconfig of cluster " + name);
    }

    /**
     * Returns the entry with the mark of a change that will remove it. A pending entry stays unchanged for its owner.
     */
    private static KubeconfigEntry claimed(KubeconfigEntry entry) {
        return entry.isPending() ? entry : KubeconfigEntry.pending(entry.kubeconfig(), entry.kubeconfig());
    }

    private void settle(String name, Claim first, StoreSnapshot firstRead) {
        Claim claim = first;
        StoreSnapshot current = firstRead;
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            if (needsKubeconfig(name, current)) {
                withdraw(name, claim);
                return;
            }
            if (keeper.store().compareAndDelete(name, claim.version())) {
                return;
            }
            claim = claim(name);
            if (claim == null) {
                return;
            }
            current = keeper.registered();
        }
        throw overtaken("remove the kubeconfig of cluster " + name);
    }

    /**
     * Withdraws a claim. The entry of a save in progress stays unchanged, because that save confirms or restores it.
     */
    private void withdraw(String name, Claim claim) {
        KubeconfigEntry found = claim.found().entry();
        boolean isOfASave = found.isPending() && !found.previous().equals(Optional.of(found.kubeconfig()));
        if (!isOfASave) {
            compareAndSet(name, claim.version(), KubeconfigEntry.confirmed(found.kubeconfig()));
        }
    }

    /**
     * Returns whether the cluster may need its kubeconfig. An unreadable registration may be that of a physical
     * cluster.
     */
    private static boolean needsKubeconfig(String name, StoreSnapshot current) {
        return current.find(name)
                .map(KubeconfigKeeper::isPhysical)
                .orElseGet(() -> current.problems().stream()
                        .anyMatch(problem -> problem.name().equals(name)));
    }

    private static ConflictException overtaken(String action) {
        return new ConflictException(
                "failed to " + action + ": it was changed by another client " + MAX_ATTEMPTS
                        + " times in between; try again",
                null,
                null);
    }

    @Override
    public void close() {
        locks.close();
    }
}
