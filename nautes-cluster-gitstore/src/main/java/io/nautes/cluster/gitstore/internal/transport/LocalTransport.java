package io.nautes.cluster.gitstore.internal.transport;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.gitstore.internal.mirror.MirrorRepository;
import io.nautes.cluster.gitstore.internal.util.Causes;
import io.nautes.cluster.model.internal.support.OneLine;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryCache;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.BasePackFetchConnection;
import org.eclipse.jgit.transport.BasePackPushConnection;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.PackTransport;
import org.eclipse.jgit.transport.PushConnection;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UploadPack;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/**
 * Talks to a repository on a path. It is served by a thread of this process, or by the installed Git if hooks have to
 * run or a working tree has to be updated. JGit's own transport does neither check what it serves nor report why
 * serving it failed. Used by one thread; {@link #abort} may be called by another.
 */
final class LocalTransport extends Transport implements PackTransport {
    private final LocalServer server;
    private final String ref;
    private final List<Runnable> enders = new CopyOnWriteArrayList<>();
    private volatile boolean aborted;

    private LocalTransport(Repository mirror, URIish uri, LocalServer server, String ref) {
        super(mirror, uri);
        this.server = server;
        this.ref = ref;
    }

    /**
     * Opens a transport.
     *
     * @param ref the branch that is read or pushed
     * @throws RegistryException if the repository is of a form that cannot be served
     */
    static Transport open(MirrorRepository mirror, GitAddress address, String ref) throws IOException {
        File folder = RepositoryCache.FileKey.resolve(new File(address.uri().getPath()), FS.DETECTED);
        try {
            // What is no repository may still be a bundle; the rest is refused there.
            return folder == null
                    ? Transport.open(mirror, address.uri())
                    : new LocalTransport(mirror, address.uri(), LocalServer.open(folder), ref);
        } catch (org.eclipse.jgit.errors.NotSupportedException e) {
            throw new IOException(e);
        }
    }

    private Repository served() throws TransportException {
        try {
            return new FileRepositoryBuilder()
                    .setFS(FS.DETECTED)
                    .setGitDir(server.folder().toFile())
                    .setMustExist(true)
                    .build();
        } catch (IOException e) {
            throw new TransportException(uri, "the repository cannot be opened", e);
        }
    }

    @Override
    public FetchConnection openFetch() throws TransportException {
        return new Fetch(this, served());
    }

    @Override
    public PushConnection openPush() throws TransportException {
        try {
            return server.needsGit(ref) ? new ForkedPush(this, server) : new Push(this, served());
        } catch (TransportException e) {
            throw e;
        } catch (IOException e) {
            throw new TransportException(uri, "the repository cannot be opened", e);
        }
    }

    /** Adds what ends a connection of this transport when it is given up. */
    void onAbort(Runnable ender) {
        enders.add(ender);
        if (aborted) {
            ender.run();
        }
    }

    /** Ends all connections, from any thread. */
    void abort() {
        aborted = true;
        enders.forEach(Runnable::run);
    }

    @Override
    public void close() {
        // Each connection is closed by who opened it.
    }

    /** Returns the failure of the serving side as the failure of this side. */
    private static RuntimeException served(URIish uri, Throwable failure, TransportException seen)
            throws TransportException {
        if (Causes.has(failure, ConfigInvalidException.class)) {
            throw new TransportException(uri, String.valueOf(failure.getMessage()), failure);
        }
        RegistryException served = new RegistryException(
                FailureCode.MALFORMED_CONTENT,
                "the repository " + uri + " cannot be read: " + OneLine.shortened(deepest(failure))
                        + "; run git fsck in it and repair it");
        // Not as the cause: an object that is missing there is not missing in the mirror.
        served.addSuppressed(seen);
        return served;
    }

