package io.nautes.cluster.core.internal.store;

import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ClusterInUseException;
import io.nautes.cluster.core.ConflictException;
import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.Precondition;
import io.nautes.cluster.core.RegisteredClusters;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.UnreadableCluster;
import io.nautes.cluster.core.ValidationReport;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.core.evaluation.Evaluation;
import io.nautes.cluster.core.internal.text.Texts;
import io.nautes.cluster.core.spi.ClusterReferences;
import io.nautes.cluster.core.spi.ClusterStore;
import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.core.spi.StoreCommit;
import io.nautes.cluster.core.spi.StorePreview;
import io.nautes.cluster.core.spi.StoreSnapshot;
import io.nautes.cluster.core.spi.StoreUpdate;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.Component;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.model.ParsedRequest;
import io.nautes.cluster.model.Vcluster;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decisions on changes of single clusters, based on what is registered. A decision may be made again on a newer state.
 */
public final class ClusterChanges {
    /** The action of a save, for {@link #checkReadable}. */
    static final String SAVED = "saved over what is stored";

    private final ClusterEvaluator evaluator;
    private final ClusterReferences references;
    private final ChangeOptions options;
    private final Map<String, List<String>> knownUsers = new ConcurrentHashMap<>();
    private volatile boolean isAsking;

    public ClusterChanges(ClusterEvaluator evaluator, ClusterReferences references, ChangeOptions options) {
        this.evaluator = evaluator;
        this.references = references;
        this.options = options;
    }

    /**
     * Updates a store. The users of clusters are looked up first, on the caller's thread and without a lock of the
     * store. If the registry changes meanwhile and the users of other clusters become relevant, they are looked up,
     * too, and the decision is made again.
     */
    public StoreCommit update(ClusterStore store, StoreUpdate update) {
        return knowingUsers(store, update, store::update);
    }

    /** Previews an update. The users of clusters are looked up as in {@link #update}. */
    StorePreview preview(ClusterStore store, StoreUpdate update) {
        return knowingUsers(store, update, store::preview);
    }

    private <T> T knowingUsers(ClusterStore store, StoreUpdate update, Function<StoreUpdate, T> step) {
        if (references != ClusterReferences.none()) {
            try {
                asking(() -> update.decide(store.snapshot()));
            } catch (RegistryException e) {
                // The update fails in the same way, unless the registry changed.
            }
        }
        while (true) {
            try {
                return step.apply(update);
            } catch (UsersUnknownException e) {
                knownUsers.put(e.cluster(), List.copyOf(references.usersOf(e.cluster())));
            }
        }
    }

    /** Runs a decision that may need the users of clusters, outside of an update. */
    public <T> T asking(Supplier<T> decision) {
        isAsking = true;
        try {
            return decision.get();
        } finally {
            isAsking = false;
        }
    }

    /**
     * The decision on a save.
     *
     * @param resource the resource to store
     * @param before the stored resource; {@code null} if the cluster is not registered
     * @param isChange whether it differs from what is stored
     * @param report the findings
     * @param vclusters the requested settings of a virtual cluster, by its name
     * @param options the options of the change
     */
    public record Saved(
            ClusterResource resource,
            @Nullable ClusterResource before,
            boolean isChange,
            ValidationReport report,
            Map<String, Vcluster> vclusters,
            ChangeOptions options) {
        public boolean isNew() {
            return before == null;
        }

        /** Returns whether a kubeconfig may still be stored for a cluster that will be virtual. */
        public boolean mayHaveKubeconfig() {
            return before == null || KubeconfigKeeper.isPhysical(before);
        }

        /**
         * Returns the change. It contains the resource even if it is already stored, because the store may write more
         * than resources.
         */
        public StoreChange change() {
            return described(
                    StoreChange.save(List.of(resource), options.author().orElse(null))
                            .withVclusters(vclusters),
                    options);
        }
    }

    /** Returns a copy of a change with the request id and the message of its options. */
    static StoreChange described(StoreChange change, ChangeOptions options) {
        return change.described(
                options.requestId().orElse(null), options.message().orElse(null));
    }

