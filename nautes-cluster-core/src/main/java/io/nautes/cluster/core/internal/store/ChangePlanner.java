package io.nautes.cluster.core.internal.store;

import io.nautes.cluster.core.BatchPlan;
import io.nautes.cluster.core.BatchResult.Entry;
import io.nautes.cluster.core.ChangeOptions;
import io.nautes.cluster.core.ChangePlan;
import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.PlannedFiles;
import io.nautes.cluster.core.evaluation.ClusterEvaluator;
import io.nautes.cluster.core.internal.rules.KubeconfigRules;
import io.nautes.cluster.core.spi.ClusterStore;
import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.core.spi.StorePreview;
import io.nautes.cluster.core.spi.StoreSnapshot;
import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.ParsedRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A planner that previews changes without making them. */
public final class ChangePlanner {
    private final ClusterStore store;
    private final KubeconfigKeeper kubeconfigs;
    private final ClusterChanges changes;
    private final ChangeOptions options;
    private final ClusterEvaluator forRequestsAlone;

    /**
     * Creates a planner.
     *
     * @param forRequestsAlone evaluates a request before the store is read
     */
    ChangePlanner(
            ClusterStore store,
            KubeconfigKeeper kubeconfigs,
            ClusterChanges changes,
            ChangeOptions options,
            ClusterEvaluator forRequestsAlone) {
        this.store = store;
        this.kubeconfigs = kubeconfigs;
        this.changes = changes;
        this.options = options;
        this.forRequestsAlone = forRequestsAlone;
    }

    /** A decision and the snapshot that it is based on. */
    private record Decided<T>(T decision, StoreSnapshot base) {
        @Nullable
        Cluster before(String name) {
            return base.find(name)
                    .map(resource -> Cluster.of(resource, base.revision()))
                    .orElse(null);
        }
    }

    /** Plans a save. */
    public ChangePlan planSave(String name, ParsedRequest given) {
        ParsedRequest request = kubeconfigs.completed(name, given, options);
        forRequestsAlone.evaluate(name, request).report().orThrow(name);
        DecidedUpdate<Decided<ClusterChanges.Saved>> update = new DecidedUpdate<>(
                current -> new Decided<>(changes.save(name, request, current), current),
                decided -> decided.decision().change());
        StorePreview preview = changes.preview(store, update);
        return plan(update.made(), update.made().decision(), request.request(), preview.files());
    }

    private ChangePlan plan(
            Decided<?> decided, ClusterChanges.Saved saved, ClusterRequest request, PlannedFiles files) {
        List<Finding> warnings = new ArrayList<>(saved.report().warnings());
        if (kubeconfigs.drops(request)) {
            warnings.add(KubeconfigRules.notKept());
        }
        ClusterResource after = saved.resource();
        return ChangePlan.ofSave(
                decided.before(after.name()),
                Cluster.of(after),
                saved.isChange(),
                warnings,
                files,
                decided.base().revision());
    }

    public ChangePlan planDelete(String name) {
        DecidedUpdate<Decided<StoreChange>> update = new DecidedUpdate<>(
                current -> new Decided<>(changes.delete(name, current), current), Decided::decision);
        StorePreview preview = changes.preview(store, update);
        return deletion(update.made(), name, preview.files());
    }

    private static ChangePlan deletion(Decided<?> decided, String name, PlannedFiles files) {
        return ChangePlan.ofDelete(
                name,
                ClusterChanges.isRegistered(name, decided.base()),
                decided.before(name),
                files,
                decided.base().revision());
    }

    /** Plans the saves of a batch. */
    public BatchPlan planSaves(StoreBatch batch, Map<String, ClusterRequest> given) {
        Map<String, ClusterRequest> requests = new LinkedHashMap<>();
        given.forEach((name, request) -> requests.put(
                name,
                kubeconfigs.completed(name, ParsedRequest.of(request), options).request()));
        DecidedUpdate<Decided<StoreBatch.Saves>> update = new DecidedUpdate<>(
                current -> new Decided<>(batch.decideSaves(requests, current), current),
                decided -> batch.change(decided.decision()));
        StorePreview preview = changes.preview(store, update);
        Decided<StoreBatch.Saves> made = update.made();
        Map<String, ClusterChanges.Saved> saved = new HashMap<>();
        made.decision().saved().forEach(one -> saved.put(one.resource().name(), one));
        List<BatchPlan.Entry> entries = new ArrayList<>();
        for (Entry entry : made.decision().entries()) {
            ClusterChanges.Saved one = saved.get(entry.name());
            ClusterRequest request = requests.get(entry.name());
            entries.add(
                    one == null || request == null
                            ? BatchPlan.Entry.failed(entry.name(), entry.failureOrNull())
                            : BatchPlan.Entry.of(plan(made, one, request, preview.files())));
        }
        return BatchPlan.of(entries, preview.files());
    }

    /** Plans the deletes of a batch. */
    public BatchPlan planDeletes(StoreBatch batch, Collection<String> names) {
        DecidedUpdate<Decided<StoreBatch.Deletes>> update = new DecidedUpdate<>(
                current -> new Decided<>(batch.decideDeletes(names, current), current),
                decided -> batch.change(decided.decision()));
        StorePreview preview = changes.preview(store, update);
        Decided<StoreBatch.Deletes> made = update.made();
        return BatchPlan.of(
                made.decision().entries().stream()
                        .map(entry -> StoreBatch.isMade(entry)
                                ? BatchPlan.Entry.of(deletion(made, entry.name(), preview.files()))
                                : BatchPlan.Entry.failed(entry.name(), entry.failureOrNull()))
                        .toList(),
                preview.files());
    }
}
