package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.ClusterRevision;
import io.nautes.cluster.core.Identity;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.UnknownRevisionException;
import io.nautes.cluster.core.catalog.InstallPaths;
import io.nautes.cluster.core.spi.ClusterHistory;
import io.nautes.cluster.core.spi.ClusterStore;
import io.nautes.cluster.core.spi.CredentialSupplier;
import io.nautes.cluster.core.spi.StoreCommit;
import io.nautes.cluster.core.spi.StorePreview;
import io.nautes.cluster.core.spi.StoreSnapshot;
import io.nautes.cluster.core.spi.StoreUpdate;
import io.nautes.cluster.gitstore.internal.branch.TrackedBranch;
import io.nautes.cluster.gitstore.internal.commit.CommitQueue;
import io.nautes.cluster.gitstore.internal.commit.CommitTexts;
import io.nautes.cluster.gitstore.internal.commit.CommitWriter;
import io.nautes.cluster.gitstore.internal.commit.DecisionRunner;
import io.nautes.cluster.gitstore.internal.commit.PreviewedTree;
import io.nautes.cluster.gitstore.internal.commit.RenderedFiles;
import io.nautes.cluster.gitstore.internal.commit.UpdatePreview;
import io.nautes.cluster.gitstore.internal.history.PollingWatch;
import io.nautes.cluster.gitstore.internal.history.StoreHistory;
import io.nautes.cluster.gitstore.internal.history.WatchPacer;
import io.nautes.cluster.gitstore.internal.mirror.ObjectMirror;
import io.nautes.cluster.gitstore.internal.objects.RepoPath;
import io.nautes.cluster.gitstore.internal.snapshot.SnapshotReader;
import io.nautes.cluster.gitstore.internal.transport.CredentialSource;
import io.nautes.cluster.gitstore.internal.transport.GitAddress;
import io.nautes.cluster.gitstore.internal.transport.PemTrust;
import io.nautes.cluster.gitstore.internal.transport.RemoteBranch;
import io.nautes.cluster.gitstore.internal.transport.ServerAccess;
import io.nautes.cluster.gitstore.internal.transport.ServerSettings;
import io.nautes.cluster.gitstore.internal.transport.SshAccess;
import io.nautes.cluster.gitstore.internal.util.ClosedStore;
import io.nautes.cluster.gitstore.internal.util.Deadline;
import io.nautes.cluster.gitstore.internal.util.Listeners;
import io.nautes.cluster.gitstore.internal.util.Pauses;
import io.nautes.cluster.gitstore.internal.util.StoreEvents;
import io.nautes.cluster.gitstore.internal.util.StoreListener;
import io.nautes.cluster.gitstore.spi.TreeRenderer;
import io.nautes.cluster.model.ClusterResource;
import java.net.ProxySelector;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ClusterStore} in a Git repository. Each cluster is the file {@code
 * nautes/overlays/production/clusters/NAME.yaml}, and the {@code kustomization.yaml} in the same folder lists these
 * files. One commit changes both.
 *
 * <p>Safe for use by several threads, and by several processes on the same repository. A change is pushed only if the
 * branch still has the head on which the change was decided; otherwise the change is decided again on the new head. No
 * push is ever forced. Updates that wait at the same time are pushed together, with a commit each. Other files,
 * comments, and fields that this library does not know are kept. Files that cannot be read are {@linkplain
 * StoreSnapshot#problems() reported} and never overwritten.
 *
 * <p>An update takes one exchange with the server if no other client moves the branch. A snapshot takes one request,
 * and reads only the files that have changed. The Git configuration, hooks and credential helpers of the user and the
 * system are ignored. (JGit reads the configuration once, to choose its implementation of SHA-1.)
 *
 * <p>A repository on a local path is served by this process, which therefore must be able to read the repository's and
 * the user's configuration. If the repository has hooks, or a working tree that a push updates, the installed {@code
 * git receive-pack} serves it instead, and respects everything that this command respects. The store refuses shallow
 * and partial clones, SHA-256, unknown extensions of the repository format, and a push to a checked-out branch (unless
 * {@code receive.denyCurrentBranch} allows it).
 *
 * <p>Decisions, templates, message formats and signers run in threads of the store, those of updates one after the
 * other. They should be quick: if one has not returned by the deadline, its update fails. They may read the store. No
 * call takes much longer than the {@linkplain Builder#deadline deadline}, whatever the server does.
 *
 * <p>After the store is closed, all operations except {@link #lastRead} fail with {@link
 * io.nautes.cluster.core.FailureCode#CANCELLED}.
 *
 * <pre>{@code
 * GitClusterStore store = GitClusterStore.builder(repository)
 *         .credentials(GitCredentials.token(token))
 *         .open();
 * ClusterRegistry registry = StoreClusterRegistry.over(store);
 * }</pre>
 */
public final class GitClusterStore implements ClusterStore, ClusterHistory {
    private final ServerAccess access;
    private final TrackedBranch branch;
    private final RepoPath folder;
    private final StoreHistory history;
    private final CommitQueue updates;
    private final UpdatePreview previews;
    private final GitStoreListener listener;
    private final Duration deadline;
    private final Duration staleReads;
    private final AtomicBoolean closed = new AtomicBoolean();

    private GitClusterStore(Builder builder) {
        GitAddress address = GitAddress.of(builder.repository);
        ServerSettings http = new ServerSettings(
                builder.credentials,
                builder.connectTimeout,
                builder.idleTimeout,
                builder.tls,
                builder.proxy,
                builder.ssh(address));
        this.access = new ServerAccess(address, http);
        StoreListener receiver = StoreResults.events(builder.listener);
        StoreEvents events = new StoreEvents(receiver, access.limiter());
        RemoteBranch remote = new RemoteBranch(access, builder.branch, builder.pauses, events);
        RenderedFiles rendered =
                builder.renderer == null ? null : new RenderedFiles(builder.renderer, address.toString(), receiver);
        CommitWriter writer = new CommitWriter(builder.committer, builder.clock, builder.texts(), rendered);
        this.staleReads = builder.staleReads;
        this.listener = builder.listener;
        ObjectMirror mirror = ObjectMirror.open(builder.mirror, builder.mirrorWaste);
        SnapshotReader reader = new SnapshotReader(mirror, builder.folder);
        this.branch = new TrackedBranch(mirror, remote, reader, builder.initializeIfEmpty, events);
        this.folder = builder.folder;
        this.history = new StoreHistory(branch, folder, () -> Deadline.after(builder.deadline));
        this.previews = new UpdatePreview(branch, writer, access.limiter());
        this.deadline = builder.deadline;
        this.updates = new CommitQueue(branch, new DecisionRunner(branch, writer, access.limiter()), builder.pauses);
    }

    /**
     * Returns a builder of a store.
     *
     * @param repository the URL of the repository (https, http, ssh, file), {@code user@host:path} for SSH, or a path;
     *     without a password or token
     */
    public static Builder builder(String repository) {
        return new Builder(repository);
    }

    /**
     * Reads what is stored now. The server is asked each time; while nothing changes, the same object is returned. The
     * call takes about the {@linkplain Builder#deadline deadline} at most.
     */
    @Override
    public StoreSnapshot snapshot() {
        return snapshot(Deadline.after(deadline));
    }

    private StoreSnapshot snapshot(Deadline end) {
        checkOpen();
        try {
            return branch.refresh(end);
        } catch (RegistryException e) {
            return stale(e);
        }
    }

    /** Returns what was read last if the server cannot be asked now and a read of that age is allowed. */
    private StoreSnapshot stale(RegistryException failure) {
        LastRead last = lastRead().orElse(null);
        if (last == null || !failure.isRetryable() || last.age().compareTo(staleReads) > 0) {
            throw failure;
        }
        Listeners.call(() -> listener.staleRead(last.age(), failure));
        return last.snapshot();
    }

    /**
     * Returns the stored clusters as the server confirmed them within the given time. The snapshot includes all changes
     * that this store made.
     *
     * @param maxAge the maximum age of the snapshot; zero asks the server, as {@link #snapshot()} does
     * @return an immutable snapshot
     * @throws RegistryException if the server must be asked and cannot be read
     */
    @Override
    public StoreSnapshot snapshot(Duration maxAge) {
        return snapshot(maxAge, Deadline.after(deadline));
    }

    private StoreSnapshot snapshot(Duration maxAge, Deadline end) {
        Objects.requireNonNull(maxAge, "maxAge");
        checkOpen();
        LastRead last = lastRead().orElse(null);
        return last != null && last.age().compareTo(maxAge) < 0 ? last.snapshot() : snapshot(end);
    }

    @Override
    public ClusterStore within(Duration time) {
        checkOpen();
        return new Limited(Deadline.after(time));
    }

    /** A view of this store for one call. All its operations share a deadline. */
    private final class Limited implements ClusterStore, ClusterHistory {
        private final Deadline end;
        private final StoreHistory past;

        Limited(Deadline end) {
            this.end = end;
            this.past = new StoreHistory(branch, folder, () -> end);
        }

        @Override
        public StoreSnapshot snapshot() {
            return GitClusterStore.this.snapshot(end);
        }

        @Override
        public StoreSnapshot snapshot(Duration maxAge) {
            return GitClusterStore.this.snapshot(maxAge, end);
        }

        @Override
        public ClusterStore within(Duration time) {
            return new Limited(end.atMost(time));
        }

        @Override
        public StoreCommit update(StoreUpdate update) {
            return GitClusterStore.this.update(update, end.left());
        }

        @Override
        public StorePreview preview(StoreUpdate update) {
            return GitClusterStore.this.preview(update, end);
        }

        @Override
        public List<ClusterRevision> history(String name, int limit) {
            checkOpen();
            return past.history(name, limit);
        }

        @Override
        public Optional<ClusterResource> findAt(String name, String revision) {
            checkOpen();
            return past.findAt(name, revision);
        }

        @Override
        public StoreSnapshot snapshot(String revision) {
            checkOpen();
            return past.snapshot(revision);
        }

        @Override
        public void close() {}
    }

    /**
     * Returns the content that is known without asking the server, for example to show it while the server cannot be
     * reached. This method never waits.
     *
     * @return the content that was read or written last, and its age; empty if nothing was read or written yet
     */
    public Optional<LastRead> lastRead() {
        return branch.last().map(head -> new LastRead(head.snapshot(), head.age()));
    }

    /**
     * {@inheritDoc}
     *
     * <p>The call takes about the {@linkplain Builder#deadline deadline} at most.
     *
     * @throws IllegalStateException if it is called by a decision
     */
    @Override
    public StoreCommit update(StoreUpdate update) {
        return update(update, deadline);
    }

    private StoreCommit update(StoreUpdate update, Duration time) {
        Objects.requireNonNull(update, "update");
        checkOpen();
        return updates.submit(update, time);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The server is only asked for the head of the branch, and nothing is pushed. The files of the preview are all
     * files of the repository, including those that templates render.
     */
    @Override
    public StorePreview preview(StoreUpdate update) {
        return preview(update, Deadline.after(deadline));
    }

    private StorePreview preview(StoreUpdate update, Deadline end) {
        Objects.requireNonNull(update, "update");
        checkOpen();
        PreviewedTree tree = previews.run(update, end);
        return new StorePreview(tree.revision(), new RepositoryPreview(tree));
    }

    /**
     * {@inheritDoc}
     *
     * <p>A revision is a commit. The trailers of a commit name the clusters that it changes; if a commit has no such
     * trailers, for example because a person made it, its files are compared.
     */
    @Override
    public List<ClusterRevision> history(String name, int limit) {
        checkOpen();
        return history.history(name, limit);
    }

    /**
     * {@inheritDoc}
     *
     * @param revision a commit in the branch's history: its id, or at least the first 4 digits of it. A commit that is
     *     no longer in the history, because the branch was rewritten, is found while it is in the mirror.
     */
    @Override
    public Optional<ClusterResource> findAt(String name, String revision) {
        checkOpen();
        return history.findAt(name, revision);
    }

    /**
     * {@inheritDoc}
     *
     * @param revision as for {@link #findAt}
     */
    @Override
    public StoreSnapshot snapshot(String revision) {
        checkOpen();
        return history.snapshot(revision);
    }

    /**
     * Returns the changes of the clusters since a revision, with their authors.
     *
     * @param revision as for {@link #findAt}
     * @return the changes; {@link ClusterDrift.HistoryRewritten} if the revision is not in the branch's history, which
     *     includes any unknown full id
     * @throws UnknownRevisionException if the revision is not an id of a commit, or is a short id that matches no
     *     commit or several
     * @throws RegistryException if the repository cannot be read
     */
    public ClusterDrift changesSince(String revision) {
        checkOpen();
        return StoreResults.drift(history.changesSince(revision));
    }

    /**
     * Checks the folder of clusters: each cluster's file must be listed exactly once, each listed file must exist, and
     * all files must be readable. Nothing is changed.
     *
     * @return the problems to fix; without problems if everything is in order
     * @throws RegistryException if the repository cannot be read
     */
    public RepositoryReport verify() {
        checkOpen();
        return StoreResults.report(history.verify());
    }

    /**
     * Starts a watch on the clusters. The watch has a separate thread that polls the server and reports changes. The
     * first poll begins immediately.
     *
     * @param listener the listener to notify of changes
     * @param options the options of the watch
     * @return the watch, which the caller closes; closing the store closes it too
     * @throws RegistryException if the store is closed
     */
    public ClusterWatch watch(ClusterWatchListener listener, WatchOptions options) {
        return watch(listener, options, WatchPacer.real());
    }

    ClusterWatch watch(ClusterWatchListener listener, WatchOptions options, WatchPacer pacer) {
        Objects.requireNonNull(listener, "listener");
        Objects.requireNonNull(options, "options");
        checkOpen();
        return new ClusterWatch(history.watch(
                StoreResults.observer(listener),
                new PollingWatch.Schedule(
                        options.pollInterval(),
                        options.longestPause(),
                        options.since().orElse(null)),
                pacer));
    }

    private void checkOpen() {
        if (closed.get()) {
            throw ClosedStore.failure();
        }
    }

    /**
     * Ends all watches, fails the updates that wait, gives updates that are being pushed up to five seconds, and
     * deletes the mirror unless {@link Builder#mirror} was set. Closing the store again has no effect.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            history.close();
            updates.close();
            access.close();
            branch.close();
        }
    }

    /** A builder of a {@link GitClusterStore}. Not safe for use by several threads. */
    public static final class Builder {
        private final String repository;
        private String branch = "main";
        private RepoPath folder = RepoPath.of(InstallPaths.CLUSTERS_FOLDER);
        private CredentialSource credentials = CredentialSource.NONE;
        private Identity committer = new Identity("nautes-cluster", "nautes-cluster@nautes.invalid");
        private CommitMessageFormat messages = CommitMessageFormat.trailers();
        private GitStoreListener listener = new GitStoreListener() {};
        private Duration deadline = Duration.ofSeconds(20);
        private Duration staleReads = Duration.ZERO;
        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration idleTimeout = Duration.ofSeconds(60);
        private Clock clock = Clock.systemUTC();
        private Pauses pauses = Thread::sleep;
        private long mirrorWaste = ObjectMirror.DEFAULT_WASTE_BYTES;
        private @Nullable Path mirror;
        private @Nullable SSLContext tls;
        private @Nullable ProxySelector proxy;
        private @Nullable GitSsh ssh;
        private @Nullable TreeRenderer renderer;
        private @Nullable CommitSigner signer;
        private boolean initializeIfEmpty;

        private Builder(String repository) {
            this.repository = Objects.requireNonNull(repository, "repository");
        }

        /**
         * Sets the branch.
         *
         * @param value the short name of the branch; by default {@code main}
         * @throws IllegalArgumentException if the name is not valid for a branch
         */
        public Builder branch(String value) {
            Objects.requireNonNull(value, "branch");
            if (!Repository.isValidRefName(RemoteBranch.fullName(value))) {
                throw new IllegalArgumentException("branch: \"" + value + "\" is not a valid branch name");
            }
            branch = value;
            return this;
        }

        /**
         * Sets the folder of the clusters' files.
         *
         * @param value a path in the repository, with {@code /} between its segments; by default {@code
         *     nautes/overlays/production/clusters}
         * @throws IllegalArgumentException if the path is not valid
         */
        public Builder folder(String value) {
            Objects.requireNonNull(value, "folder");
            try {
                folder = RepoPath.of(value);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "folder: \"" + value + "\" is not a path in a repository: it " + e.getMessage(), e);
            }
            return this;
        }

        /**
         * Sets the credentials. They are sent only to the repository's server, even if it redirects to another server.
         *
         * @param value the credentials; by default none
         */
        public Builder credentials(GitCredentials value) {
            credentials = value.source();
            return this;
        }

        /**
         * Sets the supplier of credentials. It is called for each exchange with the server, and once more for an
         * operation whose credentials the server refuses.
         *
         * @param value the supplier
         */
        public Builder credentials(CredentialSupplier<GitCredentials> value) {
            credentials = GitCredentials.source(value);
            return this;
        }

        /**
         * Sets the committer. The author of a commit is the author of its change, or the committer if the change names
         * none. Some servers accept only email addresses that they know.
         *
         * @param value the committer; by default {@code nautes-cluster <nautes-cluster@nautes.invalid>}
         */
        public Builder committer(Identity value) {
            committer = Objects.requireNonNull(value, "committer");
            return this;
        }

        /**
         * Sets the format of commit messages.
         *
         * @param value the format; by default {@link CommitMessageFormat#trailers()}
         */
        public Builder commitMessages(CommitMessageFormat value) {
            messages = Objects.requireNonNull(value, "commitMessages");
            return this;
        }

        /**
         * Sets the signer of commits.
         *
         * @param value the signer; by default commits are not signed, whatever the user's Git configuration says
         */
        public Builder signer(CommitSigner value) {
            signer = Objects.requireNonNull(value, "signer");
            return this;
        }

        /**
         * Sets the listener that is notified of rewritten branches and similar events.
         *
         * @param value the listener; by default none
         */
        public Builder listener(GitStoreListener value) {
            listener = Objects.requireNonNull(value, "listener");
            return this;
        }

        /**
         * Sets the maximum duration of an update or a read, including all attempts.
         *
         * @param value a positive duration, with a precision of milliseconds; by default 20 seconds
         * @throws IllegalArgumentException if the duration is not positive
         */
        public Builder deadline(Duration value) {
            deadline = positive(value, "deadline");
            return this;
        }

        /**
         * Sets how long reads may return old content while the server cannot be reached, is too slow, or fails. {@link
         * #snapshot()} then returns what was read last, and {@link GitStoreListener#staleRead} reports its age. An
         * update is never decided on old content alone.
         *
         * @param value the maximum age of the content; by default zero, so a read fails if the server cannot be read
         * @throws IllegalArgumentException if the duration is negative
         */
        public Builder staleReads(Duration value) {
            Objects.requireNonNull(value, "staleReads");
            if (value.isNegative()) {
                throw new IllegalArgumentException("staleReads: must not be negative (got " + value + ")");
            }
            staleReads = value;
            return this;
        }

        /**
         * Sets the maximum duration of connecting to the server. The {@linkplain #deadline deadline} applies as well.
         *
         * @param value a positive duration, with a precision of milliseconds; by default 10 seconds
         * @throws IllegalArgumentException if the duration is not positive
         */
        public Builder connectTimeout(Duration value) {
            connectTimeout = positive(value, "connectTimeout");
            return this;
        }

        /**
         * Sets the maximum duration of a silence of the server. The {@linkplain #deadline deadline} applies as well.
         *
         * @param value a positive duration, with a precision of milliseconds; by default 60 seconds
         * @throws IllegalArgumentException if the duration is not positive
         */
        public Builder idleTimeout(Duration value) {
            idleTimeout = positive(value, "idleTimeout");
            return this;
        }

        private static Duration positive(Duration value, String name) {
            Objects.requireNonNull(value, name);
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException(name + ": must be positive (got " + value + ")");
            }
            return value;
        }

        /**
         * Sets the folder of the local mirror. It is kept when the store is closed, so the next store starts faster.
         * Only one store at a time can use a folder.
         *
         * <p>The default folder is in the user's cache ({@code XDG_CACHE_HOME} or {@code ~/.cache}, {@code
         * ~/Library/Caches}, {@code %LOCALAPPDATA%}), or in the system's folder for temporary files if the cache cannot
         * be used.
         *
         * @param value a folder, created if it does not exist; by default a new one that only its owner can read, and
         *     that is deleted when the store is closed
         */
        public Builder mirror(Path value) {
            mirror = Objects.requireNonNull(value, "mirror");
            return this;
        }

        /**
         * Sets the certificate authorities to trust, instead of those of the platform. This replaces {@link
         * #sslContext}.
         *
         * @param value a file with certificates in PEM format
         * @throws IllegalArgumentException if the file cannot be read or contains no certificate
         */
        public Builder trustedCertificates(Path value) {
            tls = PemTrust.context(Objects.requireNonNull(value, "trustedCertificates"));
            return this;
        }

        /**
         * Sets the TLS context, for example one with client certificates. This replaces {@link #trustedCertificates}.
         *
         * @param value the context; by default that of the platform
         */
        public Builder sslContext(SSLContext value) {
            tls = Objects.requireNonNull(value, "sslContext");
            return this;
        }

        /**
         * Sets the proxy for HTTP. SOCKS proxies are not supported.
         *
         * @param value the selector of the proxy; by default that of the platform
         */
        public Builder proxy(ProxySelector value) {
            proxy = Objects.requireNonNull(value, "proxy");
            return this;
        }

        /**
         * Sets the access over SSH, which addresses such as {@code git@gitlab.example.com:tenant/config.git} need.
         * Other addresses ignore it. The program must add the library {@code
         * org.eclipse.jgit:org.eclipse.jgit.ssh.apache}.
         *
         * @param value the key and the known servers
         */
        public Builder ssh(GitSsh value) {
            ssh = Objects.requireNonNull(value, "ssh");
            return this;
        }

        private @Nullable SshAccess ssh(GitAddress address) {
            return address.isSsh() ? SshAccess.usable(ssh == null ? null : ssh.access(), address) : null;
        }

        private CommitTexts texts() {
            CommitMessageFormat format = messages;
            return new CommitTexts(
                    (operation, clusters, requestId, given) ->
                            format.message(new CommitMessageFormat.Details(operation, clusters, requestId, given)),
                    signer == null ? null : signer::sign);
        }

        /**
         * Sets whether the first save may create the branch in a repository without branches. A branch that once
         * existed is not created again.
         *
         * @param value {@code true} if the branch may be created; by default an empty repository is a failure
         */
        public Builder initializeIfEmpty(boolean value) {
            initializeIfEmpty = value;
            return this;
        }

        /**
         * Sets the renderer of files that are written in the same commits as the clusters' resources. With {@link
         * ClusterTemplates}, these files install the clusters' components. A save that changes no resource then still
         * writes the rendered files that differ.
         *
         * @param value the renderer; by default no other files are written
         */
        public Builder withTemplates(TreeRenderer value) {
            renderer = Objects.requireNonNull(value, "templates");
            return this;
        }

        /** Sets the clock for the dates of commits. */
        Builder clock(Clock value) {
            clock = value;
            return this;
        }

        /** Sets the number of bytes at which the mirror is cloned again. */
        Builder mirrorWaste(long value) {
            mirrorWaste = value;
            return this;
        }

        /** Sets how the store waits between attempts. */
        Builder pauses(Pauses value) {
            pauses = value;
            return this;
        }

        /**
         * Opens the store. It does not connect yet.
         *
         * @return the store
         * @throws IllegalArgumentException if the repository is neither a URL nor a path, contains credentials, or is
         *     accessed over SSH and the access or the library for it is missing
         * @throws RegistryException if the mirror cannot be opened
         * @throws IllegalStateException if the version of JGit is not supported: it must be 7.3 or newer, and older
         *     than 8
         */
        public GitClusterStore open() {
            return new GitClusterStore(this);
        }
    }
}
