package io.nautes.cluster.core;

import java.util.List;

/**
 * Thrown when a cluster cannot be deleted, or cannot be changed in the requested way, because it is in use. Nothing was
 * changed.
 */
public final class ClusterInUseException extends ConflictException {
    private static final long serialVersionUID = 1L;

    // The JDK's list copies are serializable, which newer compilers cannot verify.
    @SuppressWarnings("serial")
    private final List<String> users;

    /**
     * Creates the exception.
     *
     * @param message the operation, the cluster, the users, and how to fix it
     * @param users the users of the cluster
     */
    public ClusterInUseException(String message, List<String> users) {
        super(FailureCode.IN_USE, message);
        this.users = List.copyOf(users);
    }

    /**
     * Returns the users of the cluster.
     *
     * @return names of virtual clusters, or descriptions of other users; at least one
     */
    public List<String> users() {
        return users;
    }
}
