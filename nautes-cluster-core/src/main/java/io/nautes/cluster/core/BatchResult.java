package io.nautes.cluster.core;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of each cluster of a batch.
 *
 * @param entries one entry per cluster, in the order in which they were processed
 */
public record BatchResult(List<Entry> entries) {
    /** The outcome of one cluster. */
    public enum Outcome {
        /** It was not registered before and is now. */
        CREATED,
        /** It was registered with other settings before. */
        UPDATED,
        /** It was already registered with the same settings. */
        UNCHANGED,
        /** It is registered now; the registry does not report its previous state. */
        SAVED,
        /** It was registered and no longer is. */
        DELETED,
        /** It was to be deleted and was not registered. */
        NOT_REGISTERED,
        /** Its change failed. */
        FAILED,
        /** It was not tried because an earlier change failed. */
        NOT_TRIED
    }

    /**
     * The outcome of one cluster.
     *
     * @param name the cluster's name
     * @param outcome what was done
     * @param warnings findings that did not prevent the change; never {@code null}
     * @param failureOrNull why its change failed; {@code null} unless the outcome is {@link Outcome#FAILED}
     */
    public record Entry(
            String name,
            Outcome outcome,
            List<Finding> warnings,

            @JsonProperty("failure") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            RegistryException failureOrNull) {
        /** Copies the warnings. */
        public Entry {
            warnings = List.copyOf(warnings);
        }

        /**
         * Returns why the change failed.
         *
         * @return the failure, if the outcome is {@link Outcome#FAILED}
         */
        public Optional<RegistryException> failure() {
            return Optional.ofNullable(failureOrNull);
        }
    }

    /** Copies the entries. */
    public BatchResult {
        entries = List.copyOf(entries);
    }

    /**
     * Returns whether every change was made.
     *
     * @return {@code true} if no change failed and every change was tried
     */
    public boolean isSuccess() {
        return entries.stream().noneMatch(e -> e.outcome() == Outcome.FAILED || e.outcome() == Outcome.NOT_TRIED);
    }

    /**
     * Returns the clusters whose change failed.
     *
     * @return their entries
     */
    public List<Entry> failures() {
        return entries.stream().filter(e -> e.outcome() == Outcome.FAILED).toList();
    }
}
