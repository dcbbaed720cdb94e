package io.nautes.cluster.core;

import io.nautes.cluster.model.Cluster;
import io.nautes.cluster.model.ClusterCategory;
import io.nautes.cluster.model.ClusterRequest;
import io.nautes.cluster.model.ComponentCategory;
import io.nautes.cluster.model.JsonPointers;
import io.nautes.cluster.model.WorkerType;
import io.nautes.cluster.model.kubeconfig.Kubeconfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A transfer of clusters from one registry to another, such as from an API server to a Git repository. Anything that
 * the source does not return is reported as a {@link Gap}.
 *
 * <pre>{@code
 * ClusterTransfer transfer = ClusterTransfer.export(server, kubeconfigs::find);
 * transfer.gaps().forEach(System.out::println);
 * BatchResult imported = transfer.importInto(repository, BatchOptions.defaults());
 * }</pre>
 *
 * <p>Immutable. It holds kubeconfigs, but {@link #toString} does not show them.
 */
public final class ClusterTransfer {
    private final Map<String, ClusterRequest> requests;
    private final List<Gap> gaps;

    /**
     * Something that is not copied.
     *
     * @param name the cluster's name
     * @param pointer a JSON pointer to the field of the request, such as {@code /kubeconfig}; empty if the whole
     *     cluster is missing
     * @param reason the cause and the consequence
     */
    public record Gap(String name, String pointer, String reason) {
        /** Checks that no value is null. */
        public Gap {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(pointer, "pointer");
            Objects.requireNonNull(reason, "reason");
        }

        /** Returns the name, the pointer and the reason in one line. */
        @Override
        public String toString() {
            return name + pointer + ": " + reason;
        }
    }

    private ClusterTransfer(Map<String, ClusterRequest> requests, List<Gap> gaps) {
        this.requests = Collections.unmodifiableMap(requests);
        this.gaps = List.copyOf(gaps);
    }

    /**
     * Reads all clusters of a registry, without their kubeconfigs.
     *
     * @param source the registry
     * @return the transfer, with a gap for the kubeconfig of each physical cluster
     * @throws RegistryException if the registry cannot be read
     */
    public static ClusterTransfer export(ClusterRegistry source) {
        return export(source, name -> Optional.empty());
    }

    /**
     * Reads all clusters of a registry.
     *
     * @param source the registry
     * @param kubeconfigs returns the kubeconfig of a physical cluster by its name, or empty if none is stored; for
     *     example {@link io.nautes.cluster.core.spi.KubeconfigStore#find}
     * @return the transfer
     * @throws RegistryException if the registry cannot be read, or if the function throws it
     */
    public static ClusterTransfer export(ClusterRegistry source, Function<String, Optional<Kubeconfig>> kubeconfigs) {
        ClusterList listed = source.list();
        Map<String, ClusterRequest> requests = new LinkedHashMap<>();
        List<Gap> gaps = new ArrayList<>();
        for (Cluster cluster : listed.readable()) {
            ClusterRequest.Builder request = cluster.toRequestBuilder();
            if (!isVirtual(cluster)) {
                Optional<Kubeconfig> kubeconfig = kubeconfigs.apply(cluster.name());
                kubeconfig.ifPresent(request::kubeconfig);
                if (kubeconfig.isEmpty()) {
                    gaps.add(
                            new Gap(
                                    cluster.name(),
                                    "/kubeconfig",
                                    "the source does not return it; the target refuses the cluster unless it keeps a stored one"));
                }
            }
            if (needsEventListener(cluster)) {
                gaps.add(new Gap(
                        cluster.name(),
                        "/components_list/" + ComponentCategory.EVENT_LISTENER.wireName(),
                        "the source does not return it; the target chooses the default"));
            }
            for (String field : cluster.unknownFields().keySet()) {
                gaps.add(new Gap(
                        cluster.name(),
                        JsonPointers.child("", field),
                        "this version does not know the field; it is left out"));
            }
            requests.put(cluster.name(), request.build());
        }
        for (UnreadableCluster problem : listed.problems()) {
            gaps.add(new Gap(problem.name(), "", "it cannot be read (" + problem + "); it is left out"));
        }
        return new ClusterTransfer(requests, gaps);
    }

    private static boolean isVirtual(Cluster cluster) {
        return cluster.category().map(ClusterCategory::isVirtual).orElse(false);
    }

    /** Returns whether a cluster runs pipelines, which need an event listener, and the reply has none. */
    private static boolean needsEventListener(Cluster cluster) {
        return WorkerType.PIPELINE.equals(cluster.workerType())
                && !cluster.componentsList().containsKey(ComponentCategory.EVENT_LISTENER);
    }

    /**
     * Saves the clusters in a registry, hosts before their virtual clusters. Clusters that only the target has stay
     * unchanged. The import can be repeated: clusters that are registered with the same settings are not written again.
     *
     * @param target the registry
     * @param options how, such as with {@link ChangeOptions#withKeepKubeconfig}
     * @return the outcome of each cluster
     * @throws RegistryException as {@link ClusterRegistry#saveAll}
     */
    public BatchResult importInto(ClusterRegistry target, BatchOptions options) {
        return target.saveAll(requests, options);
    }

    /**
     * Plans {@link #importInto}, without changing the target.
     *
     * @param target the registry
     * @param options how
     * @return the plan
     * @throws RegistryException as {@link ClusterRegistry#planAll}
     */
    public BatchPlan planInto(ClusterRegistry target, BatchOptions options) {
        return target.planAll(requests, options);
    }

    /**
     * Returns the requests that register the clusters again.
     *
     * @return the requests by name, in the order of the source; unmodifiable
     */
    public Map<String, ClusterRequest> requests() {
        return requests;
    }

    /**
     * Returns everything that could not be copied.
     *
     * @return the gaps, in the order of the source's clusters
     */
    public List<Gap> gaps() {
        return gaps;
    }

    /** Returns the names of the clusters and the number of gaps. */
    @Override
    public String toString() {
        return requests.keySet() + " with " + gaps.size() + " gaps";
    }
}
