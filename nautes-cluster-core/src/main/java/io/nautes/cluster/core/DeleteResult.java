package io.nautes.cluster.core;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of a delete.
 *
 * @param name the cluster's name
 * @param deleted whether the cluster was registered and no longer is; {@code false} if it was not registered
 * @param revisionOrNull the revision without the registration; {@code null} if the registry has no revisions
 */
public record DeleteResult(
        String name,
        boolean deleted,

        @JsonProperty("revision") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        String revisionOrNull) {
    /**
     * Returns the revision without the registration.
     *
     * @return the revision, if the registry has revisions
     */
    public Optional<String> revision() {
        return Optional.ofNullable(revisionOrNull);
    }
}
