package io.nautes.cluster.gitstore.internal.transport;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.gitstore.internal.mirror.MirrorRepository;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
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
 * A transport to a local repository. A thread of this process serves it, or the installed Git if hooks must run or a
 * working tree must be updated. JGit's transport is not used, because it neither checks the repository nor reports why
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
     * @param ref the branch to read or push
     * @throws RegistryException if the repository has a format that cannot be served
     */
    static Transport open(MirrorRepository mirror, GitAddress address, String ref) throws IOException {
        File folder = RepositoryCache.FileKey.resolve(new File(address.uri().getPath()), FS.DETECTED);
        try {
            // The file may be a bundle. JGit refuses anything else.
            return folder == null
                    ? Transport.open(mirror, address.uri())
                    : new LocalTransport(mirror, address.uri(), LocalServer.open(folder), ref);
        } catch (org.eclipse.jgit.errors.NotSupportedException e) {
            throw new IOException(e);
        }
    }

    private ServingSide serving(String name, int buffer, ServingSide.Service service) throws TransportException {
        Repository repository;
        try {
            repository = new FileRepositoryBuilder()
                    .setFS(FS.DETECTED)
                    .setGitDir(server.folder().toFile())
                    .setMustExist(true)
                    .build();
        } catch (IOException e) {
            throw new TransportException(uri, "the repository cannot be opened", e);
        }
        ServingSide serving = ServingSide.start(uri, repository, name, buffer, service);
        onAbort(serving::abort);
        return serving;
    }

    @Override
    public FetchConnection openFetch() throws TransportException {
        return new Fetch(this, serving("nautes-cluster-git-upload", Fetch.BUFFER, (repository, in, out) -> {
            try (UploadPack upload = new UploadPack(repository)) {
                upload.upload(in, out, OutputStream.nullOutputStream());
            }
        }));
    }

    @Override
    public PushConnection openPush() throws TransportException {
        try {
            return server.needsGit(ref)
                    ? new ForkedPush(this, server)
                    : new Push(
                            this,
                            serving(
                                    "nautes-cluster-git-receive",
                                    Push.BUFFER,
                                    (repository, in, out) -> new ReceivePack(repository)
                                            .receive(in, out, OutputStream.nullOutputStream())));
        } catch (TransportException e) {
            throw e;
        } catch (IOException e) {
            throw new TransportException(uri, "the repository cannot be opened", e);
        }
    }

    /** Adds an action that ends a connection of this transport if it is aborted. */
    void onAbort(Runnable ender) {
        enders.add(ender);
        if (aborted) {
            ender.run();
        }
    }

    /** Ends all connections. May be called by any thread. */
    void abort() {
        aborted = true;
        enders.forEach(Runnable::run);
    }

    @Override
    public void close() {
        // Each connection is closed by its owner.
    }

    /** A connection for reading. */
    private static final class Fetch extends BasePackFetchConnection {
        private static final int BUFFER = MIN_CLIENT_BUFFER;

        private final ServingSide serving;

        Fetch(LocalTransport transport, ServingSide serving) throws TransportException {
            super(transport);
            this.serving = serving;
            init(serving.replies(), serving.requests());
            try {
                readAdvertisedRefs();
            } catch (TransportException e) {
                throw serving.explained(e);
            }
        }

        @Override
        protected void doFetch(
                ProgressMonitor monitor, Collection<Ref> want, Set<ObjectId> have, @Nullable OutputStream messages)
                throws TransportException {
            try {
                super.doFetch(monitor, want, have, messages);
            } catch (TransportException e) {
                throw serving.explained(e);
            }
        }

        @Override
        public void close() {
            super.close();
            serving.close();
        }
    }

    /** A connection for pushing. */
    private static final class Push extends BasePackPushConnection {
        private static final int BUFFER = 1 << 16;

        private final ServingSide serving;

        Push(LocalTransport transport, ServingSide serving) throws TransportException {
            super(transport);
            this.serving = serving;
            init(serving.replies(), serving.requests());
            try {
                readAdvertisedRefs();
            } catch (TransportException e) {
                throw serving.explained(e);
            }
        }

        @Override
        protected void doPush(
                ProgressMonitor monitor, Map<String, RemoteRefUpdate> updates, @Nullable OutputStream messages)
                throws TransportException {
            try {
                super.doPush(monitor, updates, messages);
            } catch (TransportException e) {
                String failure = serving.failureMessage();
                if (failure == null || isAnyMade(updates.values())) {
                    throw e;
                }
                RegistryException refused = new RegistryException(
                        FailureCode.SERVER_FAULT,
                        "the repository " + uri + " did not accept the push: " + failure
                                + "; check the disk and the permissions of its files; nothing was changed");
                refused.addSuppressed(e);
                throw refused;
            }
        }

        /** Returns whether an update was made. Unlike with a remote server, this can be looked up here. */
        private boolean isAnyMade(Collection<RemoteRefUpdate> updates) {
            try {
                for (RemoteRefUpdate update : updates) {
                    Ref now = serving.repository().exactRef(update.getRemoteName());
                    if (now != null && update.getNewObjectId().equals(now.getObjectId())) {
                        return true;
                    }
                }
                return false;
            } catch (IOException e) {
                return true;
            }
        }

        @Override
        public void close() {
            super.close();
            serving.close();
        }
    }
}
