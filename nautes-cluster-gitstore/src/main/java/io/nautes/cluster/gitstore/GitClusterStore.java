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
 * Keeps clusters in a Git repository: each is the file {@code nautes/overlays/production/clusters/NAME.yaml}, and the
 * {@code kustomization.yaml} beside it lists them. A change of both is one commit.
 *
 * <p>Safe for use by several threads, and by several processes on the same repository: a change is pushed only if the
 * branch is where it was decided; otherwise it is decided again on the new head. Nothing is ever forced. Updates that
 * wait at the same time are pushed together, a commit each. Other files, comments, and fields that this library does
 * not know stay as they are; files that cannot be read are {@linkplain StoreSnapshot#problems() reported} and never
 * overwritten.
 *
 * <p>An update costs one exchange with the server as long as nobody else moves the branch; a snapshot costs one
 * question, and reads only files that differ. The user's and the system's Git configuration, hooks and credential
 * helpers play no part. (JGit looks there once for the SHA-1 implementation to use.)
 *
 * <p>A repository on a path is served by this process, so its configuration and the user's have to be readable. If it
 * has hooks, or a working tree that a push updates, the installed {@code git receive-pack} serves it, with everything
 * that this command looks at. Refused are a push to a checked-out branch (unless {@code receive.denyCurrentBranch}
 * allows it), shallow and partial clones, SHA-256, and extensions of the format that are not known.
 *
 * <p>Decisions, templates, message formats and signers run in a thread of the store, one after the other, and should be
 * quick: one that has not returned by the deadline fails its update. They may read the store. No call takes longer than
 * about the {@linkplain Builder#deadline deadline}, whatever the server does.
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
        this.branch = new TrackedBranch(mirror, remote, reader, builder.initialise, events);
        this.folder = builder.folder;
        this.history = new StoreHistory(branch, folder, () -> Deadline.after(builder.deadline));
        this.previews = new UpdatePreview(branch, writer, access.limiter());
        this.deadline = builder.deadline;
        this.updates = new CommitQueue(branch, new DecisionRunner(branch, writer, access.limiter()), builder.pauses);
    }

    /**
     * Returns a builder of a store.
     *
     * @param repository URL of the repository (https, http, ssh, file), {@code user@host:path} for SSH, or a path; without
     *     a password or token
     * @return the builder
     */
    public static Builder builder(String repository) {
        return new Builder(repository);
    }

    /**
     * Reads what is stored now: the remote is asked each time. While nothing changes the same object is returned. Takes
     * at most about the {@linkplain Builder#deadline deadline}.
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

    /** Returns what was read last, if the server cannot be asked now and a read of that age is allowed. */
    private StoreSnapshot stale(RegistryException failure) {
        LastRead last = lastRead().orElse(null);
        if (last == null || !failure.isRetryable() || last.age().compareTo(staleReads) > 0) {
            throw failure;
        }
        Listeners.tell(() -> listener.staleRead(last.age(), failure));
        return last.snapshot();
    }

    /**
     * Returns what is stored, as the server confirmed it no longer ago than a given time. Changes that this store made
     * are in it.
     *
     * @param maxAge how old it may be; zero asks the server, as {@link #snapshot()} does
     * @return an immutable snapshot
     * @throws RegistryException if the server has to be asked and does not answer
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

    /** This store for one call, whose operations share a deadline. */
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
     * Returns what is known without asking the server, such as for showing it while the server cannot be reached. Never
     * waits.
     *
     * @return what was read or written last, and its age; empty if nothing was yet
     */
    public Optional<LastRead> lastRead() {
        return branch.last().map(head -> new LastRead(head.snapshot(), head.age()));
    }

    /** Takes at most about the {@linkplain Builder#deadline deadline}. A decision must not call this method. */
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
     * <p>Nothing is sent to the server but the question where its branch is. The files are all those of the repository,
     * those that templates render among them.
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
     * <p>The commits say in their trailers what they change, and only of those that do not, such as those that people
     * made by hand, the files are compared. A revision is a commit.
     */
    @Override
    public List<ClusterRevision> history(String name, int limit) {
        checkOpen();
        return history.history(name, limit);
    }

    /**
     * {@inheritDoc}
     *
     * @param revision a commit of the branch's history: its id, or the first digits of it, 4 at least. A commit that a
     *     rewritten branch has lost is found as long as it is in the mirror.
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
     * Returns the changes of the clusters since a revision, and their authors: the drift from what the caller knows.
     *
     * @param revision as for {@link #findAt}
     * @return the changes; {@link ClusterDrift.HistoryRewritten} if the revision is not in the history of what is stored
     *     now, which holds for every full id that is not known
     * @throws UnknownRevisionException if the revision is not the id of a commit, or the beginning of none or of several
     * @throws RegistryException if the remote cannot be read
     */
    public ClusterDrift changesSince(String revision) {
        checkOpen();
        return StoreResults.drift(history.changesSince(revision));
    }

    /**
     * Looks whether the folder of clusters is in order: every cluster's file is listed once, every line names a file,
     * and all can be read. Changes nothing.
     *
     * @return the problems to fix; empty if all is in order
     * @throws RegistryException if the remote cannot be read
     */
    public RepositoryReport verify() {
        checkOpen();
        return StoreResults.report(history.verify());
    }

    /**
     * Watches the clusters, in a thread of its own: asks the server again and again, and reports what changed. The
     * first question is asked at once.
     *
     * @param listener is notified of the changes
     * @param options how
     * @return the watch, to be closed by the caller; closing the store closes it too
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
     * Ends all watches, fails the updates that wait, gives those that are being pushed up to five seconds, and deletes
     * a mirror that the store made.
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

    /** Builds a {@link GitClusterStore}. Not safe for use by several threads. */
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
        private boolean initialise;

        private Builder(String repository) {
            this.repository = Objects.requireNonNull(repository, "repository");
        }

        /**
         * Sets the branch.
         *
         * @param value the branch; by default {@code main}
         * @return this builder
         * @throws IllegalArgumentException if no branch can have such a name
         */
        public Builder branch(String value) {
            Objects.requireNonNull(value, "branch");
            if (!Repository.isValidRefName(RemoteBranch.fullName(value))) {
                throw new IllegalArgumentException("branch: \"" + value + "\" cannot be the name of a branch");
            }
            branch = value;
            return this;
        }

        /**
         * Sets the folder of the clusters' files.
         *
         * @param value a path in the repository, with {@code /} between its steps; by default
         *     {@code nautes/overlays/production/clusters}
         * @return this builder
         * @throws IllegalArgumentException if it is not such a path
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
         * Sets the credentials. They are sent to the repository's server only, also when it redirects elsewhere.
         *
         * @param value the credentials; by default none
         * @return this builder
         */
        public Builder credentials(GitCredentials value) {
            credentials = value.source();
            return this;
        }

        /**
         * Sets where credentials come from. The supplier is asked for each exchange with the server, and once more when
         * the server refuses the credentials of an operation.
         *
         * @param value the supplier
         * @return this builder
         */
        public Builder credentials(CredentialSupplier<GitCredentials> value) {
            credentials = GitCredentials.source(value);
            return this;
        }

        /**
         * Sets who commits; the author is whoever makes a change. Some servers want an address they know.
         *
         * @param value the identity
         * @return this builder
         */
        public Builder committer(Identity value) {
            committer = Objects.requireNonNull(value, "committer");
            return this;
        }

        /**
         * Sets how commits are worded.
         *
         * @param value the format; by default {@link CommitMessageFormat#trailers()}
         * @return this builder
         */
        public Builder commitMessages(CommitMessageFormat value) {
            messages = Objects.requireNonNull(value, "commitMessages");
            return this;
        }

        /**
         * Sets who signs commits.
         *
         * @param value the signer; by default commits are not signed, whatever the user's Git configuration says
         * @return this builder
         */
        public Builder signer(CommitSigner value) {
            signer = Objects.requireNonNull(value, "signer");
            return this;
        }

        /**
         * Sets the listener that is notified of rewritten branches and similar events.
         *
         * @param value the listener; by default nobody
         * @return this builder
         */
        public Builder listener(GitStoreListener value) {
            listener = Objects.requireNonNull(value, "listener");
            return this;
        }

        /**
         * Sets how long an update or a read may take, all attempts included.
         *
         * @param value the time, to the millisecond; by default 20 seconds
         * @return this builder
         */
        public Builder deadline(Duration value) {
            deadline = positive(value, "deadline");
            return this;
        }

        /**
         * Sets for how long reads go on while the server cannot be reached, is too slow, or fails: {@link #snapshot()}
         * then gives what was read last, and {@link GitStoreListener#staleRead} reports its age. Updates are never
         * decided on it alone.
         *
         * @param value how old what is read may be; by default zero, so that reads fail with their server
         * @return this builder
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
         * Sets how long a connection may take to be made; the deadline holds besides.
         *
         * @param value the time, to the millisecond; by default 10 seconds
         * @return this builder
         */
        public Builder connectTimeout(Duration value) {
            connectTimeout = positive(value, "connectTimeout");
            return this;
        }

        /**
         * Sets how long the server may be silent; the deadline holds besides.
         *
         * @param value the time, to the millisecond; by default 60 seconds
         * @return this builder
         */
        public Builder idleTimeout(Duration value) {
            idleTimeout = positive(value, "idleTimeout");
            return this;
        }

        private static Duration positive(Duration value, String name) {
            Objects.requireNonNull(value, name);
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException(name + ": must be longer than nothing (got " + value + ")");
            }
            return value;
        }

        /**
         * Sets the folder of the mirror, which is kept when the store is closed, so that the next one starts faster. A
         * folder serves one store at a time.
         *
         * @param value a folder, created if it does not exist; by default one that only its owner can read, in the user's
         *     cache ({@code XDG_CACHE_HOME} or {@code ~/.cache}, {@code ~/Library/Caches}, {@code %LOCALAPPDATA%}; the
         *     system's folder for temporary files if that cannot be used), and that is deleted on close
         * @return this builder
         */
        public Builder mirror(Path value) {
            mirror = Objects.requireNonNull(value, "mirror");
            return this;
        }

        /**
         * Sets which certificate authorities are trusted, in place of the platform's.
         *
         * @param value a file with certificates in PEM form
         * @return this builder
         * @throws IllegalArgumentException if it cannot be read or holds no certificate
         */
        public Builder trustedCertificates(Path value) {
            tls = PemTrust.context(Objects.requireNonNull(value, "trustedCertificates"));
            return this;
        }

        /**
         * Sets how TLS connections are made, client certificates included.
         *
         * @param value the context; by default the platform's
         * @return this builder
         */
        public Builder sslContext(SSLContext value) {
            tls = Objects.requireNonNull(value, "sslContext");
            return this;
        }

        /**
         * Sets the proxy for HTTP. SOCKS proxies are not supported.
         *
         * @param value selects the proxy; by default the platform's choice
         * @return this builder
         */
        public Builder proxy(ProxySelector value) {
            proxy = Objects.requireNonNull(value, "proxy");
            return this;
        }

        /**
         * Sets how a server is spoken to over SSH, such as that of {@code git@gitlab.example.com:tenant/config.git}.
         * Needed for such repositories, and for no others. The program has to bring the library
         * {@code org.eclipse.jgit:org.eclipse.jgit.ssh.apache}.
         *
         * @param value the key and the known servers
         * @return this builder
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
         * Sets whether the first save may make the branch in a repository without any. A branch that was there and is
         * gone is never made again.
         *
         * @param value {@code true} if it may; by default an empty repository is a failure
         * @return this builder
         */
        public Builder initializeIfEmpty(boolean value) {
            initialise = value;
            return this;
        }

        /**
         * Sets what is written besides the clusters' resources, in the same commits: with {@link ClusterTemplates} what
         * installs their components. A save that changes no resource then still writes what differs.
         *
         * @param value the renderer; by default nothing is written besides
         * @return this builder
         */
        public Builder withTemplates(TreeRenderer value) {
            renderer = Objects.requireNonNull(value, "templates");
            return this;
        }

        /** Sets the clock that dates commits. */
        Builder clock(Clock value) {
            clock = value;
            return this;
        }

        /** Sets the size in bytes past which the mirror is cloned again. */
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
         * Opens the store. The repository is not read yet.
         *
         * @return the store
         * @throws IllegalArgumentException if the repository is neither a URL nor a path, holds credentials, or is spoken
         *     to over SSH and {@link #ssh} or its library is missing
         * @throws RegistryException if the mirror cannot be opened
         * @throws IllegalStateException if the version of JGit is not supported: 7.3 or newer, before 8, is needed
         */
        public GitClusterStore open() {
            return new GitClusterStore(this);
        }
    }
}
