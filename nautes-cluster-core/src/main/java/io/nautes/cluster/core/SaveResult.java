package io.nautes.cluster.core;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of a save.
 *
 * @param name the cluster's name
 * @param change what happened to the registration
 * @param revisionOrNull the revision that contains the registration; {@code null} if the registry has no revisions
 * @param warnings findings that did not prevent the save
 */
public record SaveResult(
        String name,
        Change change,

        @JsonProperty("revision") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        String revisionOrNull,

        List<Finding> warnings) {
    /** The effect of a save on a registration. */
    public enum Change {
        /** The cluster was not registered before. */
        CREATED,
        /** The cluster was registered with other settings before. */
        UPDATED,
        /** The cluster was already registered with the same settings; nothing was written. */
        UNCHANGED,
        /** The cluster is registered now; the registry does not report its previous state. */
        SAVED
    }

    /** Copies the warnings. */
    public SaveResult {
        warnings = List.copyOf(warnings);
    }

    /**
     * Returns the revision that contains the registration.
     *
     * @return the revision, if the registry has revisions
     */
    public Optional<String> revision() {
        return Optional.ofNullable(revisionOrNull);
    }
}
