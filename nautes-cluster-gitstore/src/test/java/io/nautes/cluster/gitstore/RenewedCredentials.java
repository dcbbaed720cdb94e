package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.spi.CredentialSupplier;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A supplier whose current credentials can be replaced, and that renews refused ones.
 *
 * @param current the credentials that it supplies first
 * @param valid the credentials that replace refused ones
 */
record RenewedCredentials(AtomicReference<GitCredentials> current, GitCredentials valid)
        implements CredentialSupplier<GitCredentials> {
    @Override
    public GitCredentials credential() {
        return current.get();
    }

    @Override
    public GitCredentials renewed(GitCredentials refused) {
        return valid;
    }
}
