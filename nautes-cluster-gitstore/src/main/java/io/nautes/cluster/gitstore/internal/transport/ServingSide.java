package io.nautes.cluster.gitstore.internal.transport;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.gitstore.internal.util.Causes;
import io.nautes.cluster.model.internal.support.OneLine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/**
 * The serving side of a connection to a local repository: the repository, and the thread of this process that serves
 * it. Used by the thread of the connection.
 */
final class ServingSide implements AutoCloseable {
    private final URIish uri;
    private final Repository repository;
    private final ServingThread thread;
    private boolean isClosed;

    /** A service for one exchange with a repository. */
    @FunctionalInterface
    interface Service {
        void serve(Repository repository, InputStream in, OutputStream out) throws IOException;
    }

    private ServingSide(URIish uri, Repository repository, ServingThread thread) {
        this.uri = uri;
        this.repository = repository;
        this.thread = thread;
    }

    /**
     * Starts to serve a repository, which is closed at the end.
     *
     * @param uri the address of the repository, for messages
     * @param name the name of the thread
     * @param buffer the number of bytes of a reply that must fit while the client is still writing
     */
    static ServingSide start(URIish uri, Repository repository, String name, int buffer, Service service)
            throws TransportException {
        try {
            return new ServingSide(
                    uri, repository, new ServingThread(name, buffer, (in, out) -> service.serve(repository, in, out)));
        } catch (IOException e) {
            repository.close();
            throw new TransportException(uri, "the repository cannot be served", e);
        }
    }

    Repository repository() {
        return repository;
    }

    InputStream replies() {
        return thread.replies();
    }

    OutputStream requests() {
        return thread.requests();
    }

    /** Ends the exchange. May be called by any thread. The repository stays open until the connection is closed. */
    void abort() {
        thread.close();
    }

    /** Returns the message of this side's failure; {@code null} if it did not fail. */
    @Nullable
    String failureMessage() {
        Throwable failure = thread.failure();
        return failure == null ? null : message(failure);
    }

    /**
     * Explains a failure of the client's side: if this side failed, its failure is the reason.
     *
     * @return the given failure if this side did not fail
     * @throws RegistryException if this side failed
     * @throws TransportException if the configuration of the repository is invalid
     */
    TransportException explained(TransportException seen) throws TransportException {
        Throwable failure = thread.failure();
        if (failure == null) {
            return seen;
        }
        close();
        if (Causes.has(failure, ConfigInvalidException.class)) {
            throw new TransportException(uri, String.valueOf(failure.getMessage()), failure);
        }
        RegistryException served = new RegistryException(
                FailureCode.MALFORMED_CONTENT,
                "the repository " + uri + " cannot be read: " + message(failure)
                        + "; run git fsck in it and repair it");
        // This is not the cause, because an object that is missing in the repository is not missing in the mirror.
        served.addSuppressed(seen);
        throw served;
    }

    private static String message(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return OneLine.shortened(
                deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage());
    }

    /**
     * Ends the exchange and closes the repository. Closing again has no effect; JGit closes at the end of an exchange.
     */
    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            thread.close();
            repository.close();
        }
    }
}
