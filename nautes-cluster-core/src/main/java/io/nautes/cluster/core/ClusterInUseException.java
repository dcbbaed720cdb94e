package io.nautes.cluster.core;

import java.util.List;

/** Thrown when a cluster cannot be deleted, or not be changed in this way, because it is in use. Nothing was changed. */
public final class ClusterInUseException extends ConflictException {
    private static final long serialVersionUID = 1L;

    // The JDK's copies of lists can be serialized, which newer compilers cannot see.
    @SuppressWarnings("serial")
    private final List<String> users;

    /**
     * Creates an exception.
     *
     * @param message all facts
     * @param users who uses the cluster
     */
    public ClusterInUseException(String message, List<String> users) {
        super(FailureCode.IN_USE, message);
        this.users = List.copyOf(users);
    }

    /**
     * Returns who uses the cluster.
     *
     * @return names of virtual clusters, or descriptions of other users; at least one
     */
    public List<String> users() {
        return users;
    }
}
