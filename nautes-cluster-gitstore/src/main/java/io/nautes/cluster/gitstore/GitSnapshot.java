package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.spi.StoreProblem;
import io.nautes.cluster.core.spi.StoreSnapshot;
import io.nautes.cluster.model.ClusterResource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The clusters at one commit.
 *
 * @param revision the commit's name; forty zeros for a branch without commits
 * @param folder the clusters
 * @param unchangedSince tells whether a cluster's file is the same at this and another revision
 */
record GitSnapshot(String revision, ClusterFolder folder, BiFunction<String, String, Optional<Boolean>> unchangedSince)
        implements StoreSnapshot {
    @Override
    public List<ClusterResource> clusters() {
        return folder.index().clusters();
    }

    @Override
    public List<StoreProblem> problems() {
        return List.copyOf(folder.problems().values());
    }

    @Override
    public Optional<Boolean> isUnchangedSince(String name, String since) {
        return unchangedSince.apply(name, since);
    }

    @Override
    public Optional<ClusterResource> find(String name) {
        return folder.index().find(name);
    }

    @Override
    public List<ClusterResource> virtualClustersOf(String host) {
        return folder.index().virtualClustersOf(host);
    }

    @Override
    public List<String> withApiServer(String apiServer) {
        return folder.index().withApiServer(apiServer);
    }
}
