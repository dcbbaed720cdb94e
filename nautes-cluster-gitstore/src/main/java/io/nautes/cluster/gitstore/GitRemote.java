package io.nautes.cluster.gitstore;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.storage.pack.PackConfig;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.PushConnection;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.jspecify.annotations.Nullable;

/**
 * One branch of the remote repository. Talks to JGit's connections directly: its fetch and push commands would look for
 * local refs, run hooks and force what was not asked for. Safe for use by several threads.
 */
final class GitRemote {
    private static final int MAX_ATTEMPTS = 4;

    /** The least that JGit takes without giving deltas up. */
    private static final int DELTA_WINDOW = 3;

    /** What JGit reports, and git. */
    private static final Pattern LOCKED =
            Pattern.compile("failed to (?:lock|update ref)|cannot lock ref|unable to lock", Pattern.CASE_INSENSITIVE);

    private final GitAddress address;
    private final String ref;
    private final HttpSettings settings;
    private final Pauses pauses;
    private final GitStoreListener listener;

    GitRemote(GitAddress address, String branch, HttpSettings settings, Pauses pauses, GitStoreListener listener) {
        this.address = address;
        this.ref = fullName(branch);
        this.settings = settings;
        this.pauses = pauses;
        this.listener = listener;
    }

    static String fullName(String branch) {
        return branch.startsWith(Constants.R_REFS) ? branch : Constants.R_HEADS + branch;
    }

    @Override
    public String toString() {
        return address + " " + ref;
    }

    /**
     * What the remote says of its branch.
     *
     * @param id the head; {@code null} if the branch does not exist
     * @param branches the branches that exist, if this one does not
     */
    record Head(@Nullable ObjectId id, List<String> branches) {}

    /** How a push ended. */
    sealed interface PushOutcome {}

    /** The branch is at the new commit. */
    record Accepted() implements PushOutcome {}

    /** The branch was somewhere else before anything was sent. */
    record Moved() implements PushOutcome {}

    /**
     * The server did not move the branch: somebody else was faster, or it refuses, or the branch is locked.
     *
     * @param reason what it reports of the branch
     * @param words that, and what it says besides, fit to be shown
     */
    record Refused(String reason, String words) implements PushOutcome {
        /**
         * Whether the branch could not be locked. The only use of a server's words, and only if the branch has not moved:
         * nothing else tells a lock from a refusal. What hooks say is not looked at.
         */
        boolean isLock() {
            return LOCKED.matcher(reason).find();
        }
    }

    /** The connection broke after the push began. */
    record Unknown(Exception failure, String words) implements PushOutcome {}

    private interface Exchange<T> {
        T run(Transport transport) throws IOException;
    }

    /** Runs an exchange that may be repeated, until it succeeds, fails for good, or takes too long. */
    private <T> T repeatable(MirrorRepository mirror, String operation, Deadline deadline, Exchange<T> exchange)
            throws IOException {
        for (int attempt = 1; ; attempt++) {
            HttpTrace trace = new HttpTrace(settings, address, deadline);
            try (Transport transport = open(mirror, trace, deadline)) {
                T result = exchange.run(transport);
                tellIfMoved(trace);
                return result;
            } catch (RegistryException e) {
                throw e;
            } catch (IOException | RuntimeException e) {
                MirrorDamagedException damage = MirrorDamagedException.in(e);
                if (damage != null) {
                    throw damage;
                }
                long wait = waitBeforeRetry(GitFailures.code(e, trace), trace, attempt);
                if (wait < 0 || TimeUnit.MILLISECONDS.toNanos(wait) >= deadline.nanos()) {
                    throw GitFailures.of(operation + " " + this, e, trace, attempt);
                }
                pauses.pause(wait);
            }
        }
    }

    private static long waitBeforeRetry(FailureCode code, HttpTrace trace, int attempt) {
        boolean later = code == FailureCode.RATE_LIMITED
                || code == FailureCode.UNREACHABLE
                || (code == FailureCode.SERVER_FAULT && trace.status() >= 500);
        if (!later || attempt >= MAX_ATTEMPTS) {
            return -1;
        }
        return Math.max(trace.retryAfterMillis(), Pauses.jitter(50, 100L << attempt));
    }

