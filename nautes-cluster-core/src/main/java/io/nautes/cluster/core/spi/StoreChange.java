package io.nautes.cluster.core.spi;

import io.nautes.cluster.core.Identity;
import io.nautes.cluster.model.ClusterResource;
import io.nautes.cluster.model.Vcluster;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A change to a store, which is applied entirely or not at all. Immutable. */
public final class StoreChange {
    private static final StoreChange NOTHING = new StoreChange(Map.of(), Set.of(), null, Map.of(), null, null);

    private final Map<String, ClusterResource> saved;
    private final Set<String> deleted;
    private final @Nullable Identity author;
    private final Map<String, Vcluster> vclusters;
    private final @Nullable String requestId;
    private final @Nullable String message;

    private StoreChange(
            Map<String, ClusterResource> saved,
            Set<String> deleted,
            @Nullable Identity author,
            Map<String, Vcluster> vclusters,
            @Nullable String requestId,
            @Nullable String message) {
        this.saved = saved;
        this.deleted = deleted;
        this.author = author;
        this.vclusters = vclusters;
        this.requestId = requestId;
        this.message = message;
    }

    /**
     * Returns an empty change.
     *
     * @return an empty change
     */
    public static StoreChange nothing() {
        return NOTHING;
    }

    /**
     * Creates a change that writes resources.
     *
     * @param resources the resources, each replacing the one of its name
     * @param author who makes the change; {@code null} for the store's identity
     * @return the change
     */
    public static StoreChange save(List<ClusterResource> resources, @Nullable Identity author) {
        Map<String, ClusterResource> saved = new LinkedHashMap<>();
        resources.forEach(resource -> saved.put(resource.name(), resource));
        return new StoreChange(Collections.unmodifiableMap(saved), Set.of(), author, Map.of(), null, null);
    }

    /**
     * Creates a change that removes resources.
     *
     * @param names the clusters' names; those that are not stored are ignored
     * @param author who makes the change; {@code null} for the store's identity
     * @return the change
     */
    public static StoreChange delete(List<String> names, @Nullable Identity author) {
        return new StoreChange(
                Map.of(), Collections.unmodifiableSet(new LinkedHashSet<>(names)), author, Map.of(), null, null);
    }

    /**
     * Returns a copy with a request id and a message.
     *
     * @param id the id of the request; {@code null} if the store generates one
     * @param text the message, such as of a commit; {@code null} if the store writes one
     * @return a copy
     */
    public StoreChange described(@Nullable String id, @Nullable String text) {
        return new StoreChange(saved, deleted, author, vclusters, id, text);
    }

    /**
     * Returns a copy with the requested settings of virtual clusters that are not part of a resource. It is for stores
     * that write more than resources.
     *
     * @param values the settings by the cluster's name
     * @return a copy
     */
    public StoreChange withVclusters(Map<String, Vcluster> values) {
        return new StoreChange(saved, deleted, author, Map.copyOf(values), requestId, message);
    }

    /**
     * Returns whether nothing is to be changed.
     *
     * @return {@code true} if there is nothing to write or remove
     */
    public boolean isEmpty() {
        return saved.isEmpty() && deleted.isEmpty();
    }

    /**
     * Returns the resources to write.
     *
     * @return the resources by name, in the order they were given
     */
    public Map<String, ClusterResource> saved() {
        return saved;
    }

    /**
     * Returns the resources to remove.
     *
     * @return the names, in the order they were given
     */
    public Set<String> deleted() {
        return deleted;
    }

    /**
     * Returns the author of the change.
     *
     * @return the identity, or empty for the store's own
     */
    public Optional<Identity> author() {
        return Optional.ofNullable(author);
    }

    /**
     * Returns the requested settings of virtual clusters that are not part of their resources.
     *
     * @return the settings by the cluster's name, without clusters that have no such settings
     */
    public Map<String, Vcluster> vclusters() {
        return vclusters;
    }

    /**
     * Returns the id of the request, which the history of the store records.
     *
     * @return the id, or empty if the store generates one
     */
    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }

    /**
     * Returns the message of the change.
     *
     * @return the message, or empty if the store writes one
     */
    public Optional<String> message() {
        return Optional.ofNullable(message);
    }
}
