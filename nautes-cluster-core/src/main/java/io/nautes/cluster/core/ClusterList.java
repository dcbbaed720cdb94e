package io.nautes.cluster.core;

import io.nautes.cluster.model.Cluster;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The clusters that a registry has listed. Unreadable clusters are registered, too, so the caller decides what to do
 * with them: {@link #all()} fails if there are any, and {@link #readable()} omits them. Immutable.
 */
public final class ClusterList {
    private final List<Cluster> readable;
    private final List<UnreadableCluster> problems;
    private final @Nullable String revision;

    private ClusterList(List<Cluster> readable, List<UnreadableCluster> problems, @Nullable String revision) {
        this.readable = List.copyOf(readable);
        this.problems = List.copyOf(problems);
        this.revision = revision;
    }

    /**
     * Creates a list. For implementations of registries.
     *
     * @param readable the clusters that could be read and that the filter accepts
     * @param problems all clusters that could not be read, because the filter cannot be applied to them
     * @param revision the revision that was read; {@code null} if the registry has no revisions
     * @return the list
     */
    public static ClusterList of(List<Cluster> readable, List<UnreadableCluster> problems, @Nullable String revision) {
        return new ClusterList(readable, problems, revision);
    }

    /**
     * Returns all clusters.
     *
     * @return the clusters in the registry's order; empty if the filter accepts none of the registered clusters
     * @throws RegistryException with {@link FailureCode#MALFORMED_CONTENT} if any of them cannot be read; the message
     *     lists every such cluster
     */
    public List<Cluster> all() {
        if (!problems.isEmpty()) {
            throw new RegistryException(
                    FailureCode.MALFORMED_CONTENT,
                    problems.stream()
                            .map(UnreadableCluster::toString)
                            .collect(Collectors.joining(
                                    "\n", "some clusters cannot be read; fix or delete them first:\n", "")));
        }
        return readable;
    }

    /**
     * Returns the clusters that can be read.
     *
     * @return the clusters in the registry's order, without {@link #problems()}
     */
    public List<Cluster> readable() {
        return readable;
    }

    /**
     * Returns the clusters that cannot be read.
     *
     * @return the problems of all clusters, regardless of the filter; empty if all can be read, and always empty for an
     *     API server, which does not report them
     */
    public List<UnreadableCluster> problems() {
        return problems;
    }

    /**
     * Returns the revision that was read.
     *
     * @return the revision in the registry's form; empty if the registry has no revisions
     */
    public Optional<String> revision() {
        return Optional.ofNullable(revision);
    }

    /** Returns the names of the clusters, and the number of those that cannot be read. */
    @Override
    public String toString() {
        return readable.stream().map(Cluster::name).toList()
                + (problems.isEmpty() ? "" : " and " + problems.size() + " that cannot be read");
    }
}
