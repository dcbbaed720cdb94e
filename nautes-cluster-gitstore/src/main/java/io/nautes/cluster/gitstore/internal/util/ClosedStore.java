package io.nautes.cluster.gitstore.internal.util;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;

/** The failure of operations on a closed store. */
public final class ClosedStore {
    private ClosedStore() {}

    public static RegistryException failure() {
        return new RegistryException(FailureCode.CANCELLED, "the store is closed; open another one");
    }
}