    /** Decides on a save. */
    public Saved save(String name, ParsedRequest request, StoreSnapshot current) {
        checkReadable(name, SAVED, current);
        checkPrecondition(name, current);
        return save(name, request, (RegisteredClusters) current);
    }

    Saved save(String name, ParsedRequest request, RegisteredClusters registered) {
        return save(name, request, registered.find(name).orElse(null), registered);
    }

    /** Decides on a save that takes everything besides the registration from another resource. */
    private Saved save(
            String name, ParsedRequest request, @Nullable ClusterResource others, RegisteredClusters registered) {
        Evaluation evaluation = evaluator.evaluate(name, request, withOthers(others, registered));
        ClusterResource resource = evaluation.resource();
        ClusterResource before = registered.find(name).orElse(null);
        if (before != null) {
            checkTransition(before, resource, registered);
        }
        if (others != null) {
            resource = keepingCertManagement(resource.keepingOtherFieldsOf(others), others);
        }
        return new Saved(
                resource,
                before,
                !resource.equals(before),
                evaluation.report(),
                vclusters(name, request.request()),
                options);
    }

    /**
     * Returns the registered clusters including the one whose fields the resource keeps, even if it was deleted since.
     */
    private static RegisteredClusters withOthers(@Nullable ClusterResource others, RegisteredClusters registered) {
        if (others == null || registered.find(others.name()).isPresent()) {
            return registered;
        }
        OverlaidClusters overlaid = new OverlaidClusters(registered);
        overlaid.put(others);
        return overlaid;
    }

    /** Decides on a save of an earlier resource. */
    public Saved restore(ClusterResource old, StoreSnapshot current) {
        checkReadable(old.name(), SAVED, current);
        checkPrecondition(old.name(), current);
        ClusterResource now = current.find(old.name()).orElse(null);
        return save(
                old.name(),
                ParsedRequest.of(Restoration.request(old)),
                Restoration.unmanagedContent(old, now),
                current);
    }

    private static Map<String, Vcluster> vclusters(String name, ClusterRequest request) {
        Vcluster requested = request.vcluster();
        return requested == null ? Map.of() : Map.of(name, requested);
    }

    /** Keeps the stored cert-management component. Requests cannot set it, so a save must not remove it. */
    private static ClusterResource keepingCertManagement(ClusterResource resource, ClusterResource before) {
        Component stored = before.spec().componentsList().get(ComponentCategory.CERT_MANAGEMENT);
        if (stored == null || resource.spec().componentsList().containsKey(ComponentCategory.CERT_MANAGEMENT)) {
            return resource;
        }
        Map<ComponentCategory, Component> components = new EnumMap<>(ComponentCategory.class);
        components.putAll(resource.spec().componentsList());
        components.put(ComponentCategory.CERT_MANAGEMENT, stored);
        return resource.withComponents(components);
    }

    public StoreChange delete(String name, StoreSnapshot current) {
        checkPrecondition(name, current);
        if (!isRegistered(name, current)) {
            return StoreChange.nothing();
        }
        checkDelete(name, current, current.problems());
        return described(StoreChange.delete(List.of(name), options.author().orElse(null)), options);
    }

    /**
     * Checks that a cluster can be deleted.
     *
     * @param unreadable the clusters that cannot be read, which may include the cluster itself
     */
    void checkDelete(String name, RegisteredClusters registered, List<UnreadableCluster> unreadable) {
        List<String> carried = carriedBy(name, registered);
        if (!carried.isEmpty()) {
            throw new ClusterInUseException(
                    "cluster " + name + " cannot be deleted: it carries the virtual clusters "
                            + String.join(", ", carried) + "; delete them first",
                    carried);
        }
        if (!options.skipChecks() && mayBeHost(name, registered)) {
            checkNoneHidden(name, unreadable);
        }
        checkUnused(name, "be deleted");
    }

    private static boolean mayBeHost(String name, RegisteredClusters registered) {
        return registered
                .find(name)
                .map(resource -> resource.spec().category().orElse(null) == ClusterCategory.HOST)
                .orElse(true);
    }