    private static String deepest(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** A connection to read. */
    private static final class Fetch extends BasePackFetchConnection {
        private final Repository served;
        private final ServingThread serving;
        private boolean closed;

        Fetch(LocalTransport transport, Repository served) throws TransportException {
            super(transport);
            this.served = served;
            try {
                this.serving = new ServingThread("nautes-cluster-git-upload", MIN_CLIENT_BUFFER, (in, out) -> {
                    try (UploadPack upload = new UploadPack(served)) {
                        upload.upload(in, out, OutputStream.nullOutputStream());
                    }
                });
            } catch (IOException e) {
                served.close();
                throw new TransportException(transport.uri, "the repository cannot be served", e);
            }
            transport.onAbort(serving::close);
            init(serving.replies(), serving.requests());
            try {
                readAdvertisedRefs();
            } catch (TransportException e) {
                throw explained(e);
            }
        }

        private TransportException explained(TransportException seen) throws TransportException {
            Throwable failure = serving.failure();
            if (failure == null) {
                return seen;
            }
            close();
            throw served(uri, failure, seen);
        }

        @Override
        protected void doFetch(
                ProgressMonitor monitor, Collection<Ref> want, Set<ObjectId> have, @Nullable OutputStream messages)
                throws TransportException {
            try {
                super.doFetch(monitor, want, have, messages);
            } catch (TransportException e) {
                throw explained(e);
            }
        }

        /** Closes the connection. JGit does so at the end of an exchange, and so does who opened it. */
        @Override
        public void close() {
            super.close();
            if (!closed) {
                closed = true;
                serving.close();
                served.close();
            }
        }
    }

    /** A connection to push. */
    private static final class Push extends BasePackPushConnection {
        private static final int BUFFER = 1 << 16;

        private final Repository served;
        private final ServingThread serving;
        private boolean closed;

        Push(LocalTransport transport, Repository served) throws TransportException {
            super(transport);
            this.served = served;
            try {
                this.serving = new ServingThread(
                        "nautes-cluster-git-receive",
                        BUFFER,
                        (in, out) -> new ReceivePack(served).receive(in, out, OutputStream.nullOutputStream()));
            } catch (IOException e) {
                served.close();
                throw new TransportException(transport.uri, "the repository cannot be served", e);
            }
            transport.onAbort(serving::close);
            init(serving.replies(), serving.requests());
            try {
                readAdvertisedRefs();
            } catch (TransportException e) {
                Throwable failure = serving.failure();
                close();
                if (failure == null) {
                    throw e;
                }
                throw served(uri, failure, e);
            }
        }

        @Override
        protected void doPush(
                ProgressMonitor monitor, Map<String, RemoteRefUpdate> updates, @Nullable OutputStream messages)
                throws TransportException {
            try {
                super.doPush(monitor, updates, messages);
            } catch (TransportException e) {
                Throwable failure = serving.failure();
                if (failure == null || isAnyMade(updates.values())) {
                    throw e;
                }
                RegistryException refused = new RegistryException(
                        FailureCode.SERVER_FAULT,
                        "the repository " + uri + " did not take the push: "
                                + OneLine.shortened(deepest(failure))
                                + "; check the disk and the permissions of its files; nothing was changed");
                refused.addSuppressed(e);
                throw refused;
            }
        }

        /** Returns whether an update was made: what a server elsewhere leaves open can be looked up here. */
        private boolean isAnyMade(Collection<RemoteRefUpdate> updates) {
            try {
                for (RemoteRefUpdate update : updates) {
                    Ref now = served.exactRef(update.getRemoteName());
                    if (now != null && update.getNewObjectId().equals(now.getObjectId())) {
                        return true;
                    }
                }
                return false;
            } catch (IOException e) {
                return true;
            }
        }

        /** Closes the connection. JGit does so at the end of an exchange, and so does who opened it. */
        @Override
        public void close() {
            super.close();
            if (!closed) {
                closed = true;
                serving.close();
                served.close();
            }
        }
    }
}
