package io.nautes.cluster.core.spi;

/**
 * A supplier of credentials that may change while a program runs: access tokens, user names with passwords, secret IDs.
 *
 * <p>It is called when credentials are needed, possibly by several threads at once, so it should cache the credentials
 * while they are valid. It may block: the deadline of the operation includes the call, and the thread is interrupted
 * when the deadline is reached. If it throws an exception or returns {@code null}, the operation fails with
 * {@link io.nautes.cluster.core.FailureCode#UNAUTHENTICATED} before anything is sent.
 *
 * @param <T> the type of the credentials
 */
@FunctionalInterface
public interface CredentialSupplier<T> {
    /**
     * Returns the credentials to use now.
     *
     * @return the credentials
     */
    T credential();

    /**
     * Returns credentials that replace those that the server refused. It is called at most once in each operation. If
     * it returns the refused credentials again, the operation fails.
     *
     * @param refused the refused credentials; another thread may have replaced them in the meantime
     * @return the credentials to use now; by default those of {@link #credential()}
     */
    default T renewed(T refused) {
        return credential();
    }
}