    /** Checks that no unreadable cluster may be a virtual cluster of the host. */
    private static void checkNoneHidden(String host, List<UnreadableCluster> unreadable) {
        List<String> hidden = unreadable.stream()
                .filter(problem -> !problem.name().equals(host))
                .map(UnreadableCluster::toString)
                .toList();
        if (!hidden.isEmpty()) {
            throw new RegistryException(
                    FailureCode.MALFORMED_CONTENT,
                    "cluster " + host
                            + " cannot be deleted: clusters that it may carry cannot be read; fix or delete them"
                            + " first, or skip checks:\n" + String.join("\n", hidden));
        }
    }

    void checkPrecondition(String name, StoreSnapshot current) {
        checkPrecondition(name, options.precondition(), current);
    }

    /** Checks the precondition of a change against a snapshot. */
    static void checkPrecondition(String name, Precondition precondition, StoreSnapshot current) {
        switch (precondition.kind()) {
            case NONE -> {}
            case NOT_REGISTERED -> {
                if (isRegistered(name, current)) {
                    throw conflict(name, "is registered already", precondition, current);
                }
            }
            case REGISTERED -> {
                if (!isRegistered(name, current)) {
                    throw conflict(name, "is not registered", precondition, current);
                }
            }
            case UNCHANGED -> {
                String revision = precondition.revision().orElseThrow();
                if (!current.isUnchangedSince(name, revision).orElse(false)) {
                    throw conflict(name, "was changed since revision " + Texts.shown(revision), precondition, current);
                }
            }
        }
    }

    static boolean isRegistered(String name, StoreSnapshot current) {
        return current.find(name).isPresent()
                || current.problems().stream()
                        .anyMatch(problem -> problem.name().equals(name));
    }

    private static ConflictException conflict(
            String name, String fact, Precondition precondition, StoreSnapshot current) {
        return new ConflictException(
                "cluster " + name + " " + fact + " (now " + current.revision() + "); read it again and decide again",
                precondition.revision().orElse(null),
                current.revision());
    }

    /**
     * Checks that the stored content of a cluster can be read.
     *
     * @param action the action that fails otherwise, such as {@code read}
     */
    public static void checkReadable(String name, String action, StoreSnapshot current) {
        for (UnreadableCluster problem : current.problems()) {
            if (problem.name().equals(name)) {
                throw new RegistryException(
                        FailureCode.MALFORMED_CONTENT,
                        "cluster " + name + " cannot be " + action + ": " + problem.path() + ": " + problem.problem()
                                + "; fix or delete it first");
            }
        }
    }

    private void checkTransition(ClusterResource before, ClusterResource after, RegisteredClusters registered) {
        boolean wasHost = before.spec().category().orElse(null) == ClusterCategory.HOST;
        boolean isHost = after.spec().category().orElse(null) == ClusterCategory.HOST;
        if (wasHost && !isHost) {
            List<String> carried = carriedBy(before.name(), registered);
            if (!carried.isEmpty()) {
                throw new ClusterInUseException(
                        "cluster " + before.name() + " must stay a host: it carries the virtual clusters "
                                + String.join(", ", carried) + "; delete or move them first",
                        carried);
            }
        }
        if (!before.spec().isSamePlacement(after.spec())) {
            checkUnused(before.name(), "change its kind, type, usage, host or worker type");
        }
    }

    private void checkUnused(String name, String change) {
        if (options.skipChecks()) {
            return;
        }
        List<String> users = users(name);
        if (!users.isEmpty()) {
            throw new ClusterInUseException(
                    "cluster " + name + " cannot " + change + ": it is used by " + String.join(", ", users)
                            + "; remove these first, or skip the checks",
                    users);
        }
    }

    private List<String> users(String name) {
        if (references == ClusterReferences.none()) {
            return List.of();
        }
        List<String> known = knownUsers.get(name);
        if (known == null) {
            if (!isAsking) {
                throw new UsersUnknownException(name);
            }
            known = List.copyOf(references.usersOf(name));
            knownUsers.put(name, known);
        }
        return known;
    }

    private static List<String> carriedBy(String host, RegisteredClusters registered) {
        return registered.virtualClustersOf(host).stream()
                .map(ClusterResource::name)
                .toList();
    }
}
