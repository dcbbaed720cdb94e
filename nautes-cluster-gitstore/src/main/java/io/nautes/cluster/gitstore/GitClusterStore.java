package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.Identity;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.spi.ClusterStore;
import io.nautes.cluster.core.spi.StoreCommit;
import io.nautes.cluster.core.spi.StoreSnapshot;
import io.nautes.cluster.core.spi.StoreUpdate;
import io.nautes.cluster.gitstore.GitRemote.Head;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/**
 * Keeps clusters in a Git repository: each is the file {@code nautes/overlays/production/clusters/NAME.yaml}, and the
 * {@code kustomization.yaml} beside it lists them. A change of both is one commit.
 *
 * <p>Safe for use by several threads, and by several processes on the same repository: a change is pushed only if the
 * branch is where it was decided; otherwise it is decided again on the new head. Updates that wait at the same time are
 * pushed together, a commit each. Other files, comments, and fields that this library does not know stay as they are.
 *
 * <pre>{@code
 * GitClusterStore store = GitClusterStore.builder("https://gitlab.example.com/tenant/config.git")
 *         .credentials(GitCredentials.token(token))
 *         .open();
 * ClusterRegistry registry = StoreClusterRegistry.over(store);
 * }</pre>
 */
public final class GitClusterStore implements ClusterStore {
    private static final String FOLDER = "nautes/overlays/production/clusters";
    private static final int MAX_BATCH = 64;

    private final GitMirror mirror;
    private final GitRemote remote;
    private final CommitWriter writer;
    private final boolean initialise;
    private final GitCommitter committer;
    private final Queue<PendingUpdate> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock committing = new ReentrantLock(true);
    private final ReentrantLock reading = new ReentrantLock(true);
    private final ClusterFolder readFolder;
    private @Nullable ObjectId readHead;
    private @Nullable GitSnapshot lastSnapshot;
    private volatile boolean closed;

    private GitClusterStore(Builder builder) {
        this.initialise = builder.initialise;
        this.remote =
                new GitRemote(uri(builder.repository), GitMirror.branchRef(builder.branch), builder.credentials, (int)
                        builder.idleTimeout.toSeconds());
        this.writer = new CommitWriter(FOLDER, builder.committer, Clock.systemUTC());
        this.readFolder = new ClusterFolder(FOLDER);
        this.mirror = GitMirror.open(builder.mirror);
        this.committer = new GitCommitter(mirror.repository(), remote, writer, builder.deadline, builder.initialise);
    }

    private static URIish uri(String repository) {
        URIish uri;
        try {
            uri = new URIish(repository);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the repository is neither a URL nor a path");
        }
        if (uri.getPass() != null
                || (uri.getUser() != null
                        && uri.getScheme() != null
                        && uri.getScheme().startsWith("http"))) {
            throw new IllegalArgumentException("the repository's URL "
                    + uri.setUser(null).setPass(null) + " must not hold credentials; give them with credentials(...)");
        }
        return uri;
    }

    /**
     * A builder of a store.
     *
     * @param repository URL of the repository (https, http, file), or a path
     * @return the builder
     */
    public static Builder builder(String repository) {
        return new Builder(repository);
    }

    static String revision(@Nullable ObjectId commit) {
        return commit == null ? ObjectId.zeroId().name() : commit.name();
    }

    static RegistryException branchMissing(GitRemote remote, boolean repositoryIsEmpty) {
        return new RegistryException(
                FailureCode.NOT_FOUND,
                "reading " + remote + ": "
                        + (repositoryIsEmpty ? "the repository is empty" : "there is no such branch")
                        + (repositoryIsEmpty
                                ? "; push a first commit, or open the store with initialiseIfEmpty(true)"
                                : "; name another branch"));
    }

    static Optional<Boolean> isUnchanged(
            Repository mirror, CommitWriter writer, @Nullable ObjectId tip, String name, String since) {
        if (!ObjectId.isId(since)) {
            return Optional.empty();
        }
        ObjectId seen = ObjectId.fromString(since);
        try (ObjectReader reader = mirror.newObjectReader()) {
            boolean none = seen.equals(ObjectId.zeroId());
            if (!none && !reader.has(seen)) {
                return Optional.empty();
            }
            ObjectId before = none ? null : writer.blob(reader, seen, name);
            ObjectId now = tip == null ? null : writer.blob(reader, tip, name);
            return Optional.of(before == null ? now == null : before.equals(now));
        } catch (IOException e) {
            throw GitMirror.localStorage(
                    "the mirror cannot be read", mirror.getDirectory().toPath(), e);
        }
    }

