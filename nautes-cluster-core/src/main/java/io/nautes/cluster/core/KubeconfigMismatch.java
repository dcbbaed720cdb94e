package io.nautes.cluster.core;

import java.util.Objects;

/**
 * A mismatch between a registration and its kubeconfig. A process that is killed in the middle of a save or delete may
 * leave one.
 *
 * @param name the cluster's name
 * @param kind the kind of mismatch
 */
public record KubeconfigMismatch(String name, Kind kind) {
    /** The kinds of mismatches. */
    public enum Kind {
        /** A physical cluster is registered, but no kubeconfig is stored for it. */
        MISSING("no kubeconfig is stored for it; save it again with its kubeconfig"),
        /** A save of the cluster has not ended: it is in progress, or its process was killed. */
        PENDING("a save of it has not ended; if none is in progress, save it again with its kubeconfig"),
        /** The stored kubeconfig has a different address than the registration. */
        OTHER_ADDRESS("the stored kubeconfig leads to another address; save it again with its kubeconfig"),
        /** A kubeconfig is stored for a cluster that is virtual or not registered. */
        LEFT_BEHIND("a kubeconfig is stored that no physical cluster needs; delete the cluster again to remove it");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    /** Checks that no value is null. */
    public KubeconfigMismatch {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
    }

    /**
     * Returns the mismatch in one line, with how to fix it.
     *
     * @return the name and an explanation, in English
     */
    @Override
    public String toString() {
        return "cluster " + name + ": " + kind.text;
    }
}
