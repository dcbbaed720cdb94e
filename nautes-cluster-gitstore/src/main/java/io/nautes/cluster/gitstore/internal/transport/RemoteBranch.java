package io.nautes.cluster.gitstore.internal.transport;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.gitstore.internal.mirror.MirrorDamagedException;
import io.nautes.cluster.gitstore.internal.mirror.MirrorRepository;
import io.nautes.cluster.gitstore.internal.mirror.MirrorWriteException;
import io.nautes.cluster.gitstore.internal.util.Causes;
import io.nautes.cluster.gitstore.internal.util.Deadline;
import io.nautes.cluster.gitstore.internal.util.Pauses;
import io.nautes.cluster.gitstore.internal.util.StoreEvents;
import io.nautes.cluster.model.internal.support.OneLine;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.storage.pack.PackConfig;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.PushConnection;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.Transport;
import org.jspecify.annotations.Nullable;

/**
 * A branch of the remote repository. This class uses JGit's connections directly, because JGit's fetch and push
 * commands would look for local refs, run hooks, and force updates. Each exchange runs in a separate thread and is
 * abandoned at its deadline, whatever the server does. Safe for use by several threads.
 */
public final class RemoteBranch {
    private static final int MAX_ATTEMPTS = 4;

    /**
     * The extra time for an exchange to notice the deadline itself. It then reports more details than one that is
     * abandoned.
     */
    private static final Duration GRACE = Duration.ofMillis(100);

    /** The minimum with which JGit still uses deltas. */
    private static final int DELTA_WINDOW = 3;

    /** The messages of JGit and Git. */
    private static final Pattern LOCKED =
            Pattern.compile("failed to (?:lock|update ref)|cannot lock ref|unable to lock", Pattern.CASE_INSENSITIVE);

    private final ServerAccess access;
    private final String ref;
    private final Pauses pauses;
    private final StoreEvents events;

    public RemoteBranch(ServerAccess access, String branch, Pauses pauses, StoreEvents events) {
        this.access = access;
        this.ref = fullName(branch);
        this.pauses = pauses;
        this.events = events;
    }

    public static String fullName(String branch) {
        return branch.startsWith(Constants.R_REFS) ? branch : Constants.R_HEADS + branch;
    }

    @Override
    public String toString() {
        return access.address() + " " + ref;
    }

    /**
     * The head of the remote branch.
     *
     * @param id the id of the head; {@code null} if the branch does not exist
     * @param branches the names of the existing branches if this one does not exist; empty otherwise
     */
    public record Head(@Nullable ObjectId id, List<String> branches) {}

    /** The outcome of a push. */
    public sealed interface PushOutcome {}

    /** An accepted push: the branch is at the new commit. */
    public record Accepted() implements PushOutcome {}

    /** A push of which nothing was sent, because the branch had another head. */
    public record Moved() implements PushOutcome {}

    /**
     * A push after which the server reported that it did not move the branch: another client was faster, the server
     * refuses the push, or the branch is locked. Only the branch itself shows which.
     *
     * @param reason the report about the branch
     * @param text the report and the other messages of the server, without secrets
     * @param isDirect whether the server was not asked for its head before the push
     */
    public record Refused(String reason, String text, boolean isDirect) implements PushOutcome {
        /**
         * Returns whether the branch could not be locked. Nothing but the text of the server distinguishes a lock from
         * a refusal. This is the only use of such a text, and only if the branch has not moved. The messages of hooks
         * are ignored.
         */
        public boolean isLock() {
            return LOCKED.matcher(reason).find();
        }
    }

    /**
     * A push whose request the server refused, so nothing was stored: it is too large or malformed, or could not be
     * unpacked.
     *
     * @param failure the failure to report
     */
    public record Rejected(RegistryException failure) implements PushOutcome {}

    /**
     * A push whose connection broke after it began.
     *
     * @param failure the failure, without secrets
     * @param text the message of the failure, shortened
     * @param retryAfterMillis the delay in milliseconds that the server requested; 0 if it requested none
     */
    public record Unknown(Throwable failure, String text, long retryAfterMillis) implements PushOutcome {}

    private interface Exchange<T> {
        T run(Transport transport, ExchangeContext context) throws IOException;
    }

    /** The meaning of a failure for an exchange that changes something; {@code null} for a plain failure. */
    private interface Verdict<T> {
        @Nullable
        T of(Exception failure, ExchangeContext context, int attempt);
    }