    @Override
    public StoreSnapshot snapshot() {
        reading.lock();
        try {
            checkOpen();
            Head head = remote.fetch(mirror.repository(), readHead);
            ObjectId commit = head.id();
            if (commit == null && !(initialise && head.repositoryIsEmpty())) {
                throw branchMissing(remote, head.repositoryIsEmpty());
            }
            GitSnapshot last = lastSnapshot;
            if (last != null && last.revision().equals(revision(commit))) {
                return last;
            }
            try (ObjectReader reader = mirror.repository().newObjectReader()) {
                readFolder.moveTo(reader, writer.folderTree(reader, commit));
            }
            readHead = commit;
            GitSnapshot snapshot = new GitSnapshot(
                    revision(commit),
                    readFolder.copy(),
                    (name, since) -> isUnchanged(mirror.repository(), writer, commit, name, since));
            lastSnapshot = snapshot;
            return snapshot;
        } catch (IOException e) {
            throw GitMirror.localStorage("the mirror cannot be read", mirror.folder(), e);
        } finally {
            reading.unlock();
        }
    }

    @Override
    public StoreCommit update(StoreUpdate update) {
        PendingUpdate pending = new PendingUpdate(Objects.requireNonNull(update, "update"));
        waiting.add(pending);
        committing.lock();
        try {
            while (!pending.isDone()) {
                List<PendingUpdate> batch = nextBatch();
                if (closed) {
                    batch.forEach(waitingUpdate -> waitingUpdate.fail(closedFailure()));
                } else {
                    committer.commit(batch);
                }
            }
        } finally {
            committing.unlock();
        }
        return pending.outcome();
    }

    private List<PendingUpdate> nextBatch() {
        List<PendingUpdate> batch = new ArrayList<>();
        while (batch.size() < MAX_BATCH) {
            PendingUpdate next = waiting.poll();
            if (next == null) {
                break;
            }
            batch.add(next);
        }
        return batch;
    }

    private static RegistryException closedFailure() {
        return new RegistryException(FailureCode.CANCELLED, "the store is closed; open another one");
    }

    private void checkOpen() {
        if (closed) {
            throw closedFailure();
        }
    }

    /** Waits for the update and the read under way, fails those that wait, and deletes a mirror that the store made. */
    @Override
    public void close() {
        committing.lock();
        reading.lock();
        try {
            if (!closed) {
                closed = true;
                nextBatch().forEach(pending -> pending.fail(closedFailure()));
                mirror.close();
            }
        } finally {
            reading.unlock();
            committing.unlock();
        }
    }

    /** Builds a {@link GitClusterStore}. Not safe for use by several threads. */
    public static final class Builder {
        private final String repository;
        private String branch = "main";
        private Supplier<@Nullable GitCredentials> credentials = () -> null;
        private Identity committer = new Identity("nautes-cluster", "nautes-cluster@nautes.invalid");
        private Duration deadline = Duration.ofSeconds(20);
        private Duration idleTimeout = Duration.ofSeconds(60);
        private @Nullable Path mirror;
        private boolean initialise;

        private Builder(String repository) {
            this.repository = Objects.requireNonNull(repository, "repository");
        }

        /**
         * Sets the branch.
         *
         * @param value the branch; by default {@code main}
         * @return this builder
         */
        public Builder branch(String value) {
            branch = Objects.requireNonNull(value, "branch");
            return this;
        }

        /**
         * Sets the credentials.
         *
         * @param value the credentials; by default none
         * @return this builder
         */
        public Builder credentials(GitCredentials value) {
            Objects.requireNonNull(value, "credentials");
            credentials = () -> value;
            return this;
        }

        /**
         * Sets where credentials come from; it is asked for each connection.
         *
         * @param value a supplier, which several threads may call
         * @return this builder
         */
        public Builder credentials(Supplier<? extends @Nullable GitCredentials> value) {
            Objects.requireNonNull(value, "credentials");
            credentials = () -> value.get();
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
         * Sets how long an update may take, retries after lost races included.
         *
         * @param value the time; by default 20 seconds
         * @return this builder
         */
        public Builder deadline(Duration value) {
            deadline = Objects.requireNonNull(value, "deadline");
            return this;
        }

        /**
         * Sets how long the server may be silent.
         *
         * @param value the time, in whole seconds; by default 60 seconds
         * @return this builder
         */
        public Builder idleTimeout(Duration value) {
            idleTimeout = Objects.requireNonNull(value, "idleTimeout");
            return this;
        }

        /**
         * Sets the folder of the mirror, which is kept when the store is closed, so that the next one starts faster. A
         * folder serves one store at a time.
         *
         * @param value a folder, made if it does not exist; by default one that is deleted on close
         * @return this builder
         */
        public Builder mirror(Path value) {
            mirror = Objects.requireNonNull(value, "mirror");
            return this;
        }

        /**
         * Sets whether the first save may make the branch in a repository without any.
         *
         * @param value {@code true} if it may; by default an empty repository is a failure
         * @return this builder
         */
        public Builder initialiseIfEmpty(boolean value) {
            initialise = value;
            return this;
        }

        /**
         * Opens the store. The repository is not read yet.
         *
         * @return the store
         * @throws IllegalArgumentException if the repository is neither a URL nor a path, or holds credentials
         * @throws RegistryException if the mirror cannot be opened
         */
        public GitClusterStore open() {
            return new GitClusterStore(this);
        }
    }
}
