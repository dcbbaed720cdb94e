package io.nautes.cluster.core;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a save did.
 *
 * @param name the cluster's name
 * @param change what happened to the registration
 * @param revisionOrNull the revision that holds the registration; {@code null} if the registry has none
 * @param warnings findings that did not stand in the way
 */
public record SaveResult(
        String name,
        Change change,

        @JsonProperty("revision") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        String revisionOrNull,

        List<Finding> warnings) {
    /** What happened to a registration. */
    public enum Change {
        /** The cluster was not registered before. */
        CREATED,
        /** The cluster was registered otherwise before. */
        UPDATED,
        /** The cluster was registered in the same way already; nothing was written. */
        UNCHANGED,
        /** The cluster is registered now; the registry does not say how it was before. */
        SAVED
    }

    /** Copies the warnings. */
    public SaveResult {
        warnings = List.copyOf(warnings);
    }

    /**
     * Returns the revision that holds the registration.
     *
     * @return the revision, if the registry has revisions
     */
    public Optional<String> revision() {
        return Optional.ofNullable(revisionOrNull);
    }
}
