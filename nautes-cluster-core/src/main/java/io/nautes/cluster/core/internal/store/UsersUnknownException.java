package io.nautes.cluster.core.internal.store;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;

/**
 * Thrown by a decision that depends on the users of a cluster if they have not been looked up yet. It never reaches a
 * caller.
 */
final class UsersUnknownException extends RegistryException {
    private static final long serialVersionUID = 1L;

    private final String cluster;

    UsersUnknownException(String cluster) {
        super(FailureCode.CONFLICT, "the users of cluster " + cluster + " are not known yet");
        this.cluster = cluster;
    }

    String cluster() {
        return cluster;
    }
}