    private Transport open(MirrorRepository mirror, HttpTrace trace, Deadline deadline) throws IOException {
        Transport transport =
                address.isLocal() ? LocalTransport.open(mirror, address, ref) : Transport.open(mirror, address.uri());
        transport.setPushThin(true);
        PackConfig packs = new PackConfig(mirror);
        packs.setThreads(1);
        // What a changed tree or list differs from is what stood at its path, and that is always next to it.
        packs.setDeltaSearchWindowSize(DELTA_WINDOW);
        transport.setPackConfig(packs);
        // Without a provider JGit asks nobody; the credentials are in the requests from the first one on.
        transport.setCredentialsProvider(null);
        if (transport instanceof TransportHttp http) {
            http.setHttpConnectionFactory(trace);
        }
        GitSsh ssh = settings.ssh();
        if (ssh != null && transport instanceof SshTransport remote) {
            remote.setSshSessionFactory(ssh.sessions(settings.connectTimeout(), deadline));
            remote.setTimeout(deadline.seconds(settings.idleTimeout()));
        }
        if (address.isLocal()) {
            transport.setTimeout(deadline.seconds(settings.idleTimeout()));
        }
        return transport;
    }

    private void tellIfMoved(HttpTrace trace) {
        String location = trace.location();
        if (location != null && trace.movedForGood()) {
            Listeners.tell(() -> listener.repositoryMoved(location.replaceFirst("/info/refs$", "")));
        }
    }

    /**
     * Reads the head and brings its objects into the mirror, with full history.
     *
     * @param known a commit that is in the mirror with its history; {@code null} if there is none
     * @throws RegistryException if the server does not do it in time
     * @throws MirrorDamagedException if the mirror is damaged
     */
    Head fetch(MirrorRepository mirror, @Nullable ObjectId known, Deadline deadline) throws IOException {
        return repeatable(mirror, "reading", deadline, transport -> {
            try (FetchConnection connection = transport.openFetch()) {
                Ref branch = connection.getRef(ref);
                if (branch == null || branch.getObjectId() == null) {
                    return new Head(null, branches(connection));
                }
                ObjectId head = branch.getObjectId().copy();
                if (!head.equals(known)) {
                    connection.fetch(
                            NullProgressMonitor.INSTANCE, List.of(branch), known == null ? Set.of() : Set.of(known));
                }
                return new Head(head, List.of());
            }
        });
    }

    private static List<String> branches(FetchConnection connection) {
        List<String> branches = new ArrayList<>();
        for (Ref other : connection.getRefs()) {
            if (other.getName().startsWith(Constants.R_HEADS)) {
                branches.add(other.getName().substring(Constants.R_HEADS.length()));
            }
        }
        branches.sort(null);
        return branches;
    }

    /**
     * Moves the branch from an old commit to a new one, or creates it if there is no old one. Never forces: the server
     * compares and swaps.
     *
     * @param isBulk whether there are thousands of new objects; to look for what each differs from little would take
     *     longer than to send them
     * @throws RegistryException if the push could not begin
     * @throws MirrorDamagedException if the mirror is damaged
     */
    PushOutcome push(
            MirrorRepository mirror, @Nullable ObjectId expected, ObjectId commit, boolean isBulk, Deadline deadline)
            throws IOException {
        return repeatable(mirror, "pushing to", deadline, transport -> {
            transport.getPackConfig().setDeltaCompress(!isBulk);
            try (PushConnection connection = transport.openPush()) {
                Ref advertised = connection.getRef(ref);
                ObjectId current = advertised == null ? null : advertised.getObjectId();
                if (current == null ? expected != null : !current.equals(expected)) {
                    return new Moved();
                }
                return push(mirror, connection, expected, commit);
            }
        });
    }

    private PushOutcome push(
            MirrorRepository mirror, PushConnection connection, @Nullable ObjectId expected, ObjectId commit)
            throws IOException {
        RemoteRefUpdate update = new RemoteRefUpdate(
                mirror, (String) null, commit, ref, false, null, expected == null ? ObjectId.zeroId() : expected);
        try {
            connection.push(NullProgressMonitor.INSTANCE, Map.of(ref, update));
        } catch (RegistryException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            if (MirrorDamagedException.in(e) != null || GitFailures.has(e, MirrorWriteException.class)) {
                throw e;
            }
            return new Unknown(e, words(connection.getMessages(), e.getMessage()));
        }
        return switch (update.getStatus()) {
            case OK, UP_TO_DATE -> new Accepted();
            default ->
                new Refused(String.valueOf(update.getMessage()), words(connection.getMessages(), update.getMessage()));
        };
    }

    private static String words(@Nullable String serverMessages, @Nullable String reason) {
        String server = serverMessages == null ? "" : serverMessages.strip();
        String ref = reason == null ? "" : reason.strip();
        return GitFailures.shortened(server.isEmpty() ? ref : ref.isEmpty() ? server : ref + ": " + server);
    }
}
