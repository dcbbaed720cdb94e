package io.nautes.cluster.preflight.status;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The state of a registered cluster on the tenant management cluster. Immutable.
 *
 * @param name the cluster's name
 * @param phase where it is between registration and removal
 * @param reasons what keeps it from being ready, in plain English; empty if it is ready
 * @param conditions what Nautes' operators report, sorted by type
 * @param warnings what the base operator reports of products
 * @param applications the Argo CD applications that belong to the cluster on the management cluster
 * @param entryPoints the names of the services that lead into the cluster; empty for a host, or as long as the gateway is
 *     not installed
 */
public record ClusterStatus(
        String name,
        Phase phase,
        List<String> reasons,
        List<Condition> conditions,
        List<Warning> warnings,
        List<Application> applications,
        List<String> entryPoints) {
    /** Copies the lists. */
    public ClusterStatus {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(phase, "phase");
        reasons = List.copyOf(reasons);
        conditions = List.copyOf(conditions);
        warnings = List.copyOf(warnings);
        applications = List.copyOf(applications);
        entryPoints = List.copyOf(entryPoints);
    }

    /** The phases of a cluster between registration and removal. */
    public enum Phase {
        /**
         * The management cluster has no such resource: Argo CD has not applied the registration, or its request was
         * refused.
         */
        ABSENT,
        /** Some steps have not been done yet. */
        SYNCING,
        /** Everything is done and healthy. */
        READY,
        /** An operator reports an error, or Argo CD a failure. */
        DEGRADED,
        /** The resource is being removed. */
        DELETING
    }

    /**
     * A condition of the resource.
     *
     * @param type such as {@code SecretStoreReady}
     * @param isTrue whether it holds
     * @param reason why, in one word
     * @param message what the operator says about it; empty if nothing
     * @param checkedAt when the operator checked it last, which is not when it last changed; {@code null} if unknown
     */
    public record Condition(
            String type,
            boolean isTrue,
            String reason,
            String message,
            @Nullable Instant checkedAt) {}

    /**
     * A warning of the resource.
     *
     * @param type such as {@code ProductNotFound}
     * @param id what it is about, such as a product's name
     * @param message what the operator says
     */
    public record Warning(String type, String id, String message) {}

    /**
     * An Argo CD application.
     *
     * @param name its name
     * @param sync such as {@code Synced} or {@code OutOfSync}; {@code Missing} if there is no such application
     * @param health such as {@code Healthy}, {@code Progressing} or {@code Degraded}; empty if unknown
     * @param message why the last synchronization failed; empty if it did not
     */
    public record Application(String name, String sync, String health, String message) {
        boolean isReady() {
            return sync.equals("Synced") && health.equals("Healthy");
        }

        boolean isDegraded() {
            return health.equals("Degraded") || !message.isEmpty();
        }
    }

    /**
     * Returns whether everything is done and healthy.
     *
     * @return {@code true} in the phase {@link Phase#READY}
     */
    public boolean isReady() {
        return phase == Phase.READY;
    }

    /** Returns the name, the phase and the reasons. */
    @Override
    public String toString() {
        return name + " " + phase + (reasons.isEmpty() ? "" : ": " + String.join("; ", reasons));
    }
}