    /** Runs an exchange, and repeats it until it succeeds, fails permanently, or takes too long. */
    private <T> T repeatable(
            MirrorRepository mirror, String operation, Deadline deadline, Exchange<T> exchange, Verdict<T> verdict)
            throws IOException {
        Credentials renewed = null;
        int attempt = 1;
        while (true) {
            ExchangeContext context = access.newContext();
            context.credentials(renewed);
            Exception failure;
            try {
                T result = inTime(mirror, deadline, exchange, context);
                noteIfMoved(context);
                context.discovery().succeed();
                return result;
            } catch (RegistryException e) {
                throw e;
            } catch (IOException | RuntimeException e) {
                failure = e;
            } catch (StackOverflowError | OutOfMemoryError e) {
                failure = new HttpExchangeException(
                        FailureCode.UNEXPECTED_REPLY, "the server's reply takes more memory than is available", e);
            }
            MirrorDamagedException damage = MirrorDamagedException.in(failure);
            if (damage != null) {
                throw damage;
            }
            T known = verdict.of(failure, context, attempt);
            if (known != null) {
                return known;
            }
            FailureCode code = FailureTranslator.code(failure, context.reply());
            Credentials refused = context.credentials();
            if (code == FailureCode.UNAUTHENTICATED && refused != null && renewed == null) {
                renewed = access.renewed(refused, deadline).orElse(null);
                if (renewed != null) {
                    attempt++;
                    continue;
                }
            }
            long wait = waitBeforeRetry(code, context.reply(), attempt);
            if (wait < 0 && context.discovery().isSkipped() && !deadline.isOver()) {
                // The server may have changed. The next exchange asks it, and reports what is wrong.
                continue;
            }
            if (wait < 0 || TimeUnit.MILLISECONDS.toNanos(wait) >= deadline.nanos()) {
                throw FailureTranslator.of(operation + " " + this, failure, context, attempt);
            }
            pauses.pause(wait);
            attempt++;
        }
    }

    private <T> T inTime(MirrorRepository mirror, Deadline deadline, Exchange<T> exchange, ExchangeContext context)
            throws IOException {
        return access.limiter()
                .call(
                        () -> {
                            try (Transport transport = open(mirror, context, deadline)) {
                                return exchange.run(transport, context);
                            } finally {
                                context.abort();
                            }
                        },
                        deadline.later(Deadline.after(Duration.ZERO)).plus(GRACE),
                        context::abort);
    }

    private static long waitBeforeRetry(FailureCode code, LastReply reply, int attempt) {
        boolean later = code == FailureCode.RATE_LIMITED
                || code == FailureCode.UNREACHABLE
                || (code == FailureCode.SERVER_FAULT && reply.status() >= 500);
        if (!later || attempt >= MAX_ATTEMPTS) {
            return -1;
        }
        return Math.max(reply.retryAfterMillis(), Pauses.jitter(50, 100L << attempt));
    }

    private Transport open(MirrorRepository mirror, ExchangeContext context, Deadline deadline) throws IOException {
        GitAddress address = access.address();
        Transport transport =
                address.isLocal() ? LocalTransport.open(mirror, address, ref) : Transport.open(mirror, address.uri());
        transport.setPushThin(true);
        PackConfig packs = new PackConfig(mirror);
        packs.setThreads(1);
        // The base of a changed tree or list is its version at the same path, which is always next to it in this order.
        packs.setDeltaSearchWindowSize(DELTA_WINDOW);
        transport.setPackConfig(packs);
        access.configure(transport, context, deadline);
        return transport;
    }

    private void noteIfMoved(ExchangeContext context) {
        String location = context.reply().location();
        if (location != null && context.reply().isMovedForGood()) {
            String shown = context.secrets().clean(location.replaceFirst("/info/refs$", ""));
            events.add(listener -> listener.repositoryMoved(shown));
        }
    }

