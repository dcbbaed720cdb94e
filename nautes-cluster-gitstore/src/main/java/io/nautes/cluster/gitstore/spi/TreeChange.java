package io.nautes.cluster.gitstore.spi;

import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.core.spi.StoreSnapshot;
import io.nautes.cluster.model.ClusterResource;
import java.util.List;
import java.util.Objects;

/**
 * The changes of clusters in one commit. Immutable.
 *
 * @param before the content of the store before the commit
 * @param change the saved and deleted clusters
 * @param after the clusters that are registered after the commit, sorted by the names of their files; those whose files
 *     cannot be read are missing
 * @param repository a view of the repository before the commit, for use only during the call
 */
public record TreeChange(
        StoreSnapshot before, StoreChange change, List<ClusterResource> after, RepositoryView repository) {
    /** Copies the list. */
    public TreeChange {
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(change, "change");
        after = List.copyOf(after);
        Objects.requireNonNull(repository, "repository");
    }
}
