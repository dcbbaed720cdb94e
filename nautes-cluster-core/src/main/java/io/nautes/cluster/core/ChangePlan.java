package io.nautes.cluster.core;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.nautes.cluster.model.Cluster;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A preview of a save or a delete of one cluster against what is registered now. Nothing is changed. Immutable. Its
 * JSON form has everything but the files.
 */
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.NONE,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class ChangePlan {
    @JsonProperty
    private final String name;

    @JsonProperty
    private final Action action;

    @JsonProperty
    private final @Nullable Cluster before;

    @JsonProperty
    private final @Nullable Cluster after;

    @JsonProperty
    private final List<Finding> warnings;

    private final PlannedFiles files;

    @JsonProperty
    private final @Nullable String revision;

    /** What would happen to a registration. */
    public enum Action {
        /** The cluster is not registered and would be. */
        CREATE,
        /** The cluster is registered with other settings, which would change. */
        UPDATE,
        /** The cluster is registered with the same settings; nothing would change. */
        UNCHANGED,
        /** The cluster would no longer be registered. */
        DELETE,
        /** The cluster to delete is not registered. */
        NOT_REGISTERED
    }

    private ChangePlan(
            String name,
            Action action,
            @Nullable Cluster before,
            @Nullable Cluster after,
            List<Finding> warnings,
            PlannedFiles files,
            @Nullable String revision) {
        this.name = Objects.requireNonNull(name, "name");
        this.action = action;
        this.before = before;
        this.after = after;
        this.warnings = List.copyOf(warnings);
        this.files = Objects.requireNonNull(files, "files");
        this.revision = revision;
    }

    /**
     * Creates the plan of a save. For implementations of registries.
     *
     * @param before the cluster as it is registered; {@code null} if it is not
     * @param after the cluster as it would be registered
     * @param isChange whether anything of the registration would change
     * @param warnings the findings of the save
     * @param files the files that the save would leave
     * @param revision the revision that the plan is based on; {@code null} if the registry has no revisions
     * @return the plan
     */
    public static ChangePlan ofSave(
            @Nullable Cluster before,
            Cluster after,
            boolean isChange,
            List<Finding> warnings,
            PlannedFiles files,
            @Nullable String revision) {
        Action action = before == null ? Action.CREATE : isChange ? Action.UPDATE : Action.UNCHANGED;
        return new ChangePlan(after.name(), action, before, after, warnings, files, revision);
    }

    /**
     * Creates the plan of a delete. For implementations of registries.
     *
     * @param name the cluster's name
     * @param isRegistered whether the cluster is registered
     * @param before the cluster as it is registered; {@code null} if it is not, or cannot be read
     * @param files the files that the delete would leave
     * @param revision the revision that the plan is based on; {@code null} if the registry has no revisions
     * @return the plan
     */
    public static ChangePlan ofDelete(
            String name,
            boolean isRegistered,
            @Nullable Cluster before,
            PlannedFiles files,
            @Nullable String revision) {
        Action action = isRegistered ? Action.DELETE : Action.NOT_REGISTERED;
        return new ChangePlan(name, action, before, null, List.of(), files, revision);
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
     * Returns what would happen to the registration.
     *
     * @return the action
     */
    public Action action() {
        return action;
    }

    /**
     * Returns whether the registration would change.
     *
     * @return {@code false} if the cluster is registered with the same settings, or if it is to be deleted and is not
     *     registered
     */
    public boolean isChange() {
        return action != Action.UNCHANGED && action != Action.NOT_REGISTERED;
    }

    /**
     * Returns the cluster as it is registered.
     *
     * @return the cluster; empty if it is not registered, or cannot be read
     */
    public Optional<Cluster> before() {
        return Optional.ofNullable(before);
    }

    /**
     * Returns the cluster as it would be registered.
     *
     * @return the cluster with all defaults filled in; empty if it would not be registered
     */
    public Optional<Cluster> after() {
        return Optional.ofNullable(after);
    }

    /**
     * Returns what would change, field by field.
     *
     * @return the difference; empty if the cluster is not registered before or after
     */
    public Optional<ClusterDiff> difference() {
        return Optional.ofNullable(differenceOrNull());
    }

    @JsonProperty("difference")
    private @Nullable ClusterDiff differenceOrNull() {
        return before == null || after == null ? null : ClusterDiff.between(before, after);
    }

    /**
     * Returns the findings that would not prevent the change.
     *
     * @return the warnings
     */
    public List<Finding> warnings() {
        return warnings;
    }

    /**
     * Returns the files that the change would leave.
     *
     * @return the files, in a batch those of the whole batch; none if the registry keeps no files or does not expose
     *     them, as an API server does not
     */
    public PlannedFiles files() {
        return files;
    }

    /**
     * Returns the revision that the plan was based on. A change whose precondition is {@link
     * Precondition#unchangedSince} this revision is refused if the cluster has changed since, so that only the reviewed
     * change is made.
     *
     * @return the revision; empty if the registry has no revisions
     */
    public Optional<String> revision() {
        return Optional.ofNullable(revision);
    }

    /** Returns the action and the name, followed by one line for each field that would change. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(action + " " + name);
        difference()
                .ifPresent(diff ->
                        diff.changes().forEach(change -> text.append("\n  ").append(change)));
        return text.toString();
    }
}
