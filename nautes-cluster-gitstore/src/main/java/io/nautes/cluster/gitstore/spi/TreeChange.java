package io.nautes.cluster.gitstore.spi;

import io.nautes.cluster.core.spi.StoreChange;
import io.nautes.cluster.core.spi.StoreSnapshot;
import io.nautes.cluster.model.ClusterResource;
import java.util.List;
import java.util.Objects;

/**
 * The changes of the clusters in one commit.
 *
 * @param before what is stored until then
 * @param change what is saved and deleted
 * @param after the clusters that are registered then, in the order in which the kustomization lists them
 * @param repository what the repository holds until then; to be used during the call only
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