    /**
     * Reads the head and fetches its objects with full history into the mirror.
     *
     * @param known a commit that is in the mirror with its history; {@code null} if the mirror is empty
     * @throws RegistryException if the server does not answer in time, or refuses
     * @throws MirrorDamagedException if the mirror is damaged
     */
    public Head fetch(MirrorRepository mirror, @Nullable ObjectId known, Deadline deadline) throws IOException {
        return reading(mirror, deadline, (transport, context) -> {
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

    private <T> T reading(MirrorRepository mirror, Deadline deadline, Exchange<T> exchange) throws IOException {
        return repeatable(mirror, "reading", deadline, exchange, (failure, context, attempt) -> null);
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
     * Reads the head from the side of the server that accepts pushes. If replicas serve reads, only this side is up to
     * date.
     *
     * @throws RegistryException if the server does not answer, or refuses these credentials
     */
    public Head headForPush(MirrorRepository mirror, Deadline deadline) throws IOException {
        return reading(mirror, deadline, (transport, context) -> new Head(currentHead(transport), List.of()));
    }

    private @Nullable ObjectId currentHead(Transport transport) throws IOException {
        try (PushConnection connection = transport.openPush()) {
            return current(connection);
        }
    }

    private @Nullable ObjectId current(PushConnection connection) {
        Ref advertised = connection.getRef(ref);
        ObjectId id = advertised == null ? null : advertised.getObjectId();
        return id == null ? null : id.copy();
    }

    /**
     * Moves the branch from an old commit to a new one, or creates it if there is no old one. The push is never forced:
     * the server compares the old commit. Soon after another push over HTTP, the push is direct: the server is not asked
     * for its head before.
     *
     * @param isBulk whether there are thousands of new objects; then deltas are not computed, because that takes longer
     *     than sending the objects
     * @throws RegistryException if nothing was stored, and repeating the push would not succeed
     * @throws MirrorDamagedException if the mirror is damaged
     */
    public PushOutcome push(
            MirrorRepository mirror, @Nullable ObjectId expected, ObjectId commit, boolean isBulk, Deadline deadline)
            throws IOException {
        Exchange<PushOutcome> exchange = (transport, context) -> {
            transport.getPackConfig().setDeltaCompress(!isBulk);
            if (expected != null && !isBulk) {
                context.discovery().expect(ref, expected);
            }
            try (PushConnection connection = transport.openPush()) {
                ObjectId current = current(connection);
                if (commit.equals(current)) {
                    return new Accepted();
                }
                return Objects.equals(current, expected)
                        ? push(connection, update(mirror, expected, commit), context)
                        : new Moved();
            } catch (TransportException e) {
                // After a direct push, the base of a delta may be missing because the branch was rewritten.
                if (context.discovery().isSkipped()
                        && FailureTranslator.isUnpackError(e)
                        && !Objects.equals(currentHead(transport), expected)) {
                    return new Moved();
                }
                throw e;
            }
        };
        return repeatable(mirror, "pushing to", deadline, exchange, this::outcome);
    }

    private RemoteRefUpdate update(MirrorRepository mirror, @Nullable ObjectId expected, ObjectId commit)
            throws IOException {
        return new RemoteRefUpdate(
                mirror, (String) null, commit, ref, false, null, expected == null ? ObjectId.zeroId() : expected);
    }

    private PushOutcome push(PushConnection connection, RemoteRefUpdate update, ExchangeContext context)
            throws IOException {
        try {
            context.markSent();
            connection.push(NullProgressMonitor.INSTANCE, Map.of(ref, update));
        } finally {
            context.messages(connection.getMessages());
        }
        return switch (update.getStatus()) {
            case OK, UP_TO_DATE -> new Accepted();
            default ->
                new Refused(
                        String.valueOf(update.getMessage()),
                        text(context, context.secrets().clean(String.valueOf(update.getMessage()))),
                        context.discovery().isSkipped());
        };
    }

    /**
     * Returns the outcome of a push that failed; {@code null} if nothing was stored. The reply of the server takes
     * precedence over a broken connection.
     */
    private @Nullable PushOutcome outcome(Exception failure, ExchangeContext context, int attempt) {
        if (!context.isSent()
                || Causes.has(failure, MirrorWriteException.class)
                || FailureTranslator.isWithoutConnection(failure)) {
            return null;
        }
        LastReply reply = context.reply();
        int status = reply.status();
        if (context.discovery().isSkipped() && isReasonForDiscovery(reply)) {
            return null;
        }
        if (FailureTranslator.isUnpackError(failure) || FailureTranslator.isAboutContent(status)) {
            return new Rejected(FailureTranslator.of("pushing to " + this, failure, context, attempt));
        }
        if (FailureTranslator.isRefusal(status)) {
            return null;
        }
        Throwable clean = context.secrets().clean(failure);
        return new Unknown(clean, text(context, String.valueOf(clean.getMessage())), reply.retryAfterMillis());
    }

    /** Returns whether a reply to a direct push may mean that the server has moved, or that it requires discovery. */
    private static boolean isReasonForDiscovery(LastReply reply) {
        int status = reply.status();
        return reply.isHtml() || (FailureTranslator.isRefusal(status) && !FailureTranslator.isAboutSize(status));
    }

    private static String text(ExchangeContext context, String reason) {
        String server = context.secrets().clean(context.messages()).strip();
        String ref = reason.strip();
        return OneLine.shortened(server.isEmpty() ? ref : ref.isEmpty() ? server : ref + ": " + server);
    }
}
