package io.nautes.cluster.core;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A preview of a batch against the clusters that are registered now. Nothing is changed. Immutable. */
public final class BatchPlan {
    private final List<Entry> entries;
    private final PlannedFiles files;

    /** The plan of one cluster of a batch. */
    public static final class Entry {
        private final String name;
        private final @Nullable ChangePlan plan;
        private final @Nullable RegistryException failure;

        private Entry(String name, @Nullable ChangePlan plan, @Nullable RegistryException failure) {
            this.name = Objects.requireNonNull(name, "name");
            this.plan = plan;
            this.failure = failure;
        }

        /**
         * Returns the entry of a cluster that would be changed.
         *
         * @param plan its plan
         * @return the entry
         */
        public static Entry of(ChangePlan plan) {
            return new Entry(plan.name(), plan, null);
        }

        /**
         * Returns the entry of a cluster that would not be changed.
         *
         * @param name the cluster's name
         * @param failure why its change would fail; {@code null} if it would not be tried after the failure of another
         * @return the entry
         */
        public static Entry failed(String name, @Nullable RegistryException failure) {
            return new Entry(name, null, failure);
        }

        /**
         * Returns the cluster's name.
         *
         * @return the name
         */
        public String name() {
            return name;
        }

        /**
         * Returns the plan.
         *
         * @return the plan; empty if the change would fail or would not be tried
         */
        public Optional<ChangePlan> plan() {
            return Optional.ofNullable(plan);
        }

        /**
         * Returns why the change would fail.
         *
         * @return the failure; empty if it would not, or would not be tried
         */
        public Optional<RegistryException> failure() {
            return Optional.ofNullable(failure);
        }
    }

    private BatchPlan(List<Entry> entries, PlannedFiles files) {
        this.entries = List.copyOf(entries);
        this.files = Objects.requireNonNull(files, "files");
    }

    /**
     * Creates the plan of a batch. For implementations of registries.
     *
     * @param entries one for each cluster, in the order in which they would be processed
     * @param files the files that the batch would leave
     * @return the plan
     */
    public static BatchPlan of(List<Entry> entries, PlannedFiles files) {
        return new BatchPlan(entries, files);
    }

    /**
     * Returns the plans of the clusters.
     *
     * @return one entry for each cluster, in the order in which they would be processed
     */
    public List<Entry> entries() {
        return entries;
    }

    /**
     * Returns the clusters whose change would fail.
     *
     * @return their entries
     */
    public List<Entry> failures() {
        return entries.stream().filter(entry -> entry.failure().isPresent()).toList();
    }

    /**
     * Returns whether every change would be made.
     *
     * @return {@code true} if none would fail
     */
    public boolean isSuccess() {
        return entries.stream().allMatch(entry -> entry.plan().isPresent());
    }

    /**
     * Returns the files that the batch would leave.
     *
     * @return the files; none if the registry keeps no files or does not show them
     */
    public PlannedFiles files() {
        return files;
    }
}
